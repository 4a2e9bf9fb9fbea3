import { isAbandoned, noteActivity } from './activity'
import { Carrier } from './carrier'
import { FormerSession } from './former-session'
import { absenceIn } from './ledger'
import type { Ledger, Tombstone } from './ledger'
import { candidatesOf, isEndDoubtful } from './ledger-notes'
import { burySession, endSession, openSession, tombstoneOf, updateUser } from './ledger-session'
import type { AuthPorts } from './ports'
import { isLaterLogin, isNewer } from './record'
import type { RecordVersion, SessionRecord } from './record'
import { oweRevocations, spareSession } from './revocations'
import type { EndReason, LogoutReason, User } from './session'
import type { OpenSession, SessionState } from './session-state'
import type { TabMessage } from './tab-message'

/** What a {@link TabSync} goes by. */
export interface TabSyncSettings {
  /** Names this tab to the others. */
  readonly tab: string
  /** After how long without anybody a stored session is not taken up any more, in ms; `null` for never. */
  readonly idleTimeoutMs: number | null
  /** Whether the tokens are in the browser's one jar. */
  readonly isCookie: boolean
  /** Told of the tokens of a session that was not taken up. */
  readonly onAbandoned: (records: readonly SessionRecord[]) => void
  /** Told of the session of this tab where another has ended it, and there are tokens that nobody has tried. */
  readonly onDoubt: (session: OpenSession) => void
}

/** Keeps the session of this tab, what is stored of it, and the other tabs in step. */
export class TabSync {
  readonly #ports: AuthPorts
  readonly #settings: TabSyncSettings
  readonly #state: SessionState
  readonly #shared: Carrier
  readonly #own: Carrier
  /** Sessions that somebody has ended in this tab, by their sid: over before any store has heard of it. */
  readonly #buried = new Map<string, Tombstone>()
  readonly #former: FormerSession | null
  readonly #close: () => void
  readonly restored: Promise<void>

  constructor(ports: AuthPorts, state: SessionState, settings: TabSyncSettings) {
    const { tab } = settings
    this.#ports = ports
    this.#settings = settings
    this.#state = state
    const isOpen = (sid: string) => state.current?.record.sid === sid
    this.#shared = new Carrier(ports.sharedStore, { ...ports, tab, isOpen })
    this.#own = new Carrier(ports.tabStore, { ...ports, tab, isOpen })
    this.#former = ports.former ? new FormerSession(ports.former, { ...ports, tab }) : null
    this.#close = ports.channel.listen((message) => void this.#hear(message))
    this.restored = this.#restore()
  }

