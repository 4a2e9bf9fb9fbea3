import { hasJar } from '../schedule'
import type { Family } from '../servers/token-book'
import type { SimTab } from '../sim-tab'
import type { Referee } from './referee'
import type { PersonRequest } from './request-rules'

/** How long it may take to find out that a token cannot be renewed, in ms: the lock may be waited for. */
const noticingMs = 40_000

/** How long it may take to store a logout, in ms. */
const settlingMs = 1_000

/** A tab that has come out of another session has had the time to look around, in ms. */
const lookingMs = 20_000

/** What must be so after all has been well for a while: G3, G6, G7, G12. */
export class FinalRules {
  readonly #referee: Referee

  constructor(referee: Referee) {
    this.#referee = referee
  }

  /** @param requests - one for each tab, sent and settled after all was well */
  check(requests: readonly PersonRequest[]): void {
    for (const request of requests) this.#checkTab(request)
    this.#checkAgreement()
    this.#checkRevoked()
  }

  checkDisposed(tabs: readonly SimTab[]): void {
    for (const { name, leftovers } of tabs) {
      if (leftovers.length > 0) this.#referee.fail('disposed', `${name}: ${leftovers.join(', ')}`)
    }
  }

  #checkTab({ tab, outcome, family: askedIn }: PersonRequest): void {
    if (!outcome) {
      this.#referee.fail('settles', `${tab.name}: the last request is still open`)
      return
    }
    const { session } = tab.client.snapshot
    if (session.status !== 'authenticated') {
      this.#checkAnonymous(tab)
      return
    }
    const family = this.#referee.truth.family(session.accessToken)
    if (!family) return
    this.#checkLogout(tab, family)
    const { truth, tabs, browser } = this.#referee
    const { server, machine } = browser
    const isUsable = truth.isUsable(family, tabs)
    // Two logins of one person in two tabs have one jar: what one of them spends the other cannot know.
    const isOneJar = hasJar(browser.schedule.environment.server) && truth.isReplaced(family)
    const isHopeless = isOneJar || this.#areApart(family)
    if (isUsable && askedIn === family && outcome.status !== 200 && !isHopeless) {
      this.#referee.fail('recovers', `${tab.name}: ${String(outcome.error)}`)
    }
    // Where a clock is wrong the next request tells.
    const isFooled = server.isSingle && machine.wallErrorMs !== 0
    const token = truth.token(session.accessToken)
    const wasGood = token !== null && token.expiresAtMs > server.nowMs - noticingMs
    const isStillTaken = isFooled || wasGood || server.check(session.accessToken) === 'fine'
    if (!isUsable && !isStillTaken && !truth.isRefreshing(family))
      this.#referee.fail('noticed', `${tab.name}: session ${family.id}`)
  }

  /** Its session has ended, by a refusal or not, although something living could go on with it. */
  #checkAnonymous(tab: SimTab): void {
    const { truth, tabs } = this.#referee
    const family = truth.lastOf(tab)
    if (!family || truth.logouts.has(family) || truth.isReplaced(family)) return
    if (this.#areApart(family)) return
    if (truth.isUsable(family, tabs)) {
      this.#referee.fail('recovers', `${tab.name} has given up session ${family.id}`)
    }
  }

  /** Whether no tab can know what the others have of a session. */
  #areApart(family: Family): boolean {
    const { truth, browser } = this.#referee
    const { channel } = browser.schedule.environment
    // With a store that fails messages are all they have; a tab and its duplicate never had a store.
    if (truth.wasStoreSick) return channel !== 'fast'
    return channel === 'absent' && !truth.wasStored(family)
  }

  #checkLogout(tab: SimTab, family: Family): void {
    const { truth, browser } = this.#referee
    const isCookie = hasJar(browser.schedule.environment.server)
    if (isCookie && truth.isReplaced(family)) return
    if (truth.buried.has(family)) {
      this.#referee.fail('logout', `${tab.name} is still in session ${family.id}`)
    }
  }

  /** Tabs that share what is stored are in one session. */
  #checkAgreement(): void {
    const { truth, tabs } = this.#referee
    const sessions = tabs
      .map((tab) => tab.client.snapshot.session)
      .filter((session) => session.status === 'authenticated' && session.isKept)
      .map((session) =>
        session.status === 'authenticated' ? truth.family(session.accessToken) : null,
      )
    if (new Set(sessions).size > 1) {
      this.#referee.fail('agree', `sessions ${sessions.map((one) => one?.id ?? '-').join(', ')}`)
    }
    this.#checkStored()
  }

  /** What is stored is taken up by everybody, unless it is over: then it is not there. */
  #checkStored(): void {
    const { truth, tabs, browser } = this.#referee
    const family = truth.storedSession()
    if (!family) return
    // The jar may hold the cookie of another login of the same person, of which the server was never told.
    if (hasJar(browser.schedule.environment.server) && truth.isReplaced(family)) return
    const logout = truth.logouts.get(family)
    if (logout?.tab && !logout.tab.gate.isDead && !logout.tab.isDisposed) {
      this.#referee.fail('logout', `session ${family.id} is still stored`)
    }
    const isAnybodyOut = tabs.some((tab) => truth.isOutFor(tab, lookingMs))
    if (!logout && isAnybodyOut && truth.isUsable(family, tabs)) {
      this.#referee.fail('agree', `session ${family.id} is stored, and not taken up`)
    }
  }

  /** Where the server can be told of a logout, no tab keeps a token of that session that would still buy another. */
  #checkRevoked(): void {
    const { truth, browser } = this.#referee
    // With a store that fails, a tab may store its new tokens before it can know of the logout.
    if (!browser.schedule.environment.hasLogout || truth.wasStoreSick) return
    for (const [family, { atMs, tab }] of truth.logouts) {
      // Who was frozen with a logout that nobody else knew of cannot have known of what they got meanwhile.
      if (!tab || tab.gate.isDead || tab.gate.runningSinceMs > atMs) continue
      // Who was frozen with a logout that nobody else knew of finds another login in place of the session.
      const buriedAtMs = truth.buried.get(family) ?? atMs
      if (truth.isReplaced(family) && buriedAtMs > atMs + settlingMs) continue
      const late = truth.holdings
        .heardAfter(family, atMs)
        .find((token) => browser.server.takes(token) && !truth.givenBack.has(token.value))
      if (late) this.#referee.fail('revokes', `session ${family.id} can still be refreshed`)
    }
  }
}
