import type { Clock } from './ports'

/** How much longer to wait after a deadline, in ms: a tab that thaws runs its timers before it gets its answers. */
const thawMs = 100

/**
 * What `work` comes to, or `null` when it fails or takes longer than `deadlineMs`. Never rejects. A timer that runs
 * much later than it was set for ran in a tab that was frozen: then the work has had no time either, and gets it once
 * more.
 */
export function withDeadline<Result>(
  clock: Clock,
  deadlineMs: number,
  work: () => Promise<Result>,
): Promise<Result | null> {
  return new Promise((resolve) => {
    const giveUp = () => {
      resolve(null)
    }
    const startedAtMs = clock.monotonic()
    let cancel = clock.after(deadlineMs, () => {
      const wasFrozen = clock.monotonic() - startedAtMs >= 2 * deadlineMs
      cancel = clock.after(wasFrozen ? deadlineMs : thawMs, giveUp)
    })
    const stop = () => {
      cancel()
    }
    attempt(work).then(resolve, giveUp).finally(stop)
  })
}

/** What throws at once rejects instead. */
async function attempt<Result>(work: () => Promise<Result>): Promise<Result> {
  return await work()
}
