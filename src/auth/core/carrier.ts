import { HandOver } from './hand-over'
import type { HandOverSurroundings } from './hand-over'
import { hearLedger, joinIntents, joinLedgers, tidyLedger } from './join-ledgers'
import { IntentLives } from './intent-lives'
import { emptyLedger, tellsOf } from './ledger'
import type { Ledger } from './ledger'
import { intentDeadlineMs, storePauseMs } from './limits'
import { PatientStore } from './patient-store'
import type { Clock, LedgerStore } from './ports'
import { isNewer } from './record'
import type { SessionRecord } from './record'
import { joinRevocations } from './revocations'
import type { TabKnowledge, TabQuestion } from './tab-message'

/** What a login makes of a ledger. */
export interface Login {
  /** Pure; may be called again. */
  readonly decide: (ledger: Ledger) => Ledger
  /** Whether a ledger that was not to be had then has it by now, from another tab, or a later one. */
  readonly isKnownTo: (ledger: Ledger) => boolean
}

/**
 * Where a session lives: a store; this page's memory, for when the store fails; and hand-over to the other tabs,
 * for when they do not see one store. Nothing here rejects or waits for ever: with a store that is full, forbidden
 * or hangs the session lives in memory.
 */
export class Carrier {
  readonly #store: PatientStore
  readonly #handOver: HandOver
  readonly #clock: Clock
  readonly #tab: string
  readonly #lives: IntentLives
  /** The latest that is known, from the store and from other tabs. */
  #known: Ledger = emptyLedger
  #isRead = false
  /** Whether the others are asked because a session is about to be given up. */
  #isBeforeEnd = false
  /** Whether memory knows what the store does not. */
  #isBehind = false
  /** A login that the store has not heard of. */
  #missed: Login | null = null
  /** How often memory has got to know something before the store. */
  #misses = 0
  /** How often the store was changed from here. */
  #changes = 0
  #cancelRetry: (() => void) | null = null
  #isStopped = false

  constructor(store: LedgerStore, around: HandOverSurroundings) {
    this.#store = new PatientStore(store, around.clock)
    this.#handOver = new HandOver(store.isShared, around)
    this.#clock = around.clock
    this.#lives = new IntentLives(around.clock)
    this.#tab = around.tab
  }

  /** Whether all tabs are meant to see this session. */
  get isShared(): boolean {
    return this.#store.isShared
  }

  /** Whether the store works, as far as it was tried. */
  get isStored(): boolean {
    return this.#store.isWorking
  }

  /** Whether other tabs learn of this session from this one alone. */
  get isHandedOver(): boolean {
    return !this.isShared || !this.isStored
  }

  /** What is stored, as far as it is known here. */
  get known(): Ledger {
    return this.#known
  }

