import { isAuthError } from '@/auth/core/errors'
import type { Referee } from './invariants/referee'
import { describeError } from './invariants/request-rules'
import type { Person } from './schedule'
import type { SimTab } from './sim-tab'

/** A login under way, and how many sessions there were before it. */
interface Attempt {
  readonly tab: SimTab
  readonly before: number
  overtakenAtMs: number | null
}

/** People who log in and out, and what the rules must know of it. */
export class Logins {
  readonly #referee: Referee
  readonly #logins = new Set<Attempt>()

  constructor(referee: Referee) {
    this.#referee = referee
  }

  /** A person logs in. */
  login(tab: SimTab, person: Person, isKept: boolean): void {
    const { families } = this.#referee.browser.server.book
    const attempt = { tab, before: families.length, overtakenAtMs: null }
    this.#logins.add(attempt)
    const work = tab.client.login({ username: person, password: 'right' }, { keepSignedIn: isKept })
    work
      .catch((error: unknown) => {
        if (!isAuthError(error)) this.#referee.fail('typed', describeError(error))
        else if (error.code !== 'session-ended') this.#noteFailed(attempt)
      })
      .finally(() => {
        this.#settle(attempt)
      })
  }

  /** A person logs out, of what is open and of a login that is under way. */
  logout(tab: SimTab): void {
    for (const attempt of this.#logins) {
      if (attempt.tab === tab) this.#overtake(attempt)
    }
    void tab.client.logout()
  }

  /** Unless some other tab's login of the same time has opened it. */
  #noteFailed({ before }: Attempt): void {
    const { truth } = this.#referee
    for (const family of this.#referee.browser.server.book.families.slice(before)) {
      if (!truth.isOpened(family)) truth.failedLogins.add(family)
    }
  }

  #overtake(attempt: Attempt): void {
    const { truth, browser } = this.#referee
    attempt.overtakenAtMs ??= browser.machine.trueMs
    for (const family of browser.server.book.families.slice(attempt.before)) {
      truth.overtaken.add(family)
    }
  }

  #settle(attempt: Attempt): void {
    this.#logins.delete(attempt)
    const { tab, before, overtakenAtMs } = attempt
    if (overtakenAtMs === null) return
    const { logouts, holdings } = this.#referee.truth
    for (const family of this.#referee.browser.server.book.families.slice(before)) {
      const isOwn = holdings.wasGranted(tab, family) && !logouts.has(family)
      if (isOwn) logouts.set(family, { tab, atMs: overtakenAtMs })
    }
  }
}
