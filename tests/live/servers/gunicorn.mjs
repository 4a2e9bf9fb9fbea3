import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { ProcessError } from './run-process.mjs'

/** @import { ChildProcess } from 'node:child_process' */

const startMs = 30_000
const stopMs = 5_000
const listening = /Listening at: (http:\/\/[\d.]+:\d+)/
const settings = fileURLToPath(new URL('harness/gunicorn.conf.py', import.meta.url))

/**
 * A running gunicorn.
 *
 * @typedef {object} Gunicorn
 * @property {string} url
 * @property {() => Promise<void>} stop Ends it and its workers, by force after five seconds. May be called again.
 * @property {Promise<void>} ended Resolves when it has ended, in whatever way.
 */

/**
 * @typedef {object} GunicornOptions
 * @property {string} python
 * @property {string} project
 * @property {string} [application] Django's when left out.
 * @property {'gthread' | 'asgi'} [worker]
 * @property {NodeJS.ProcessEnv} env
 */

/**
 * Serves the project and waits until it answers.
 *
 * @param {GunicornOptions} options
 * @returns {Promise<Gunicorn>}
 * @throws {ProcessError} When it ends, or does not answer within half a minute; nothing is left running.
 */
export async function startGunicorn({
  python,
  project,
  application = 'live_harness.wsgi',
  worker = 'gthread',
  env,
}) {
  // Its stdin is a pipe from this process: gunicorn.conf.py ends the server when the pipe closes.
  // Its own process group: an interrupt in the terminal is for whoever started it, who then stops it.
  const child = spawn(python, ['-m', 'gunicorn', '--config', settings, application], {
    cwd: project,
    env: { ...env, END_WITH_STDIN: '1', WORKER_CLASS: worker },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  })
  const output = collectOutput(child)
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => child.once('exit', () => resolve()))
  try {
    return { url: await answeringUrl(child, output), stop: () => stop(child), ended }
  } catch (error) {
    await stop(child)
    throw error
  }
}

/**
 * @param {ChildProcess} child
 * @param {() => string} output
 */
async function answeringUrl(child, output) {
  const deadline = Date.now() + startMs
  while (Date.now() < deadline && !hasEnded(child)) {
    const url = listening.exec(output())?.[1]
    if (url !== undefined && (await answers(url))) return url
    await delay(50)
  }
  const remedy = 'A port that was asked for may be taken; else the lines above say what to mend.'
  throw new ProcessError('Starting the live server', output(), remedy)
}

/** @param {string} url */
async function answers(url) {
  try {
    await fetch(url, { signal: AbortSignal.timeout(2_000) })
    return true
  } catch {
    return false
  }
}

/** @param {ChildProcess} child */
function collectOutput(child) {
  let output = ''
  /** @param {Buffer} chunk */
  const append = (chunk) => (output += chunk.toString())
  child.stdout?.on('data', append)
  child.stderr?.on('data', append)
  child.on('error', (error) => (output += error.message))
  return () => output
}

/** @param {ChildProcess} child */
async function stop(child) {
  if (hasEnded(child)) return
  const ended = once(child, 'exit')
  signalGroup(child, 'SIGTERM')
  const force = setTimeout(() => signalGroup(child, 'SIGKILL'), stopMs)
  await ended
  clearTimeout(force)
}

/**
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup({ pid }, signal) {
  if (pid === undefined) return
  try {
    process.kill(-pid, signal)
  } catch (error) {
    const hasGone = error instanceof Error && 'code' in error && error.code === 'ESRCH'
    if (!hasGone) throw error
  }
}

/** @param {ChildProcess} child */
function hasEnded({ pid, exitCode, signalCode }) {
  return pid === undefined || exitCode !== null || signalCode !== null
}
