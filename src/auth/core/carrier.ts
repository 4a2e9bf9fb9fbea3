import { emptyLedger, hearLedger, isBuried, joinLedgers, joinNotes, tidyLedger } from './ledger'
import type { Ledger } from './ledger'
import { handOverWaitMs, intentDeadlineMs, storeDeadlineMs, storePauseMs } from './limits'
import type { Clock, HandOverHint, LedgerStore, TabChannel } from './ports'
import { isNewer } from './record'
import type { TabKnowledge, TabQuestion } from './tab-message'
import { withDeadline } from './with-deadline'

/** What a {@link Carrier} needs besides its store. */
export interface CarrierSurroundings {
  readonly clock: Clock
  readonly channel: TabChannel
  readonly hint: HandOverHint
  /** Names this tab to the others. */
  readonly tab: string
}

/**
 * Where a session lives: a store; this page's memory, for when the store fails; and hand-over to the other tabs,
 * for when they do not see one store. Nothing here rejects or waits for ever: with a store that is full, forbidden
 * or hangs the session lives in memory.
 */
export class Carrier {
  readonly #store: LedgerStore
  readonly #around: CarrierSurroundings
  /** The latest that is known, from the store and from other tabs. */
  #known: Ledger = emptyLedger
  /** Whether the store did what it was last asked for. */
  #isStored = true
  #isRead = false
  /** By the monotonic clock. */
  #pausedUntilMs = 0
  #stopAsking: (() => void) | null = null
  /** Whether memory knows what the store does not. */
  #isBehind = false
  #cancelRetry: (() => void) | null = null
  #isStopped = false

  constructor(store: LedgerStore, around: CarrierSurroundings) {
    this.#store = store
    this.#around = around
  }

  /** Whether all tabs are meant to see this session. */
  get isShared(): boolean {
    return this.#store.isShared
  }

  /** Whether the store works, as far as it was tried. */
  get isStored(): boolean {
    return this.#isStored
  }

  /** What is stored, at once. */
  async read(): Promise<Ledger> {
    // Nobody else writes to a store of this tab alone: what was read of it once, memory knows.
    if (!this.isShared && this.#isRead) return this.#known
    const stored = await this.#useStore(() => this.#store.read())
    if (stored) this.#known = this.#joined(stored)
    this.#isRead ||= stored !== null
    if (stored && this.#isBehind) await this.transact((ledger) => ledger)
    return this.#known
  }

  /** The same, after the other tabs were asked where the store does not tell what they know. May take 100 ms. */
  async readNewest(): Promise<Ledger> {
    const { record } = await this.read()
    const { hint } = this.#around
    if (!this.#isHandedOver() || !(record || hint.isSet())) return this.#known
    await this.#askOthers(record?.sid ?? null)
    // The mark stands for sessions of some tabs alone: one that all tabs share only borrows it.
    if (!this.#known.record && !this.isShared) hint.clear()
    return this.#known
  }

  /**
   * Changes the ledger in one transaction and tells the other tabs.
   *
   * @param decide - pure; may be called again
   * @returns the ledger afterwards
   */
  async transact(decide: (ledger: Ledger) => Ledger): Promise<Ledger> {
    const before = this.isShared ? this.#known : await this.read()
    if (this.isShared) await this.#decideInStore(decide)
    else await this.#decideInMemory(decide)
    this.#tellOthers(before)
    return this.#known
  }

  /** Answers another tab, when this one has what it asks for. */
  reply({ isShared, sid }: TabQuestion): void {
    const own = this.#known.record?.sid
    if (isShared === this.isShared && own !== undefined && (sid === null || sid === own))
      this.#say()
  }

  /**
   * Takes in what another tab says of this session, or of any while this tab has none and asks for one.
   *
   * @returns whether it did
   */
  hear({ isShared, tab, ledger }: TabKnowledge): boolean {
    const record = this.#known.record
    const isMeant = record
      ? tellsOf(ledger, record.sid)
      : this.#stopAsking !== null || overturns(ledger, this.#known)
    if (isShared !== this.isShared || !isMeant) return false
    this.#known = hearLedger(this.#known, ledger, tab)
    void this.#write((found) => (isShared ? hearLedger(found, ledger, tab) : this.#known))
    const latest = this.#known.record
    if (latest && (!record || isNewer(latest, record))) this.#stopAsking?.()
    return true
  }

  async #decideInStore(decide: (ledger: Ledger) => Ledger): Promise<void> {
    let isGivenUp = false
    // A store that comes to it late must not do what memory has gone on from.
    const change = (stored: Ledger) =>
      isGivenUp ? stored : decide(this.#tidied(this.#joined(stored)))
    const stored = await this.#useStore(() => this.#store.transact(change))
    isGivenUp = true
    const known = this.#known
    this.#known = stored ? joinLedgers(stored, known) : decide(this.#tidied(known))
    this.#retryLater(stored === null)
  }

  /** Memory first, because other tabs are heard while the store writes. */
  async #decideInMemory(decide: (ledger: Ledger) => Ledger): Promise<void> {
    this.#known = decide(this.#tidied(this.#known))
    await this.#write(() => this.#known)
  }

  /** Stores, and tells nobody: what was heard of other tabs they would say back. */
  async #write(change: (found: Ledger) => Ledger): Promise<void> {
    const stored = await this.#useStore(() => this.#store.transact(change))
    this.#retryLater(stored === null)
  }

  /** What store and memory know together. Memory has notes that a store that failed has not. */
  #joined(stored: Ledger): Ledger {
    const ledger = joinLedgers(stored, this.#known)
    return this.#isBehind ? joinNotes(ledger, this.#known) : ledger
  }

  /** Tries no more to store what could not be stored. */
  stop(): void {
    this.#isStopped = true
    this.#cancelRetry?.()
  }

  /** What a store has missed, a logout above all, it is told as soon as it works again. */
  #retryLater(isBehind: boolean): void {
    this.#isBehind = isBehind
    if (isBehind && this.#cancelRetry) return
    this.#cancelRetry?.()
    this.#cancelRetry = null
    if (isBehind && !this.#isStopped) {
      this.#cancelRetry = this.#around.clock.after(storePauseMs, () => {
        this.#cancelRetry = null
        void this.transact((ledger) => ledger)
      })
    }
  }

