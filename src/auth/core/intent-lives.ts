import type { Intent, Ledger } from './ledger'
import { intentDeadlineMs } from './limits'
import type { Clock } from './ports'

/**
 * How long refreshes that others have announced are waited for: by the clock that nobody sets, as soon as they are known
 * here. A wall clock that jumps ahead ends none of them.
 */
export class IntentLives {
  readonly #clock: Clock
  /** By the monotonic clock. */
  readonly #untilMs = new Map<string, number>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Begins to count for those that are new, and forgets those that are gone. */
  note({ intents }: Ledger): void {
    const ids = new Set(intents.map(({ id }) => id))
    for (const id of this.#untilMs.keys()) if (!ids.has(id)) this.#untilMs.delete(id)
    for (const { id, deadlineMs } of intents) {
      if (this.#untilMs.has(id)) continue
      const leftMs = Math.min(deadlineMs - this.#clock.now(), intentDeadlineMs)
      this.#untilMs.set(id, this.#clock.monotonic() + leftMs)
    }
  }

  readonly isOver = ({ id, deadlineMs }: Intent): boolean =>
    deadlineMs <= this.#clock.now() &&
    this.#clock.monotonic() >= (this.#untilMs.get(id) ?? -Infinity)
}
