import { readFileSync } from 'node:fs'
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startGunicorn } from './gunicorn.ts'
import { type LogEntry, parseLog } from './access-log.ts'
import { preparePython } from './python-environment.ts'
import { runProcess } from './run-process.ts'

export type { LogEntry } from './access-log.ts'
export { findPython } from './python-environment.ts'

/** The tutorials that have a server: djangorestframework-jwt (001) and SimpleJWT (002). */
export type Seed = '001' | '002'

/** How a server differs from its tutorial. */
export interface LiveServerOptions {
  /** Lifetime of an access token. */
  readonly accessSeconds: number
  /** Lifetime of a refresh token (002), or of the window in which a token can be refreshed (001). */
  readonly refreshSeconds: number
  /** Where the app may be loaded from, e.g. `http://127.0.0.1:5173`. */
  readonly allowedOrigins: readonly string[]
  /** A free one when left out. */
  readonly port?: number
}

/** A running Django project of its own: own database, own log, own port. */
export interface LiveServer {
  readonly url: string
  /** Version by distribution name, as installed; and of `Python`. */
  readonly versions: Readonly<Record<string, string>>
  /** Every request answered until now, preflights among them. */
  readonly log: () => LogEntry[]
  /** Runs `manage.py` on the server's database, e.g. `['set_active', 'demo', 'false']`. */
  readonly run: (managementArgs: readonly string[]) => Promise<void>
  /** Ends the server and deletes its database. May be called again. */
  readonly stop: () => Promise<void>
}

/**
 * Starts the server of a seed, with the users `demo` and `admin` (staff), and waits until it answers.
 * It ends with this process, in whatever way that ends.
 *
 * @throws {Error} When it cannot be started; the message says what failed and what to do.
 */
export async function startSeed(seed: Seed, options: LiveServerOptions): Promise<LiveServer> {
  const project = fileURLToPath(new URL(`seed-${seed}/`, import.meta.url))
  const { python, versions } = await preparePython(join(project, 'requirements.txt'))
  const folder = await mkdtemp(join(tmpdir(), `latchkey-seed-${seed}-`))
  const accessLog = join(folder, 'access.jsonl')
  const env = serverEnvironment(folder, accessLog, options)
  const run = async (args: readonly string[]) => {
    const what = `manage.py ${args.join(' ')} of seed ${seed}`
    await runProcess(what, python, ['manage.py', ...args], { cwd: project, env })
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
    return { url: gunicorn.url, versions, log, run, stop }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

function serverEnvironment(
  folder: string,
  accessLog: string,
  { accessSeconds, refreshSeconds, allowedOrigins, port = 0 }: LiveServerOptions,
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DJANGO_SETTINGS_MODULE: 'project.settings',
    // Nothing is written into the checkout.
    PYTHONDONTWRITEBYTECODE: '1',
    DATABASE: join(folder, 'db.sqlite3'),
    ACCESS_LOG: accessLog,
    ACCESS_SECONDS: String(accessSeconds),
    REFRESH_SECONDS: String(refreshSeconds),
    ALLOWED_ORIGINS: allowedOrigins.join(' '),
    PORT: String(port),
  }
}
