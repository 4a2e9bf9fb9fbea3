import { futileRefreshPauseMs } from './limits'
import type { Clock } from './ports'

/**
 * Remembers that the API refused a token it has just granted. Another one would be refused as well, so refusals of
 * this one are passed on as they are, for a while: a page that polls must not refresh with each request.
 */
export class FutileRefreshes {
  readonly #clock: Clock
  #last: { readonly tokenId: string; readonly untilMs: number } | null = null

  constructor(clock: Clock) {
    this.#clock = clock
  }

  note(tokenId: string): void {
    this.#last = { tokenId, untilMs: this.#clock.monotonic() + futileRefreshPauseMs }
  }

  isFutile(tokenId: string): boolean {
    return this.#last?.tokenId === tokenId && this.#clock.monotonic() < this.#last.untilMs
  }
}
