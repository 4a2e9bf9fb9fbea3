import type { Clock } from './ports'

/** What `work` comes to, or `null` when it fails or takes longer than `deadlineMs`. Never rejects. */
export function withDeadline<Result>(
  clock: Clock,
  deadlineMs: number,
  work: () => Promise<Result>,
): Promise<Result | null> {
  return new Promise((resolve) => {
    const giveUp = () => {
      resolve(null)
    }
    const cancel = clock.after(deadlineMs, giveUp)
    attempt(work).then(resolve, giveUp).finally(cancel)
  })
}

/** What throws at once rejects instead. */
async function attempt<Result>(work: () => Promise<Result>): Promise<Result> {
  return await work()
}
