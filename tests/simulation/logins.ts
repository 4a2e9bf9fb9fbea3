import { isAuthError } from '@/auth/core/errors'
import type { Referee } from './invariants/referee'
import { describeError } from './invariants/request-rules'
import type { Person } from './schedule'
import { hasJar } from './schedule'
import type { Family } from './servers/token-book'
import type { SimTab } from './sim-tab'

/** A login under way. */
interface Attempt {
  readonly tab: SimTab
  readonly login: string
  overtakenAtMs: number | null
  /** Whether another login has: then the browser's cookies are of the one that was answered last. */
  isByLogin: boolean
}

/** People who log in and out, and what the rules must know of it. */
export class Logins {
  readonly #referee: Referee
  readonly #underWay = new Set<Attempt>()
  #count = 0

  constructor(referee: Referee) {
    this.#referee = referee
  }

  /** A person logs in; of two logins in one tab the later one counts. */
  login(tab: SimTab, person: Person, isKept: boolean): void {
    this.#overtake(tab, true)
    this.#count += 1
    const attempt = {
      tab,
      login: `login ${String(this.#count)}`,
      overtakenAtMs: null,
      isByLogin: false,
    }
    this.#underWay.add(attempt)
    const credentials = { username: person, password: attempt.login }
    const work = tab.client.login(credentials, { keepSignedIn: isKept })
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
    this.#overtake(tab, false)
    void tab.client.logout()
  }

  #noteFailed({ login }: Attempt): void {
    const { truth } = this.#referee
    const family = this.#familyOf(login)
    if (family && !truth.isOpened(family)) truth.failedLogins.add(family)
  }

  #overtake(tab: SimTab, isByLogin: boolean): void {
    const { truth, browser } = this.#referee
    for (const attempt of this.#underWay) {
      if (attempt.tab !== tab) continue
      attempt.overtakenAtMs ??= browser.machine.trueMs
      attempt.isByLogin ||= isByLogin
      truth.overtakenLogins.add(attempt.login)
    }
  }

  /** What the server has granted to a login that came too late is to be given back. */
  #settle(attempt: Attempt): void {
    this.#underWay.delete(attempt)
    const { tab, login, overtakenAtMs } = attempt
    this.#referee.truth.loginEnds.set(login, this.#referee.browser.server.nowMs)
    const family = this.#familyOf(login)
    if (overtakenAtMs === null || !family) return
    const { truth, browser } = this.#referee
    if (attempt.isByLogin && hasJar(browser.schedule.environment.server)) return
    const { logouts, holdings } = truth
    if (!holdings.wasGranted(tab, family) || logouts.has(family)) return
    logouts.set(family, { tab, atMs: overtakenAtMs })
  }

  #familyOf(login: string): Family | undefined {
    return this.#referee.browser.server.book.families.find((family) => family.login === login)
  }
}
