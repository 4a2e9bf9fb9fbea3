import { readFileSync } from 'node:fs'
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseLog } from '../access-log.mjs'
import type { LogEntry } from '../access-log.mjs'
import { startGunicorn } from '../gunicorn.mjs'
import { preparePython } from '../python-environment.mjs'
import { runProcess } from '../run-process.mjs'

/** A running Django that wants one-time codes of those who are enrolled. */
export interface OtpServer {
  readonly url: string
  /** Every request answered until now, preflights among them. */
  readonly log: () => LogEntry[]
  /** Makes a user, whose password is the name, with a TOTP device of that secret. */
  readonly enrol: (username: string, secret: Buffer) => Promise<void>
  /** May be called again. */
  readonly stop: () => Promise<void>
}

const project = fileURLToPath(new URL('.', import.meta.url))
const harness = fileURLToPath(new URL('../harness', import.meta.url))

/** Starts the server, with the users `demo` and `admin` who have no device, and waits until it answers. */
export async function startOtpServer(allowedOrigins: readonly string[]): Promise<OtpServer> {
  const { python } = await preparePython(join(project, 'requirements.txt'))
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-otp-'))
  const accessLog = join(folder, 'access.jsonl')
  const env = environment(folder, accessLog, allowedOrigins)
  const manage = async (...args: string[]) => {
    const what = `${args[0] ?? ''} of the one-time code server`
    await runProcess(what, python, ['-m', 'django', ...args], { cwd: project, env })
  }
  try {
    await writeFile(accessLog, '')
    await manage('prepare')
    const gunicorn = await startGunicorn({ python, project, env })
    await truncate(accessLog)
    const stop = async () => {
      await gunicorn.stop()
      await rm(folder, { recursive: true, force: true })
    }
    return {
      url: gunicorn.url,
      log: () => parseLog(readFileSync(accessLog, 'utf8')),
      enrol: (username, secret) => manage('enrol', username, secret.toString('hex')),
      stop,
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

function environment(
  folder: string,
  accessLog: string,
  allowedOrigins: readonly string[],
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DJANGO_SETTINGS_MODULE: 'project.settings',
    PYTHONPATH: harness,
    // Nothing is written into the checkout.
    PYTHONDONTWRITEBYTECODE: '1',
    DATABASE: join(folder, 'db.sqlite3'),
    ACCESS_LOG: accessLog,
    ALLOWED_ORIGINS: allowedOrigins.join(' '),
    PORT: '0',
  }
}
