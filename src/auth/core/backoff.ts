import { backoffBaseMs, backoffCapMs } from './limits'
import type { Outage } from './outage'
import type { Clock, Randomness } from './ports'
import type { SessionRecord } from './record'

/** The last failure to get an answer, until when to leave the server alone, and what it was. */
export interface Pause {
  readonly nextTryAtMs: number
  readonly lengthMs: number
  readonly outage: Outage
}

/** Remembers failures of what buys the next tokens, so that many callers do not storm a server in trouble. */
export class Backoff {
  readonly #clock: Clock
  readonly #randomness: Randomness
  readonly #buyerOf: (record: SessionRecord) => string
  #failure: {
    readonly buyer: string
    readonly attempts: number
    readonly pause: Pause
  } | null = null

  /** @param buyerOf - names what a record buys its next tokens with */
  constructor(clock: Clock, randomness: Randomness, buyerOf: (record: SessionRecord) => string) {
    this.#clock = clock
    this.#randomness = randomness
    this.#buyerOf = buyerOf
  }

  /** The pause that is still on for this record; `null` when it may be tried. */
  pauseOf(record: SessionRecord): Pause | null {
    if (this.#failure?.buyer !== this.#buyerOf(record)) return null
    const { pause } = this.#failure
    const leftMs = pause.nextTryAtMs - this.#clock.now()
    // More than all of it is left when the clock has been set back.
    return leftMs > 0 && leftMs <= pause.lengthMs ? pause : null
  }

  /**
   * Notes a failure. The pauses grow exponentially, with full jitter, up to a bound. Where the server asks for a longer
   * one it gets that, and some more: all that it has put off would come at one moment.
   */
  fail(record: SessionRecord, outage: Outage): Pause {
    const { retryAfterMs = 0 } = outage
    const buyer = this.#buyerOf(record)
    const before = this.#failure?.buyer === buyer ? this.#failure.attempts : 0
    const ceilingMs = Math.min(backoffCapMs, backoffBaseMs * 2 ** before)
    const jitteredMs = Math.ceil(
      Math.max(backoffBaseMs / 4, ceilingMs * this.#randomness.fraction()),
    )
    const lengthMs = retryAfterMs > 0 ? retryAfterMs + jitteredMs : jitteredMs
    const pause = { nextTryAtMs: this.#clock.now() + lengthMs, lengthMs, outage }
    this.#failure = { buyer, attempts: before + 1, pause }
    return pause
  }
}
