import { fileURLToPath } from 'node:url'
import type { LogEntry } from '../access-log.mjs'
import { django } from '../backend.mjs'
import { startProject } from '../project-server.mjs'

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

const project = {
  name: 'faulty',
  folder: fileURLToPath(new URL('.', import.meta.url)),
  requirements: fileURLToPath(new URL('../seed-002/requirements.txt', import.meta.url)),
  runtime: django,
}

/** Starts the server of the second seed with a fault, and waits until it answers. */
export async function startFaulty(options: FaultyServerOptions): Promise<FaultyServer> {
  const { url, log, stop } = await startProject(project, settingsOf(options))
  // The question by which its start is awaited may be answered late.
  return { url, log: () => log().filter(({ path }) => path !== '/'), stop }
}

function settingsOf({ faults = [], allowedOrigins, clockOffsetSeconds = 0 }: FaultyServerOptions) {
  return {
    ACCESS_SECONDS: '300',
    REFRESH_SECONDS: '600',
    ALLOWED_ORIGINS: allowedOrigins.join(' '),
    FAULTS: faults.join(' '),
    CLOCK_OFFSET_SECONDS: String(clockOffsetSeconds),
  }
}
