import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const command = fileURLToPath(new URL('../backend.mjs', import.meta.url))

/** The command of a developer, running. */
export interface RunningBackend {
  /** All it has printed so far. */
  readonly output: () => string
  /** Its exit code, at its end. */
  readonly ended: Promise<number | null>
  /** What Ctrl-C does. */
  readonly interrupt: () => void
}

/** Starts `backend.mjs` with these arguments, as `npm run backend` does. */
export function runBackend(args: readonly string[], env: NodeJS.ProcessEnv = {}): RunningBackend {
  const child = spawn(process.execPath, [command, ...args], { env: { ...process.env, ...env } })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  }
  const ended = once(child, 'close').then(() => child.exitCode)
  return { output: () => output, ended, interrupt: () => child.kill('SIGINT') }
}
