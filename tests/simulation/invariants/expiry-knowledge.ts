import type { Clock } from '@/auth/core/ports'
import type { Session } from '@/auth/core/session'

/** A token, and what the clocks said when a tab saw it first. */
interface Seen {
  readonly token: string | null
  readonly expiresAtMs: number
  readonly wallMs: number
  readonly monotonicMs: number
}

/** What a tab can know of the end of its token: both clocks have been running since it saw it first. */
export class ExpiryKnowledge {
  readonly #clock: Clock
  #seen: Seen | null = null

  constructor(clock: Clock) {
    this.#clock = clock
  }

  note(session: Session): void {
    if (session.status !== 'authenticated' || session.expiresAtMs === null) return
    const { accessToken, expiresAtMs } = session
    if (this.#seen?.token === accessToken) return
    const [wallMs, monotonicMs] = [this.#clock.now(), this.#clock.monotonic()]
    this.#seen = { token: accessToken, expiresAtMs, wallMs, monotonicMs }
  }

  /** Whether either clock says so. */
  isKnownExpired(token: string): boolean {
    if (this.#seen?.token !== token) return false
    return this.#nowMs(this.#seen) >= this.#seen.expiresAtMs
  }

  /** Whether more of it is left than it ever had: the clock has been set back since it was stored. */
  isImplausible(token: string, lifetimeMs: number): boolean {
    if (this.#seen?.token !== token) return false
    return this.#seen.expiresAtMs - this.#nowMs(this.#seen) > lifetimeMs + offByMs
  }

  /** By the clock that has gone further. */
  #nowMs({ wallMs, monotonicMs }: Seen): number {
    return Math.max(this.#clock.now(), wallMs + this.#clock.monotonic() - monotonicMs)
  }
}

/** How far a server's clock may be off without being wrong, in ms. */
const offByMs = 5_000
