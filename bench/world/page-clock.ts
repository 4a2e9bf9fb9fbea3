/** How far the clock of a page is from this machine's. */
export interface PageClock {
  offsetMs: number
}

declare global {
  interface Window {
    benchClock: PageClock
  }
}

/**
 * Runs in a page before its own scripts: `Date` tells another time, and can be moved on. Timers go on as they do,
 * as in a computer that has slept.
 */
export function installPageClock(offsetMs: number): void {
  const clock: PageClock = { offsetMs }
  const SystemDate = Date
  window.benchClock = clock
  window.Date = class extends SystemDate {
    constructor(...args: unknown[]) {
      super(...((args.length === 0 ? [SystemDate.now() + clock.offsetMs] : args) as [number]))
    }

    static override now() {
      return SystemDate.now() + clock.offsetMs
    }
  } as DateConstructor
}
