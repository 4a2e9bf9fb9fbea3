import { futileRefreshPauseMs } from './limits'
import type { Clock } from './ports'
import type { AccessToken } from './tokens'

/**
 * Remembers that the API refused a token it has just granted. Another one would be refused as well, so refusals of
 * this one are passed on as they are, for a while: a page that polls must not refresh with each request.
 */
export class FutileRefreshes {
  readonly #clock: Clock
  #last: { readonly token: AccessToken; readonly untilMs: number } | null = null

  constructor(clock: Clock) {
    this.#clock = clock
  }

  note(token: AccessToken): void {
    this.#last = { token, untilMs: this.#clock.monotonic() + futileRefreshPauseMs }
  }

  isFutile(token: AccessToken): boolean {
    return this.#last?.token === token && this.#clock.monotonic() < this.#last.untilMs
  }
}
