import { vi } from 'vitest'

/** Watches `setInterval` from now on. @returns a function that gives the intervals that run */
export function watchIntervals(): () => readonly unknown[] {
  const started = vi.spyOn(globalThis, 'setInterval')
  const stopped = vi.spyOn(globalThis, 'clearInterval')
  return () => {
    const gone = new Set<unknown>(stopped.mock.calls.map(([timer]) => timer))
    return started.mock.results.map(({ value }) => value as unknown).filter((one) => !gone.has(one))
  }
}
