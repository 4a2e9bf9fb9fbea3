import type { EndReason, Session } from '@/auth/core/session'
import { hasJar } from '../schedule'
import type { Family } from '../servers/token-book'
import type { SimTab } from '../sim-tab'
import type { IdleRules } from './idle-rules'
import type { Referee } from './referee'

/** How long what one tab has stored may take to be known in another, in ms. */
const graceMs = 1_500

/** The longest that one tab waits for the refresh of another, in ms. */
const waitingMs = 16_000

/** G3, G6, G9: how sessions begin and end, compared with what the server would really say. */
export class SessionRules {
  readonly #referee: Referee
  readonly #idle: IdleRules

  constructor(referee: Referee, idle: IdleRules) {
    this.#referee = referee
    this.#idle = idle
  }

  changed(tab: SimTab, before: Session, after: Session): void {
    if (nameIn(before) !== null && nameIn(after) !== null && nameIn(before) !== nameIn(after))
      this.#referee.browser.coverage.count('user changed')
    if (after.status === 'anonymous') this.#noteOut(tab)
    else if (after.status === 'authenticated')
      this.#referee.truth.holdings.noteUsed(tab, after.accessToken)
    const former = this.#referee.truth.familyOf(before)
    const next = this.#referee.truth.familyOf(after)
    this.#checkPerson(tab, after, next)
    if (former === next) return
    const { machine } = this.#referee.browser
    const reason = after.status === 'anonymous' ? after.reason : after.status
    machine.note(`${tab.name}: session ${former?.id ?? '-'} -> ${next?.id ?? '-'} (${reason})`)
    if (next) {
      this.#referee.truth.noteSession(tab, next)
      this.#checkBegin(tab, next)
      this.#idle.opened(tab, next)
    }
    if (former && !next && after.status === 'anonymous')
      this.#checkEnd(tab, former, before, after.reason)
  }

  #checkPerson(tab: SimTab, session: Session, family: Family | null): void {
    if (session.status !== 'authenticated' || !family) return
    const { people } = this.#referee.browser.server
    if (people.isIdOf(family.person, session.user.id)) return
    this.#referee.fail('person', `${tab.name} takes ${family.person} for ${session.user.id}`)
  }

  /** Only a session that people have ended may be revoked, or one that never came about. */
  checkRevoked(tab: SimTab, value: string): void {
    const { truth, browser } = this.#referee
    const family = truth.token(value)?.family
    // Which session it is that a tab ends, where it knows no token, nobody can say.
    if (browser.schedule.environment.server === 'cookies-alone') return
    if (!family || truth.buried.has(family) || truth.leaving.has(tab)) return
    if (truth.logouts.has(family) || truth.isOvertaken(family)) return
    if (!truth.loginEnds.has(family.login)) return
    if (truth.isReplaced(family) || this.#isLeft(tab, family)) return
    if (this.#idle.mayEnd(family)) return
    this.#referee.fail('ended', `${tab.name} revokes session ${family.id}, which goes on`)
  }

  /** A tab whose login never reached the store finds another session there: nobody else has that of the tab. */
  #isLeft(tab: SimTab, family: Family): boolean {
    const { truth, tabs, browser } = this.#referee
    const stored = truth.token(browser.stored.record?.accessToken ?? null)?.family ?? family
    const others = tabs.filter((one) => one !== tab)
    return (
      stored !== family &&
      others.every((one) => truth.familyOf(one.client.snapshot.session) !== family)
    )
  }

  /** Nobody else has logged in. Where a cookie is all there is, and a name all it tells, it may look like that. */
  #checkOther(tab: SimTab, family: Family): void {
    const { schedule, server, machine } = this.#referee.browser
    const { server: kind, ids } = schedule.environment
    if (hasJar(kind) && ids === 'name' && server.people.areRenamed) {
      this.#referee.truth.logouts.set(family, { tab: null, atMs: machine.trueMs })
      return
    }
    // A login that a store heard of late may then be taken for the later one.
    if (this.#referee.truth.wasStoreSick && machine.isTimeLost) return
    this.#referee.fail('renamed', `${tab.name}: session ${family.id}`)
  }

  #noteOut(tab: SimTab): void {
    this.#referee.truth.leaving.delete(tab)
    this.#referee.truth.noteOut(tab)
  }

  #checkBegin(tab: SimTab, family: Family): void {
    const { truth, browser } = this.#referee
    const { trueMs } = browser.machine
    const buriedAtMs = truth.buried.get(family)
    // The jar may hold the cookie of another login of the same person.
    if (hasJar(browser.schedule.environment.server) && truth.isReplaced(family)) return
    const logout = truth.logouts.get(family)
    if (logout?.tab === tab && logout.atMs < trueMs) {
      this.#referee.fail('logout', `${tab.name} is back in session ${family.id}, which it ended`)
    }
    if (buriedAtMs === undefined || truth.wasStoreSick) return
    const isLateComer = tab.openedAtMs >= buriedAtMs + graceMs
    if (isLateComer || (this.#isSteady(tab) && buriedAtMs <= trueMs - graceMs)) {
      this.#referee.fail('logout', `${tab.name} is back in session ${family.id}`)
    }
  }

  /** Whether it has been running long enough to have heard of the others, and they of it. */
  #isSteady({ gate }: SimTab): boolean {
    return gate.runningSinceMs <= this.#referee.browser.machine.trueMs - graceMs
  }

  #checkEnd(tab: SimTab, family: Family, before: Session, reason: EndReason): void {
    const { truth, tabs, browser } = this.#referee
    const { machine } = browser
    if (reason === 'idle') this.#idle.ended(family, tab)
    const isLogout = truth.logouts.has(family) || truth.isOvertaken(family)
    // A tab that is gone before it had read its session may have ended any.
    const isPeoplesDoing = isLogout || truth.leaving.size > 0 || truth.isReplaced(family)
    if (isPeoplesDoing) return
    if (reason === 'other-user') {
      this.#checkOther(tab, family)
      return
    }
    if (reason === 'logged-out' || reason === 'never-logged-in') {
      this.#referee.fail('ended', `${tab.name}: session ${family.id}, ${reason}, nobody did it`)
      return
    }
    // Tabs tell each other by the wall clock until when to wait.
    if (machine.clockSetAtMs > machine.trueMs - waitingMs) return
    const isKept = before.status === 'authenticated' && before.isKept
    // Who comes back from being frozen has not been able to tell anybody yet.
    const steady = tabs.filter((one) => one === tab || this.#isSteady(one))
    if (!this.#referee.areConnected(isKept)) return
    // What is in a store that fails nobody may be able to read.
    const isStoreRead = !truth.wasStoreSick
    if (!truth.isUsable(family, steady, isStoreRead)) return
    const isClock = machine.wallErrorMs !== 0
    this.#referee.fail(
      isClock ? 'clock' : 'ended',
      `${tab.name}: session ${family.id}, ${reason}, the server would go on`,
    )
  }
}

const nameIn = (session: Session) =>
  session.status === 'authenticated' ? session.user.username : null
