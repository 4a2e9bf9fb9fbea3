import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { ProcessError } from './run-process.ts'

const startMs = 30_000
const stopMs = 5_000
const listening = /Listening at: (http:\/\/[\d.]+:\d+)/

/** A running gunicorn. */
export interface Gunicorn {
  readonly url: string
  /** Ends it and its workers, by force after five seconds. May be called again. */
  readonly stop: () => Promise<void>
}

interface GunicornOptions {
  readonly python: string
  readonly project: string
  readonly env: NodeJS.ProcessEnv
}

/**
 * Serves the project and waits until it answers.
 *
 * @throws {ProcessError} When it ends, or does not answer within half a minute; nothing is left running.
 */
export async function startGunicorn({ python, project, env }: GunicornOptions): Promise<Gunicorn> {
  // Its stdin is a pipe from this process: gunicorn.conf.py ends the server when the pipe closes.
  // Its own process group: an interrupt in the terminal is for the tests, which then stop it.
  const child = spawn(
    python,
    ['-m', 'gunicorn', '--config', '../harness/gunicorn.conf.py', 'project.wsgi'],
    {
      cwd: project,
      env: { ...env, END_WITH_STDIN: '1' },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    },
  )
  const output = collectOutput(child)
  try {
    return { url: await answeringUrl(child, output), stop: () => stop(child) }
  } catch (error) {
    await stop(child)
    throw error
  }
}

async function answeringUrl(child: ChildProcess, output: () => string): Promise<string> {
  const deadline = Date.now() + startMs
  while (Date.now() < deadline && !hasEnded(child)) {
    const url = listening.exec(output())?.[1]
    if (url !== undefined && (await answers(url))) return url
    await delay(50)
  }
  const remedy = 'A port that was asked for may be taken; else the lines above say what to mend.'
  throw new ProcessError('Starting the live server', output(), remedy)
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url, { signal: AbortSignal.timeout(2_000) })
    return true
  } catch {
    return false
  }
}

function collectOutput(child: ChildProcess): () => string {
  let output = ''
  const append = (chunk: Buffer) => (output += chunk.toString())
  child.stdout?.on('data', append)
  child.stderr?.on('data', append)
  child.on('error', (error) => (output += error.message))
  return () => output
}

async function stop(child: ChildProcess) {
  if (hasEnded(child)) return
  const ended = once(child, 'exit')
  signalGroup(child, 'SIGTERM')
  const force = setTimeout(() => signalGroup(child, 'SIGKILL'), stopMs)
  await ended
  clearTimeout(force)
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals) {
  if (pid === undefined) return
  try {
    process.kill(-pid, signal)
  } catch (error) {
    const hasGone = error instanceof Error && 'code' in error && error.code === 'ESRCH'
    if (!hasGone) throw error
  }
}

function hasEnded({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null
}
