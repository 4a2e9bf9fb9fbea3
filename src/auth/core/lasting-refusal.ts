import { lastingRefusalMs } from './limits'
import type { Outage } from './outage'
import type { Clock } from './ports'
import type { SessionRecord } from './record'

/**
 * Tells a refusal that nobody recognises and that goes on from one that passes. What else happens in between, a tunnel
 * or a server in trouble, renews nothing either, and does not count as an end of it.
 */
export class LastingRefusal {
  readonly #clock: Clock
  #first: { readonly sid: string; readonly atMs: number } | null = null

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** @returns whether the session has been refused in this way for long enough to give up waiting */
  note({ sid }: SessionRecord, { kind }: Outage): boolean {
    if (kind !== 'unrecognised') return false
    const nowMs = this.#clock.monotonic()
    if (this.#first?.sid !== sid) this.#first = { sid, atMs: nowMs }
    return nowMs - this.#first.atMs >= lastingRefusalMs
  }

  /** The session has new tokens. */
  clear(): void {
    this.#first = null
  }
}
