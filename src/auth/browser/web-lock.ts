import type { RunExclusive } from '../core/ports'

/** One lock between the tabs of one origin. */
export interface TabLock {
  readonly runExclusive: RunExclusive
  /** Nobody waits any longer; what runs goes on. */
  readonly close: () => void
}

/**
 * How often to ask again, in ms. Chromium throws a page out of its cache for the lock it holds only when somebody
 * asks for the lock after the page went there.
 */
const askAgainMs = 2_000

/**
 * One tab at a time by the Web Locks API. Where there is none (plain http), where it fails, and where the lock is
 * not to be had in time, the task runs without: it must be correct by itself.
 */
export function createTabLock(name: string, locks: LockManager | undefined): TabLock {
  const waiting = new Set<AbortController>()
  let isClosed = false
  return {
    runExclusive: async (task, waitMs) => {
      if (!locks) return await task(false)
      for (let leftMs = waitMs; leftMs > 0 && !isClosed; leftMs -= askAgainMs) {
        const run = await ask(locks, name, waiting, Math.min(leftMs, askAgainMs), task)
        if (run) return await run.result
      }
      return await task(false)
    },
    close: () => {
      isClosed = true
      for (const controller of waiting) controller.abort()
    },
  }
}

/** Resolves as soon as `task` runs, to what it will come to; to `null` when the lock is not to be had in time. */
function ask<Result>(
  locks: LockManager,
  name: string,
  waiting: Set<AbortController>,
  waitMs: number,
  task: (isExclusive: boolean) => Promise<Result>,
): Promise<{ readonly result: Promise<Result> } | null> {
  const controller = new AbortController()
  const { signal } = controller
  waiting.add(controller)
  const timer = setTimeout(() => {
    controller.abort()
  }, waitMs)
  const stopWaiting = () => {
    clearTimeout(timer)
    waiting.delete(controller)
  }
  return new Promise((resolve) => {
    let isRunning = false
    const run = () => {
      isRunning = true
      stopWaiting()
      const result = task(true)
      resolve({ result })
      return result
    }
    locks.request(name, { signal }, run).catch(() => {
      stopWaiting()
      // A task that runs has the result, also when the lock was taken from it.
      if (!isRunning) resolve(signal.aborted ? null : { result: task(false) })
    })
  })
}
