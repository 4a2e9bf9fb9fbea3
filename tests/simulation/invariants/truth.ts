import type { Ledger, Tombstone } from '@/auth/core/ledger'
import type { Session } from '@/auth/core/session'
import type { SimBrowser } from '../browser'
import { describeLedger } from '../describe-ledger'
import { hasJar } from '../schedule'
import type { Family, Token } from '../servers/token-book'
import type { SimTab } from '../sim-tab'
import { countCommit } from './count-commit'
import { Holdings } from './holdings'

/** A logout: by a person, in one tab, or because nobody was there. */
export interface Logout {
  /** `null`: nobody did it. */
  readonly tab: SimTab | null
  readonly atMs: number
}

/**
 * What is really so, whatever the tabs believe: which sessions people have ended, which tokens are where, and what
 * the server would say to them.
 */
export class Truth {
  readonly #browser: SimBrowser
  readonly #familyOfSid = new Map<string, Family>()
  /** Logins that the server granted and that came to nothing for all that. */
  readonly failedLogins = new Set<Family>()
  /** When logins have succeeded or failed, by the server's clock. */
  readonly loginEnds = new Map<string, number>()
  /** Logins that were under way when somebody logged out, or in again, in the same tab. */
  readonly overtakenLogins = new Set<string>()
  readonly #outSince = new Map<SimTab, number>()
  readonly #opened = new Set<Family>()
  readonly #stored = new Set<Family>()
  /** Which tokens are where. */
  readonly holdings: Holdings
  readonly #lastOf = new Map<SimTab, Family>()
  /** Tokens that the server was told to revoke, whether it heard of it or not. */
  readonly givenBack = new Set<string>()
  readonly logouts = new Map<Family, Logout>()
  /** Tabs in which somebody has logged out before it was known of what. */
  readonly leaving = new Set<SimTab>()
  /** When the shared store first held the tombstone of a session. */
  readonly buried = new Map<Family, number>()
  /** Told of each session that is buried because nobody was there. */
  onIdle: (family: Family) => void = () => undefined
  /** Whether the shared store has ever failed or hung. */
  wasStoreSick: boolean

  constructor(browser: SimBrowser) {
    this.#browser = browser
    this.holdings = new Holdings(browser)
    // A lagging store is held to what those who use one believe of it.
    this.wasStoreSick = !['ok', 'slow', 'lagging'].includes(browser.schedule.environment.store)
    browser.onCommit = (before, after) => {
      this.#noteCommit(before, after)
    }
  }

  token(value: string | null): Token | null {
    return value === null ? null : this.#browser.server.book.find(value)
  }

  /** The session that an access token belongs to. */
  family(accessToken: string | null): Family | null {
    return this.token(accessToken)?.family ?? null
  }

  /** The session that a tab is in. */
  familyOf(session: Session): Family | null {
    return session.status === 'authenticated' ? this.family(session.accessToken) : null
  }

  /** The session that a tab was in last. */
  lastOf(tab: SimTab): Family | null {
    return this.#lastOf.get(tab) ?? null
  }

  /** Whether its login came too late. */
  isOvertaken({ login }: Family): boolean {
    return this.overtakenLogins.has(login)
  }

  /** Whether any tab was ever in it. */
  isOpened(family: Family): boolean {
    return this.#opened.has(family)
  }

  /** Whether it has ever been where all tabs see it. */
  wasStored(family: Family): boolean {
    return this.#stored.has(family)
  }

  noteOut(tab: SimTab): void {
    this.#outSince.set(tab, this.#browser.machine.trueMs)
  }

  /** Whether nobody has been signed in there for so long. */
  isOutFor(tab: SimTab, ms: number): boolean {
    const sinceMs = this.#outSince.get(tab)
    return sinceMs !== undefined && sinceMs <= this.#browser.machine.trueMs - ms
  }

  noteSession(tab: SimTab, family: Family): void {
    this.#outSince.delete(tab)
    this.failedLogins.delete(family)
    this.#opened.add(family)
    this.#lastOf.set(tab, family)
    if (this.leaving.delete(tab)) {
      this.logouts.set(family, { tab, atMs: this.#browser.machine.trueMs })
    }
  }

  /** Whether the server would take something of this session that something living holds. */
  isUsable(family: Family, tabs: readonly SimTab[], isStoreRead = true): boolean {
    return this.holdings.of(family, tabs, isStoreRead).some((token) => this.#isGood(token))
  }

  /** Whether the answer to a refresh may be on its way to a tab. */
  isRefreshing({ latest }: Family): boolean {
    const { server } = this.#browser
    const longestMs = 12_000
    return latest !== null && server.takes(latest) && latest.issuedAtMs > server.nowMs - longestMs
  }

  /** Whether what is stored for all tabs is a session of somebody who has not logged out. */
  storedSession(): Family | null {
    const { record } = this.#browser.stored
    return record && this.family(record.accessToken)
  }

  /** Whether another login has taken the place of this session. */
  isReplaced(family: Family): boolean {
    const sinceMs = family.startedAtMs - loginMs
    const { server, schedule } = this.#browser
    const isCookie = hasJar(schedule.environment.server)
    return server.book.families.some(
      (other) =>
        other !== family &&
        // The jar belongs to the last login, whichever session of the same person a tab is in.
        (isCookie || (this.#loginEndOf(other) >= sinceMs && !this.failedLogins.has(other))),
    )
  }

  /** By the server's clock. A tab that was frozen in the middle of a login goes on with it. */
  #loginEndOf({ login }: Family): number {
    return this.loginEnds.get(login) ?? Infinity
  }

  #isGood(token: Token): boolean {
    const { server, schedule } = this.#browser
    if (schedule.environment.server !== 'none') return server.takes(token)
    const isOverSoon = token.expiresAtMs <= server.nowMs + toleranceMs
    return !isOverSoon && server.check(token.value) === 'fine'
  }

  #noteCommit(before: Ledger, after: Ledger): void {
    const { coverage, machine } = this.#browser
    if (after.record) {
      this.noteSid(after.record.sid, after.record.accessToken)
      const family = this.family(after.record.accessToken)
      if (family) this.#stored.add(family)
    }
    for (const { sid } of after.tombstones) {
      const family = this.#familyOfSid.get(sid)
      if (family && !this.buried.has(family)) this.buried.set(family, machine.trueMs)
    }
    this.noteTombstones(after.tombstones)
    countCommit(before, after, coverage.count)
    if (before !== after) machine.explain(() => `    stored: ${describeLedger(after)}`)
  }

  /** In any store. */
  noteTombstones(tombstones: readonly Tombstone[]): void {
    for (const { sid, reason } of tombstones) {
      const family = this.#familyOfSid.get(sid)
      if (family && reason === 'idle') this.onIdle(family)
      // By a person, in a tab that may be gone before it shows which session it was.
      const [tab] = this.leaving
      if (family && tab && reason === 'logged-out' && !this.logouts.has(family))
        this.logouts.set(family, { tab, atMs: this.#browser.machine.trueMs })
    }
  }

  noteSid(sid: string, accessToken: string | null): void {
    const family = this.family(accessToken)
    if (family) this.#familyOfSid.set(sid, family)
  }
}

/** How far off the tabs may be about the server's clock, in ms: `iat` is cut to the second, and answers take time. */
export const toleranceMs = 4_500

/** The longest that a login may be under way: of two at a time either may be the later. */
const loginMs = 30_000
