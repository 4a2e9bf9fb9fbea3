import { readFileSync } from 'node:fs'
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseLog } from './access-log.mjs'
import { startAdministrator } from './administrator.mjs'
import { startGunicorn } from './gunicorn.mjs'
import { preparePython } from './python-environment.mjs'

/** @import { LogEntry } from './access-log.mjs' */
/** @import { Backend } from './backend.mjs' */

/**
 * How a server differs from its documentation.
 *
 * @typedef {object} LiveServerOptions
 * @property {readonly string[]} allowedOrigins Where the app may be loaded from, e.g. `http://127.0.0.1:5173`.
 * @property {number} [accessSeconds] Lifetime of an access token. The documentation's when left out.
 * @property {number} [refreshSeconds] Lifetime of a refresh token, or of the window in which a token can be
 *   refreshed. The documentation's when left out.
 * @property {number} [port] A free one when left out.
 */

/**
 * A running project of its own: own database, own log, own port.
 *
 * @typedef {object} LiveServer
 * @property {string} url
 * @property {Readonly<Record<string, string>>} versions By distribution name, as installed; and of `Python`.
 * @property {() => LogEntry[]} log Every request answered until now, preflights among them.
 * @property {(command: readonly string[]) => Promise<void>} run Does on the server's database what an
 *   administrator would, e.g. `['set_active', 'demo', 'false']`.
 * @property {() => Promise<void>} stop Ends the server and deletes its database. May be called again.
 * @property {Promise<void>} ended Resolves when the server has ended, in whatever way.
 */

const harness = fileURLToPath(new URL('harness', import.meta.url))

/**
 * Starts the server of a backend, with the users `demo` and `admin` (staff), and waits until it answers.
 * It ends with this process, in whatever way that ends.
 *
 * @param {Backend} backend
 * @param {LiveServerOptions} options
 * @returns {Promise<LiveServer>}
 * @throws {Error} When it cannot be started; the message says what failed and what to do.
 */
export async function startBackend(backend, options) {
  const { name, runtime } = backend
  const project = fileURLToPath(new URL(`${backend.folder}/`, import.meta.url))
  const { python, versions } = await preparePython(join(project, backend.requirements))
  const folder = await mkdtemp(join(tmpdir(), `latchkey-${name}-`))
  const accessLog = join(folder, 'access.jsonl')
  const env = { ...serverEnvironment(folder, accessLog, options), ...backend.env }
  const administrator = startAdministrator(name, python, {
    args: runtime.administration,
    cwd: project,
    env,
  })
  const stopped = async () => {
    await administrator.stop()
    await rm(folder, { recursive: true, force: true })
  }

  try {
    await writeFile(accessLog, '')
    const [gunicorn] = await allOrNone(
      startGunicorn({ python, project, env, ...runtime }),
      administrator.run(['prepare']),
    )
    await truncate(accessLog)
    const log = () => parseLog(readFileSync(accessLog, 'utf8'))
    const stop = async () => {
      await gunicorn.stop()
      await stopped()
    }
    return { url: gunicorn.url, versions, log, run: administrator.run, stop, ended: gunicorn.ended }
  } catch (error) {
    await stopped()
    throw error
  }
}

/**
 * Both at once; when the second fails, the first is stopped.
 *
 * @template {{ stop: () => Promise<void> }} T
 * @param {Promise<T>} started
 * @param {Promise<void>} other
 * @returns {Promise<[T]>}
 */
async function allOrNone(started, other) {
  const [first, second] = await Promise.allSettled([started, other])
  if (first.status === 'rejected') throw first.reason
  if (second.status === 'fulfilled') return [first.value]
  await first.value.stop()
  throw second.reason
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
