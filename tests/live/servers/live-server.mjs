import { readFileSync } from 'node:fs'
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseLog } from './access-log.mjs'
import { startGunicorn } from './gunicorn.mjs'
import { preparePython } from './python-environment.mjs'
import { runProcess } from './run-process.mjs'

/** @import { LogEntry } from './access-log.mjs' */
/** @import { Variant } from './variants.mjs' */

/**
 * How a server differs from its tutorial.
 *
 * @typedef {object} LiveServerOptions
 * @property {readonly string[]} allowedOrigins Where the app may be loaded from, e.g. `http://127.0.0.1:5173`.
 * @property {number} [accessSeconds] Lifetime of an access token. The tutorial's when left out.
 * @property {number} [refreshSeconds] Lifetime of a refresh token, or of the window in which a token can be
 *   refreshed. The tutorial's when left out.
 * @property {number} [port] A free one when left out.
 */

/**
 * A running Django project of its own: own database, own log, own port.
 *
 * @typedef {object} LiveServer
 * @property {string} url
 * @property {Readonly<Record<string, string>>} versions By distribution name, as installed; and of `Python`.
 * @property {() => LogEntry[]} log Every request answered until now, preflights among them.
 * @property {(managementArgs: readonly string[]) => Promise<void>} run Runs a management command on the
 *   server's database, e.g. `['set_active', 'demo', 'false']`.
 * @property {() => Promise<void>} stop Ends the server and deletes its database. May be called again.
 * @property {Promise<void>} ended Resolves when the server has ended, in whatever way.
 */

const harness = fileURLToPath(new URL('harness', import.meta.url))

/**
 * Starts the server of a seed, with the users `demo` and `admin` (staff), and waits until it answers.
 * It ends with this process, in whatever way that ends.
 *
 * @param {Variant} variant
 * @param {LiveServerOptions} options
 * @returns {Promise<LiveServer>}
 * @throws {Error} When it cannot be started; the message says what failed and what to do.
 */
export async function startSeed(variant, options) {
  const project = fileURLToPath(new URL(`seed-${variant.seed}/`, import.meta.url))
  const { python, versions } = await preparePython(join(project, variant.requirements))
  const folder = await mkdtemp(join(tmpdir(), `latchkey-seed-${variant.name}-`))
  const accessLog = join(folder, 'access.jsonl')
  const env = { ...serverEnvironment(folder, accessLog, options), ...variant.env }
  /** @param {readonly string[]} args */
  const run = async (args) => {
    const what = `${args.join(' ')} of seed ${variant.name}`
    await runProcess(what, python, ['-m', 'django', ...args], { cwd: project, env })
  }

  try {
    await writeFile(accessLog, '')
    await run(['prepare'])
    const gunicorn = await startGunicorn({ python, project, env })
    await truncate(accessLog)
    const log = () => parseLog(readFileSync(accessLog, 'utf8'))
    const stop = async () => {
      await gunicorn.stop()
      await rm(folder, { recursive: true, force: true })
    }
    return { url: gunicorn.url, versions, log, run, stop, ended: gunicorn.ended }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/**
 * @param {string} folder
 * @param {string} accessLog
 * @param {LiveServerOptions} options
 * @returns {NodeJS.ProcessEnv}
 */
function serverEnvironment(
  folder,
  accessLog,
  { accessSeconds, refreshSeconds, allowedOrigins, port = 0 },
) {
  return {
    ...process.env,
    DJANGO_SETTINGS_MODULE: 'project.settings',
    PYTHONPATH: harness,
    // Nothing is written into the checkout.
    PYTHONDONTWRITEBYTECODE: '1',
    DATABASE: join(folder, 'db.sqlite3'),
    ACCESS_LOG: accessLog,
    ACCESS_SECONDS: String(accessSeconds ?? ''),
    REFRESH_SECONDS: String(refreshSeconds ?? ''),
    ALLOWED_ORIGINS: allowedOrigins.join(' '),
    PORT: String(port),
  }
}
