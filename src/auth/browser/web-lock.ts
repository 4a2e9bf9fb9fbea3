import type { RunExclusive } from '../core/ports'

/** One lock between the tabs of one origin. */
export interface TabLock {
  readonly runExclusive: RunExclusive
  /** Nobody waits any longer; what runs goes on. */
  readonly close: () => void
}

/**
 * One tab at a time by the Web Locks API. Where there is none (plain http), where it fails, and where the lock is
 * not to be had in time, the task runs without: it must be correct by itself.
 */
export function createTabLock(name: string, locks: LockManager | undefined): TabLock {
  const waiting = new Set<AbortController>()
  return {
    runExclusive: (task, waitMs) =>
      locks ? runLocked(locks, name, waiting, task, waitMs) : task(false),
    close: () => {
      for (const controller of waiting) controller.abort()
    },
  }
}

async function runLocked<Result>(
  locks: LockManager,
  name: string,
  waiting: Set<AbortController>,
  task: (isExclusive: boolean) => Promise<Result>,
  waitMs: number,
): Promise<Result> {
  const controller = new AbortController()
  waiting.add(controller)
  const timer = setTimeout(() => {
    controller.abort()
  }, waitMs)
  const stopWaiting = () => {
    clearTimeout(timer)
    waiting.delete(controller)
  }
  const runs: Promise<Result>[] = []
  try {
    return await locks.request(name, { signal: controller.signal }, () => {
      stopWaiting()
      const run = task(true)
      runs.push(run)
      return run
    })
  } catch {
    // The lock was not granted in time, or was taken from a task that goes on: that one has the result.
    return await (runs.at(0) ?? task(false))
  } finally {
    stopWaiting()
  }
}