  /** What is stored, at once. */
  async read(): Promise<Ledger> {
    // Nobody else writes to a store of this tab alone: what was read of it once, memory knows.
    if (!this.isShared && this.#isRead) return this.#known
    const changes = this.#changes
    const stored = await this.#store.read()
    if (stored) this.#know(this.#upToDate(this.#joined(stored), changes))
    this.#isRead ||= stored !== null
    if (stored && this.#isBehind) await this.transact((ledger) => ledger)
    return this.#known
  }

  /** The same, after the other tabs were asked where the store does not tell what they know. May take 100 ms. */
  async readNewest(): Promise<Ledger> {
    const { record } = await this.read()
    return this.isHandedOver ? await this.#askOthers(record) : this.#known
  }

  /** The same, before a session is given up: another tab may know what it could not store either. */
  async readBeforeEnd(): Promise<Ledger> {
    const { record } = await this.read()
    const isDoubtful = this.isHandedOver || this.#store.hasFailed
    if (!isDoubtful) return this.#known
    this.#isBeforeEnd = true
    await this.#askOthers(record)
    this.#isBeforeEnd = false
    return this.#known
  }

  async #askOthers(record: SessionRecord | null): Promise<Ledger> {
    if (!(record || this.#handOver.isHinted)) return this.#known
    await this.#handOver.ask(record?.sid ?? null)
    if (!this.#known.record) this.#handOver.forgetHint()
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
    const wasBehind = this.#isBehind
    if (this.isShared) await this.#decideInStore(decide)
    else await this.#decideInMemory(decide)
    if (this.#known.record) this.#handOver.closeQuestion()
    if (this.isHandedOver) this.#tell()
    else if (wasBehind || !isSameSession(before, this.#known)) this.#handOver.announceChange()
    return this.#known
  }

  /**
   * Begins a session, or makes room for one elsewhere. Whoever is signed in by a store that fails is not known yet, and
   * makes room when it works again.
   */
  async begin(login: Login): Promise<void> {
    this.#missed = null
    await this.transact(login.decide)
    if (this.isShared && this.#isBehind) this.#missed = login
  }

  /** Answers another tab, when this one has what it asks for. */
  reply(question: TabQuestion): void {
    if (this.#handOver.isAskedFor(question, this.#known)) this.#tell()
  }

  /**
   * Takes in what another tab says of this session, or of any while this tab has none and has asked for one.
   *
   * @returns whether it did
   */
  hear(knowledge: TabKnowledge): boolean {
    const { isShared, ledger } = knowledge
    const { record } = this.#known
    const isMeant = record
      ? tellsOf(ledger, record.sid)
      : this.#handOver.isAnswerWanted || overturns(ledger, this.#known)
    if (isShared !== this.isShared || !isMeant) return false
    // Who hears of a session for the first time, or whose store failed, may have missed what others have announced.
    const hasMissed = record === null || this.#isBeforeEnd
    const announced = ledger.intents.filter(({ tab }) => hasMissed && tab !== this.#tab)
    const hear = (own: Ledger) =>
      joinIntents(hearLedger(own, knowledge, this.#clock.now()), { ...ledger, intents: announced })
    this.#know(hear(this.#known))
    this.#misses += 1
    const hearInStore = (found: Ledger) => hear(this.#joined(found))
    const wasBehind = this.#isBehind
    // Until it is written, whoever reads the store meanwhile must know it from memory.
    this.#isBehind ||= isShared
    void this.#write(isShared ? hearInStore : () => this.#known, wasBehind)
    const latest = this.#known.record
    if (latest && (!record || isNewer(latest, record))) this.#handOver.stopAsking()
    return true
  }

  /** Tries no more to store what could not be stored. */
  stop(): void {
    this.#isStopped = true
    this.#cancelRetry?.()
  }

  async #decideInStore(decide: (ledger: Ledger) => Ledger): Promise<void> {
    let changes = 0
    const stored = await this.#changeStore((found) => {
      changes = this.#changes
      return decide(this.#tidied(this.#joined(found)))
    })
    const known = this.#known
    if (stored) this.#know(this.#upToDate(this.#join(stored, known), changes))
    else this.#know(decide(this.#tidied(known)))
    if (!stored) this.#misses += 1
  }

  /** Memory first, because other tabs are heard while the store writes. */
  async #decideInMemory(decide: (ledger: Ledger) => Ledger): Promise<void> {
    this.#know(decide(this.#tidied(this.#known)))
    this.#misses += 1
    await this.#write(() => this.#known, false)
  }

  /** Stores, and tells nobody what other tabs have said: they would say it back. */
  async #write(change: (found: Ledger) => Ledger, wasBehind: boolean): Promise<void> {
    const stored = await this.#changeStore(change)
    if (wasBehind && stored && this.isShared) this.#handOver.announceChange()
  }

  /** A store that has missed something catches up by what was decided after that, and by nothing earlier. */
  async #changeStore(change: (found: Ledger) => Ledger): Promise<Ledger | null> {
    let told = this.#misses
    const stored = await this.#store.transact((found) => {
      told = this.#misses
      this.#changes += 1
      return change(found)
    })
    this.#retryLater(stored === null || (this.#isBehind && told !== this.#misses))
    return stored
  }

  #join(own: Ledger, other: Ledger): Ledger {
    return joinLedgers(own, other, this.#clock.now())
  }

  /** What store and memory know together. Memory has intents and revocations that a store that failed has not. */
  #joined(stored: Ledger): Ledger {
    const missed = this.#missed
    const isMissed = missed !== null && !missed.isKnownTo(stored)
    const ledger = this.#join(isMissed ? missed.decide(stored) : stored, this.#known)
    if (!this.#isBehind) return ledger
    return joinRevocations(joinIntents(ledger, this.#known), this.#known)
  }

  /**
   * Who asks the store twice may hear the later answer first. What was there before the last change from here tells
   * nothing of this tab's own refreshes: memory does.
   *
   * @param changes - how many there had been
   */
  #upToDate(ledger: Ledger, changes: number): Ledger {
    if (changes === this.#changes) return ledger
    const others = ledger.intents.filter(({ tab }) => tab !== this.#tab)
    return joinIntents({ ...ledger, intents: this.#known.intents }, { ...ledger, intents: others })
  }

  /** What a store has missed, a logout above all, it is told as soon as it works again. */
  #retryLater(isBehind: boolean): void {
    this.#isBehind = isBehind
    if (!isBehind) this.#missed = null
    if (isBehind && this.#cancelRetry) return
    this.#cancelRetry?.()
    this.#cancelRetry = null
    if (isBehind && !this.#isStopped) {
      this.#cancelRetry = this.#clock.after(storePauseMs, () => {
        this.#cancelRetry = null
        void this.transact((ledger) => ledger)
      })
    }
  }

  /** What this tab has announced it is still at, however long its machine has slept. */
  #tell(): void {
    const nowMs = this.#clock.now()
    const intents = this.#known.intents.map((intent) =>
      intent.tab === this.#tab && intent.deadlineMs <= nowMs
        ? { ...intent, deadlineMs: nowMs + intentDeadlineMs }
        : intent,
    )
    this.#handOver.tell({ ...this.#known, intents })
  }

  #know(ledger: Ledger): void {
    this.#known = ledger
    this.#lives.note(ledger)
  }

  #tidied(ledger: Ledger): Ledger {
    return tidyLedger(ledger, this.#clock.now(), intentDeadlineMs, this.#lives.isOver)
  }
}

/** Whether a ledger has the session that was believed to be over. */
function overturns({ record }: Ledger, { end }: Ledger): boolean {
  return end !== null && record?.sid === end.sid
}

function isSameSession(a: Ledger, b: Ledger): boolean {
  return (
    a.record?.version.id === b.record?.version.id &&
    a.record?.userVersion?.id === b.record?.userVersion?.id &&
    a.end?.version.id === b.end?.version.id &&
    a.tombstones.length === b.tombstones.length
  )
}