  /** Where sessions of this browser live. */
  get carriers(): readonly Carrier[] {
    return [this.#shared, this.#own]
  }

  /** Looks again: a message from another tab may have been lost. */
  async catchUp(): Promise<void> {
    const carrier = this.#state.current?.carrier ?? this.#shared
    await this.#follow(carrier, await carrier.readNewest())
    if (carrier !== this.#shared) await this.#follow(this.#shared, await this.#shared.read())
    if (!this.#state.current) await this.#takeOver()
  }

  /** Takes over what `carrier` says now. */
  async follow(carrier: Carrier): Promise<void> {
    await this.restored
    await this.#follow(carrier, await carrier.read())
  }

  /** {@link catchUp}, as if the page were opened now: it has been away, and nobody may have been there for too long. */
  async reopen(): Promise<void> {
    await this.catchUp()
    const session = this.#state.current
    if (!session || !this.#isAbandoned(await session.carrier.read())) return
    this.#settings.onAbandoned(await this.logout(session, 'idle'))
  }

  /**
   * Stores a new session in the place that was asked for, and in no other. Whoever was signed in here before, or in
   * the tabs that share their session, is not any more.
   */
  async store(record: SessionRecord, isKept: boolean): Promise<OpenSession> {
    const [wanted, other] = isKept ? [this.#shared, this.#own] : [this.#own, this.#shared]
    const ledgers = await Promise.all([wanted.read(), other.read()])
    const bury = (ledger: Ledger) =>
      [...ledgers, ledger]
        .flatMap((place) => this.#tombstonesFor(place, record))
        .filter(({ sid }) => sid !== record.sid)
        .reduce(burySession, spareSession(ledger, record, this.#settings.isCookie))
    // However late a store that fails hears of it.
    const { clock } = this.#ports
    const [nowMs, atMs] = [clock.now(), clock.monotonic()]
    const isKnownTo = ({ record: found, end }: Ledger) =>
      [found?.sid, end?.sid].includes(record.sid) ||
      (found !== null && isLaterLogin(found, record, clock.monotonic() - atMs, clock.now()))
    const open = (ledger: Ledger) => this.#begun(openSession(bury(ledger), record), record, nowMs)
    await other.begin({ decide: bury, isKnownTo })
    await wanted.begin({ decide: open, isKnownTo })
    this.#ports.channel.post({ type: 'changed' })
    return { record, carrier: wanted }
  }

  /** Notes that the person is there, for the pages to come. Never rejects. */
  async noteActivity(): Promise<void> {
    const session = this.#state.current
    if (!session) return
    const nowMs = this.#ports.clock.now()
    await session.carrier.transact((ledger) => noteActivity(ledger, session.record.sid, nowMs))
  }

  /**
   * Ends the session for good: here at once, then in storage and in the other tabs. Never rejects.
   *
   * @returns what is to be revoked; see {@link bury}
   */
  logout(
    { record, carrier }: OpenSession,
    reason: LogoutReason,
  ): Promise<readonly SessionRecord[]> {
    this.#state.end(reason, true)
    return this.bury(record, reason, carrier)
  }

  /**
   * Forbids a session, wherever it may come from.
   *
   * @param home - where it lived, for what is to be revoked to be kept there until it is; `null` to keep nothing
   * @returns its latest tokens, which another tab may have got a moment ago, and those that lost against others
   */
  async bury(
    record: SessionRecord,
    reason: LogoutReason = 'logged-out',
    home: Carrier | null = null,
  ): Promise<readonly SessionRecord[]> {
    const tombstone = this.#tombstoneOf(record, reason)
    this.#buried.set(record.sid, tombstone)
    const rivals = new Map<string, SessionRecord>()
    let latest = record
    const buryIn = (carrier: Carrier) => (ledger: Ledger) => {
      if (ledger.record && isNewer(ledger.record, latest)) latest = ledger.record
      for (const { record: rival } of candidatesOf(ledger, record.sid)) {
        rivals.set(rival.version.id, rival)
      }
      const buried = burySession(ledger, tombstone)
      const owed = carrier === home ? [latest, ...rivals.values()] : []
      return oweRevocations(buried, owed, this.#ports.clock.now())
    }
    await Promise.all(this.carriers.map((carrier) => carrier.transact(buryIn(carrier))))
    return [latest, ...rivals.values()]
  }

  /**
   * What forbids a session besides its own store: this tab, and the other store. A page that goes right after a logout
   * has written to that of its tab alone.
   */
  async findTombstone({ record, carrier }: OpenSession): Promise<Tombstone | null> {
    const { tombstones } = await (carrier.isShared ? this.#own : this.#shared).read()
    const tombstone = tombstones.find(({ sid }) => sid === record.sid)
    // Only now: somebody may have logged out meanwhile.
    return this.#buried.get(record.sid) ?? tombstone ?? null
  }

  /** Stores what the API says of the user now, and tells the other tabs. */
  async updateUser(
    { record, carrier }: OpenSession,
    user: User,
    version: RecordVersion,
  ): Promise<void> {
    const update = (ledger: Ledger) => updateUser(ledger, record.sid, user, version)
    await this.#follow(carrier, await carrier.transact(update))
  }

  /** Ends the session by the word of the server. */
  async end({ record, carrier }: OpenSession, reason: EndReason): Promise<void> {
    this.#state.end(reason)
    await carrier.transact((ledger) => endSession(ledger, record, reason))
  }

  stop(): void {
    this.#close()
    this.#former?.stop()
    this.#shared.stop()
    this.#own.stop()
  }

  /** Opens what is stored: this tab's own session, else the shared one, else another tab's. Never rejects. */
  async #restore(): Promise<void> {
    if (this.#ports.page.isMissing) return
    if (this.#former) await this.#former.moveTo(this.#shared, this.#own)
    const [found, shared] = await Promise.all([this.#own.read(), this.#shared.readNewest()])
    // Somebody may be there in a copy of this tab, and this one was restored as it was stored long ago.
    const newest = this.#isAbandoned(found) ? await this.#own.readNewest() : found
    const own = await this.#living(this.#own, newest)
    const kept = own.record ? shared : await this.#living(this.#shared, shared)
    if (own.record) this.#state.open(own.record, this.#own, 'restore')
    else if (kept.record) this.#state.open(kept.record, this.#shared, 'restore')
    else if (!(await this.#takeOver())) {
      this.#state.end(absenceIn(await this.#shared.read(), this.#ports.page.openedAtMs))
    }
  }

  async #hear(message: TabMessage): Promise<void> {
    switch (message.type) {
      case 'ask':
        for (const carrier of [this.#own, this.#shared]) {
          // Where it would be taken up, a page from long ago must not speak before those that have been there.
          if (message.isOpen || !this.#isAbandoned(carrier.known)) carrier.reply(message)
        }
        return
      case 'have':
        for (const carrier of [this.#own, this.#shared]) {
          if (carrier.hear(message)) await this.follow(carrier)
        }
        return
      case 'changed':
        await this.follow(this.#shared)
        if (!this.#state.current) await this.#lookAround()
    }
  }

  async #follow(carrier: Carrier, ledger: Ledger): Promise<void> {
    const living = await this.#living(carrier, ledger)
    this.#state.follow(living, carrier)
    const session = this.#state.current
    const isDoubtful = session !== null && isEndDoubtful(living, session.record.sid)
    if (isDoubtful && session.carrier === carrier) this.#settings.onDoubt(session)
  }

  /** Nobody is signed in here, and somebody may be elsewhere. */
  async #lookAround(): Promise<void> {
    await this.#follow(this.#shared, await this.#shared.readNewest())
    if (!this.#state.current) await this.#takeOver()
  }

  /** Takes over the session of a tab that has one for itself. @returns whether there was one */
  async #takeOver(): Promise<boolean> {
    const { record } = await this.#living(this.#own, await this.#own.readNewest())
    if (!record || this.#state.current) return this.#state.current !== null
    this.#state.open(record, this.#own, 'other-tab')
    return true
  }

  /**
   * What `carrier` has, without a session that is over, or that would be taken up here although nobody has been there
   * for too long. One that is open here is not looked at: whoever counts asks the person first.
   */
  async #living(carrier: Carrier, found: Ledger, isFresh = false): Promise<Ledger> {
    const ledger = await this.#unburied(carrier, found)
    const { record } = ledger
    if (!record || record.sid === this.#state.current?.record.sid) return ledger
    if (!this.#isAbandoned(ledger)) return ledger
    // What was read may be from before this page stood still; and another session may be there after a burial.
    if (isFresh) this.#settings.onAbandoned(await this.bury(record, 'idle', carrier))
    return await this.#living(carrier, await carrier.read(), true)
  }

  #isAbandoned(ledger: Ledger): boolean {
    const { idleTimeoutMs } = this.#settings
    return idleTimeoutMs !== null && isAbandoned(ledger, this.#ports.clock.now(), idleTimeoutMs)
  }

  /** From `nowMs` on it is counted for how long nobody does anything, where that is wanted. */
  #begun(ledger: Ledger, { sid }: SessionRecord, nowMs: number): Ledger {
    return this.#settings.idleTimeoutMs === null ? ledger : noteActivity(ledger, sid, nowMs)
  }

  /**
   * What `carrier` has by now, without a session that this tab, or the store of all tabs, knows to be over: while one is
   * looked up others may tell of a later one, or that somebody is there.
   */
  async #unburied(carrier: Carrier, ledger: Ledger): Promise<Ledger> {
    const { record } = ledger
    const tombstone = record && (await this.findTombstone({ record, carrier }))
    if (tombstone) await carrier.transact((found) => burySession(found, tombstone))
    const { known } = carrier
    const isSame = known.record === null || known.record.sid === record?.sid
    return isSame ? known : await this.#unburied(carrier, known)
  }

  /** What was there before `next`. Of what is over already a store that fails may still have the tokens. */
  #tombstonesFor({ record, end }: Ledger, next: SessionRecord): readonly Tombstone[] {
    return [
      ...(end ? [this.#tombstoneOf({ sid: end.sid, endsAtMs: null }, end.reason)] : []),
      ...(record ? [this.#tombstoneOf(record, reasonToReplace(record, next))] : []),
    ]
  }

  #tombstoneOf(session: Pick<SessionRecord, 'sid' | 'endsAtMs'>, reason: EndReason): Tombstone {
    return tombstoneOf(session, reason, this.#ports.clock.now())
  }
}

/** Why `former` is over when `next` begins: the same person in again, or somebody else. */
function reasonToReplace(former: SessionRecord, next: SessionRecord): EndReason {
  return former.user.id === next.user.id ? 'logged-out' : 'other-user'
}
