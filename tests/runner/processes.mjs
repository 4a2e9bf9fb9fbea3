import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'

/** How long a process may take to end in peace before it is killed. */
const graceMs = 3000

/** How long to wait for the last output of a process that is gone. */
const lastOutputMs = 2000

const isWindows = process.platform === 'win32'

/**
 * @typedef {object} RunOptions
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {number} timeoutSeconds
 * @property {Output} output Gets what the process prints, as it prints it.
 */

/**
 * @typedef {object} Output
 * @property {(text: Uint8Array) => void} out
 * @property {(text: Uint8Array) => void} err
 */

/**
 * How a process ended: `exited` with a code, by a `signal`, past its `timeout`, or it did not `start`.
 *
 * @typedef {{ how: 'exited', code: number }
 *   | { how: 'signal', signal: string }
 *   | { how: 'timeout', seconds: number }
 *   | { how: 'start', message: string }} Ending
 */

/** @typedef {import('node:child_process').ChildProcessByStdio<null, Readable, Readable>} Child */
/** @typedef {import('node:stream').Readable} Readable */

/** Runs commands, each in a process group of its own, and leaves nothing of a group behind. */
export class Processes {
  /** @type {Set<Child>} */
  #running = new Set()
  #isOver = false

  /**
   * Runs one command to its end. Never rejects.
   *
   * @param {string} command
   * @param {readonly string[]} args
   * @param {RunOptions} options
   * @returns {Promise<Ending>}
   */
  async run(command, args, { cwd, env, timeoutSeconds, output }) {
    if (this.#isOver) return { how: 'start', message: 'the run is over' }
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: !isWindows,
    })
    this.#running.add(child)
    child.stdout.on('data', output.out)
    child.stderr.on('data', output.err)

    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      endGroup(child)
    }, timeoutSeconds * 1000)

    const ending = await endingOf(child)
    clearTimeout(timer)
    this.#running.delete(child)
    return isLate ? { how: 'timeout', seconds: timeoutSeconds } : ending
  }

  /** Ends every running process and its group. None is started any more. */
  endAll() {
    this.#isOver = true
    for (const child of this.#running) endGroup(child)
  }
}

/**
 * Resolves when the process is gone, its group too, and its output has arrived.
 *
 * @param {Child} child
 * @returns {Promise<Ending>}
 */
async function endingOf(child) {
  const closed = once(child, 'close').catch(() => null)
  const ending = await exitOf(child)
  signalGroup(child, 'SIGKILL')
  const patience = new AbortController()
  await Promise.race([
    closed,
    delay(lastOutputMs, null, { signal: patience.signal }).catch(() => null),
  ])
  patience.abort()
  // Whoever left the group may still hold the pipes open: what it prints from now on is dropped.
  child.stdout.destroy()
  child.stderr.destroy()
  return ending
}

/**
 * @param {Child} child
 * @returns {Promise<Ending>}
 */
async function exitOf(child) {
  try {
    const [code, signal] = await once(child, 'exit')
    return code === null ? { how: 'signal', signal } : { how: 'exited', code }
  } catch (error) {
    return { how: 'start', message: error instanceof Error ? error.message : String(error) }
  }
}

/** @param {Child} child */
function endGroup(child) {
  signalGroup(child, 'SIGTERM')
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs)
  child.once('exit', () => clearTimeout(timer))
}

/**
 * @param {Child} child
 * @param {'SIGTERM' | 'SIGKILL'} signal
 */
function signalGroup({ pid }, signal) {
  if (pid === undefined) return
  if (isWindows) {
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' })
    return
  }
  try {
    process.kill(-pid, signal)
  } catch (error) {
    // ESRCH: nobody is left. EPERM: what is left is on its way out (macOS).
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code !== 'ESRCH' && code !== 'EPERM') throw error
  }
}
