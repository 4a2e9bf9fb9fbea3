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

/** What can be wrong with the server; `project/settings.py` and `urls.py` say how each comes about. */
export type Fault =
  | 'cors-below-common'
  | 'debug'
  | 'no-append-slash'
  | 'wrong-hosts'
  | 'prefix-jwt'
  | 'crashing-login'
  | 'session-first'
  | 'admin-only'
  | 'blacklist-view-alone'
  | 'elsewhere'

/** How the server of the second seed is set up wrongly. */
export interface FaultyServerOptions {
  readonly faults?: readonly Fault[]
  /** Where the app may be loaded from. */
  readonly allowedOrigins: readonly string[]
  /** How far its clock is ahead; negative when it is behind. */
  readonly clockOffsetSeconds?: number
}

/** A running Django with a fault. */
export interface FaultyServer {
  readonly url: string
  /** Every request answered until now, preflights among them. */
  readonly log: () => LogEntry[]
  /** May be called again. */
  readonly stop: () => Promise<void>
}

const project = fileURLToPath(new URL('.', import.meta.url))
const harness = fileURLToPath(new URL('../harness', import.meta.url))
const requirements = fileURLToPath(new URL('../seed-002/requirements.txt', import.meta.url))

/** Starts the server of the second seed with a fault, and waits until it answers. */
export async function startFaulty(options: FaultyServerOptions): Promise<FaultyServer> {
  const { python } = await preparePython(requirements)
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-faulty-'))
  const accessLog = join(folder, 'access.jsonl')
  const env = environment(folder, accessLog, options)
  try {
    await writeFile(accessLog, '')
    const prepare = ['-m', 'django', 'prepare']
    await runProcess('prepare of the faulty server', python, prepare, { cwd: project, env })
    const gunicorn = await startGunicorn({ python, project, env })
    await truncate(accessLog)
    const stop = async () => {
      await gunicorn.stop()
      await rm(folder, { recursive: true, force: true })
    }
    // The question by which its start is awaited may be answered late.
    const log = () => parseLog(readFileSync(accessLog, 'utf8')).filter(({ path }) => path !== '/')
    return { url: gunicorn.url, log, stop }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

function environment(
  folder: string,
  accessLog: string,
  { faults = [], allowedOrigins, clockOffsetSeconds = 0 }: FaultyServerOptions,
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DJANGO_SETTINGS_MODULE: 'project.settings',
    PYTHONPATH: harness,
    // Nothing is written into the checkout.
    PYTHONDONTWRITEBYTECODE: '1',
    DATABASE: join(folder, 'db.sqlite3'),
    ACCESS_LOG: accessLog,
    ACCESS_SECONDS: '300',
    REFRESH_SECONDS: '600',
    ALLOWED_ORIGINS: allowedOrigins.join(' '),
    FAULTS: faults.join(' '),
    CLOCK_OFFSET_SECONDS: String(clockOffsetSeconds),
    PORT: '0',
  }
}
