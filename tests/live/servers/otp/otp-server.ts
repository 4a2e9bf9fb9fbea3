import { fileURLToPath } from 'node:url'
import type { LogEntry } from '../access-log.mjs'
import { django } from '../backend.mjs'
import { startProject } from '../project-server.mjs'
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

const folder = fileURLToPath(new URL('.', import.meta.url))
const requirements = fileURLToPath(new URL('requirements.txt', import.meta.url))
const project = { name: 'otp', folder, requirements, runtime: django }

/** Starts the server, with the users `demo` and `admin` who have no device, and waits until it answers. */
export async function startOtpServer(allowedOrigins: readonly string[]): Promise<OtpServer> {
  const settings = { ALLOWED_ORIGINS: allowedOrigins.join(' ') }
  const { url, python, env, log, stop } = await startProject(project, settings)
  const enrol = async (username: string, secret: Buffer) => {
    const args = ['-m', 'django', 'enrol', username, secret.toString('hex')]
    await runProcess('enrol of the one-time code server', python, args, { cwd: folder, env })
  }
  return { url, log, enrol, stop }
}
