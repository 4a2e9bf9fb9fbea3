import type { RunExclusive } from '../core/ports'

/**
 * One tab at a time by the Web Locks API. Where there is none (plain http), and where the lock is not to
 * be had in time, the task runs without: it must be correct by itself.
 */
export function createRunExclusive(name: string, locks: LockManager | undefined): RunExclusive {
  return async (task, waitMs) => {
    if (!locks) return await task(false)
    const waiting = new AbortController()
    const timer = setTimeout(() => {
      waiting.abort()
    }, waitMs)
    try {
      return await locks.request(name, { signal: waiting.signal }, () => {
        clearTimeout(timer)
        return task(true)
      })
    } catch (error) {
      if (!waiting.signal.aborted) throw error
      return await task(false)
    } finally {
      clearTimeout(timer)
    }
  }
}
