import { hasJar } from '../schedule'
import type { Family } from '../servers/token-book'
import type { SimTab } from '../sim-tab'
import type { Referee } from './referee'

/** How long it may take to store, and to tell the other tabs, that somebody is there, in ms. */
const graceMs = 3_000

/** How long a tab may take to take up a session that it has looked at, in ms. */
const openingMs = 1_000

/** G14: a session in which nobody was for too long is not taken up any more, and no other ends for that. */
export class IdleRules {
  readonly #referee: Referee
  /** When somebody was there last, in true time. */
  readonly #last = new Map<Family, number>()
  /** The same, as far as all tabs must know of it. */
  readonly #known = new Map<Family, number>()
  readonly #ended = new Set<Family>()

  constructor(referee: Referee) {
    this.#referee = referee
    referee.truth.onIdle = (family) => {
      this.ended(family, null)
    }
  }

  /** Somebody does something in a tab. */
  noteAct(tab: SimTab): void {
    const family = this.#familyOf(tab)
    if (family) this.#note(tab, family)
  }

  /** A tab begins to show a session: one that has just been begun, or one that was left. */
  opened(tab: SimTab, family: Family): void {
    if (!this.#last.has(family)) {
      const { schedule } = this.#referee.browser
      // Whoever has logged in was there when the server granted it; a slow store opens the session later.
      this.#note(tab, family, family.startedAtMs - schedule.environment.serverAheadMs)
      return
    }
    if (this.#isOverFor(family, openingMs)) {
      this.#referee.fail('abandoned', `${tab.name} opens session ${family.id}`)
    }
    const sinceMs = this.#referee.browser.machine.trueMs - (this.#last.get(family) ?? 0)
    if (tab.openedAtMs > this.#lastMs(family) && sinceMs > graceMs)
      this.#referee.browser.coverage.count('idle survived')
  }

  /** A tab sends a request with a token. */
  checkSent(tab: SimTab, token: string | null): void {
    const family = this.#referee.truth.family(token)
    if (!family || !this.#isOverFor(family, openingMs, tab.openedAtMs)) return
    this.#referee.fail('abandoned', `${tab.name} sends a request in session ${family.id}`)
  }

  /** The app does so with a page that comes out of the page cache. */
  recheck(tab: SimTab): void {
    const family = this.#familyOf(tab)
    void tab.client.recheck()
    if (!family || !this.#isOverFor(family, 0)) return
    const { gate } = tab
    const sinceMs = gate.runningSinceMs
    gate.enter('timer', graceMs + openingMs, () => {
      const isSteady = gate.runningSinceMs === sinceMs && !tab.isDisposed
      if (isSteady && this.#familyOf(tab) === family && this.#isOverFor(family, graceMs))
        this.#referee.fail('abandoned', `${tab.name} goes on with session ${family.id}`)
    })
  }

  /**
   * A session is over because nobody was there.
   *
   * @param tab - that was in it; `null` where it is buried in a store
   */
  ended(family: Family, tab: SimTab | null): void {
    if (this.#ended.has(family)) return
    this.#ended.add(family)
    const { truth, browser } = this.#referee
    const { machine, coverage } = browser
    coverage.count('idle end')
    if (!truth.logouts.has(family)) truth.logouts.set(family, { tab: null, atMs: machine.trueMs })
    if (!this.mayEnd(family, tab)) this.#referee.fail('idle', `session ${family.id}`)
  }

  /** Whether that is a reason to end it, as far as whoever does so must know; only a tab may have noted it. */
  mayEnd(family: Family, tab: SimTab | null = null): boolean {
    const { machine, schedule } = this.#referee.browser
    const { idleSeconds } = schedule.environment
    if (idleSeconds === null) return false
    const knownMs = this.#knownMs(family, tab)
    return knownMs === null || machine.trueMs - knownMs >= idleSeconds * 1_000
  }

  #note(tab: SimTab, family: Family, atMs = this.#referee.browser.machine.trueMs): void {
    const { machine } = this.#referee.browser
    this.#last.set(family, machine.trueMs)
    const sinceMs = tab.gate.runningSinceMs
    machine.after(graceMs, () => {
      if (tab.gate.isRunning && tab.gate.runningSinceMs === sinceMs && !machine.isAsleep)
        this.#known.set(family, Math.max(atMs, this.#known.get(family) ?? 0))
    })
  }

  /**
   * Whether somebody who comes then finds a session that nobody was in for too long. By the wall clock, which nobody
   * has set since.
   */
  #isOverFor(family: Family, marginMs: number, atMs = this.#referee.browser.machine.trueMs) {
    const { machine, schedule } = this.#referee.browser
    const { idleSeconds } = schedule.environment
    const lastMs = this.#lastMs(family)
    if (idleSeconds === null || machine.clockSetAtMs >= lastMs) return false
    if (this.#isOneJar(family)) return false
    return atMs - lastMs >= idleSeconds * 1_000 + marginMs
  }

  #lastMs(family: Family): number {
    return this.#last.get(family) ?? Infinity
  }

  /** When somebody was there, as far as whoever ends it must know; `null` when that cannot be said. */
  #knownMs(family: Family, tab: SimTab | null): number | null {
    const { truth, browser } = this.#referee
    const knownMs = this.#isOneJar(family) ? undefined : this.#known.get(family)
    if (knownMs === undefined || browser.machine.clockSetAtMs >= knownMs - graceMs) return null
    const isKept = truth.wasStored(family)
    if (!this.#referee.areConnected(isKept)) return null
    return isKept || this.#isAnybodyIn(family, tab) ? knownMs : null
  }

  /** Of a session of some tabs alone others know by a tab that is in it, and that can answer. */
  #isAnybodyIn(family: Family, tab: SimTab | null): boolean {
    const { tabs, browser } = this.#referee
    const isSteady = ({ gate }: SimTab) =>
      gate.isRunning && gate.runningSinceMs <= browser.machine.trueMs - graceMs
    const living = tabs.filter((one) => one === tab || this.#familyOf(one) === family)
    return living.some(isSteady)
  }

  /** Two logins of one person have one jar: the session of the one may hold tokens of the other. */
  #isOneJar(family: Family): boolean {
    const { truth, browser } = this.#referee
    return hasJar(browser.schedule.environment.server) && truth.isReplaced(family)
  }

  #familyOf(tab: SimTab): Family | null {
    return this.#referee.truth.familyOf(tab.client.snapshot.session)
  }
}