  /** Whether other tabs learn of this session from this one alone. */
  #isHandedOver(): boolean {
    return !this.isShared || !this.#isStored
  }

  #askOthers(sid: string | null): Promise<void> {
    const { channel, clock } = this.#around
    return new Promise((resolve) => {
      const stop = () => {
        cancel()
        this.#stopAsking = null
        resolve()
      }
      const cancel = clock.after(handOverWaitMs, stop)
      this.#stopAsking = stop
      channel.post({ type: 'ask', isShared: this.isShared, sid })
    })
  }

  #tellOthers(before: Ledger): void {
    if (this.#isHandedOver()) {
      if (this.#known.record) this.#around.hint.set()
      this.#say()
    } else if (!isSameSession(before, this.#known)) {
      this.#around.channel.post({ type: 'changed' })
    }
  }

  #say(): void {
    const { channel, tab } = this.#around
    channel.post({ type: 'have', isShared: this.isShared, tab, ledger: this.#known })
  }

  #tidied(ledger: Ledger): Ledger {
    return tidyLedger(ledger, this.#around.clock.now(), intentDeadlineMs)
  }

  #isPaused(): boolean {
    return this.#around.clock.monotonic() < this.#pausedUntilMs
  }

  /** `null` when the store did not do it in time. One that hangs is left alone for a while. */
  async #useStore<Result>(use: () => Promise<Result>): Promise<Result | null> {
    if (this.#isPaused()) return null
    const { clock } = this.#around
    const startedAtMs = clock.monotonic()
    const result = await withDeadline(clock, storeDeadlineMs, () =>
      use().finally(() => {
        this.#pausedUntilMs = 0
      }),
    )
    const tookMs = clock.monotonic() - startedAtMs
    this.#isStored = result !== null
    if (result === null && tookMs >= storeDeadlineMs) {
      this.#pausedUntilMs = clock.monotonic() + storePauseMs
    }
    return result
  }
}

/** Whether a ledger says something of the session `sid`. */
function tellsOf(ledger: Ledger, sid: string): boolean {
  return ledger.record?.sid === sid || ledger.end?.sid === sid || isBuried(ledger, sid)
}

/** Whether a ledger has the session that was believed to be over. */
function overturns({ record }: Ledger, { end }: Ledger): boolean {
  return end !== null && record?.sid === end.sid
}

function isSameSession(a: Ledger, b: Ledger): boolean {
  return (
    a.record?.version.id === b.record?.version.id &&
    a.end?.version.id === b.end?.version.id &&
    a.tombstones.length === b.tombstones.length
  )
}
