/** What a batch of schedules has reached. Counts of schedules, and of what happened in them. */
export type Counts = Record<string, number>

/** Counts what happens in one run. */
export class Coverage {
  readonly #counts: Counts = {}

  readonly count = (what: string): void => {
    this.#counts[what] = (this.#counts[what] ?? 0) + 1
  }

  get counts(): Counts {
    return this.#counts
  }
}

/** Adds up what happened, and in how many schedules it did. */
export function addCounts(total: Counts, run: Counts): void {
  for (const [what, count] of Object.entries(run)) {
    total[what] = (total[what] ?? 0) + count
    total[`schedules with ${what}`] = (total[`schedules with ${what}`] ?? 0) + 1
  }
}

/** The same for two batches. */
export function joinCounts(total: Counts, other: Counts): void {
  for (const [what, count] of Object.entries(other)) total[what] = (total[what] ?? 0) + count
}
