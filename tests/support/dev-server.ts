import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { stripVTControlCharacters } from 'node:util'
import { freePort } from './free-port'

/** A running `npm run <script>`. */
export interface DevServer {
  /** Printed by the command, without a slash at its end. */
  readonly url: string
  /** All it has printed so far, without colours. */
  readonly output: () => string
  readonly stop: () => Promise<void>
}

const isWindows = process.platform === 'win32'

/** The longest to wait for the URL, in ms. */
const startDeadlineMs = 60_000

/**
 * Starts a development server by its script, as a developer does, on a free port.
 *
 * @throws Error with what it has printed, when no URL came within a minute
 */
export async function startDevServer(
  script: 'dev' | 'dev:api',
  env: Readonly<Record<string, string>> = {},
): Promise<DevServer> {
  const child = spawn('npm', ['run', script, '--', '--port', String(await freePort())], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // On Windows npm is a script of the shell.
    shell: isWindows,
    detached: !isWindows,
  })
  let output = ''
  const collect = (chunk: Buffer) => {
    output += stripVTControlCharacters(chunk.toString())
  }
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  const url = await urlIn(() => output)
  if (url !== null) return { url, output: () => output, stop: () => stop(child) }
  await stop(child)
  throw new Error(`npm run ${script} printed no URL within ${startDeadlineMs} ms:\n${output}`)
}

async function urlIn(output: () => string): Promise<string | null> {
  const endMs = Date.now() + startDeadlineMs
  while (Date.now() < endMs) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output())?.[0]
    if (url !== undefined) return url
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return null
}

/** npm and what it has started are one process group. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return
  const ended = once(child, 'close')
  if (isWindows) spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'])
  else process.kill(-child.pid, 'SIGTERM')
  await ended
}
