import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '../support/free-port'

/** How long the driver may take until it answers, in milliseconds. */
const startMs = 20_000

/** How long a process may take to end in peace, in milliseconds. */
const graceMs = 3_000

/** A driver that starts browsers on a screen that nobody sees. */
export interface WebKitProcess {
  /** Where the driver takes its commands. */
  readonly url: string
  /** Ends the driver, its browser and the screen. */
  readonly stop: () => Promise<void>
}

/**
 * Starts a screen on a display of its own, and the driver on it and on a free port, with a folder of their own for
 * whatever they write.
 *
 * @param driver - the WebKitWebDriver
 * @throws {Error} When one of them does not start; nothing is left running.
 */
export async function startWebKit(driver: string): Promise<WebKitProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-webkit-'))
  const children: ChildProcess[] = []
  const stop = async () => {
    // The browser first, and then what it draws on.
    for (const child of children.reverse()) await end(child)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const screen = spawn('Xvfb', screenArguments, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
    children.push(endWithThisProcess(screen))
    const env = environment(folder, await displayOf(screen))
    const port = await freePort()
    const driving = spawn(driver, [`--port=${port}`, '--host=127.0.0.1'], { env, stdio: 'ignore' })
    children.push(endWithThisProcess(driving))
    const url = `http://127.0.0.1:${port}`
    await untilReady(driving, url)
    return { url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/**
 * A display that nobody had before: Xvfb would take the lowest that is free, and one that ends at that moment takes the
 * socket of its successor with it. Its number comes through the fourth pipe when it can be used.
 */
const screenArguments = [
  `:${100 + (process.pid % 50_000)}`,
  ...['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'],
]

async function displayOf(screen: ChildProcess): Promise<string> {
  const numbers = screen.stdio[3]
  if (!(numbers instanceof Readable)) throw new Error('Xvfb has no pipe for its display.')
  for await (const number of numbers) return `:${String(number).trim()}`
  throw new Error('Xvfb did not start.')
}

function environment(folder: string, display: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DISPLAY: display,
    GDK_BACKEND: 'x11',
    HOME: folder,
    XDG_RUNTIME_DIR: folder,
    NO_AT_BRIDGE: '1',
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    // There is nothing to draw with but the processor.
    WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    WEBKIT_DISABLE_DMABUF_RENDERER: '1',
  }
}

async function untilReady(driver: ChildProcess, url: string) {
  const deadline = Date.now() + startMs
  while (isRunning(driver) && Date.now() < deadline) {
    const answer = await fetch(`${url}/status`).catch(() => null)
    if (answer?.ok) return
    await delay(50)
  }
  throw new Error('WebKitWebDriver did not start.')
}

/** Also where this process is ended in the middle of a test. */
function endWithThisProcess(child: ChildProcess): ChildProcess {
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  // A program that cannot be started is seen by what it does not do.
  child.on('error', () => undefined)
  return child
}

async function end(child: ChildProcess) {
  if (!isRunning(child)) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), graceMs)
  await ended
  clearTimeout(force)
}

function isRunning({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid !== undefined && exitCode === null && signalCode === null
}
