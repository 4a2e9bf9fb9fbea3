import { Carrier } from './carrier'
import { joinLedgers } from './join-ledgers'
import { emptyLedger, isBuried } from './ledger'
import type { Ledger } from './ledger'
import { intentsOfOthers } from './ledger-notes'
import { burySession, tombstoneOf } from './ledger-session'
import { intentDeadlineMs, rivalPollMs } from './limits'
import type { Clock, FormerPlace } from './ports'
import { isSameVersion } from './record'
import type { SessionRecord } from './record'
import { joinRevocations } from './revocations'
import type { TabMessage } from './tab-message'

/** Who moves a session. */
export interface FormerSessionSurroundings {
  readonly clock: Clock
  /** Names this tab to the others. */
  readonly tab: string
}

/**
 * The session that was stored under another name. It is moved once: first it is written to its new place, then it is
 * forbidden in the old one, in a transaction that finds it as it was. From then on a version of the app that still runs
 * in another tab can send nothing that this one sends as well.
 */
export class FormerSession {
  readonly #place: FormerPlace
  readonly #clock: Clock
  readonly #tab: string
  readonly #shared: Carrier
  readonly #own: Carrier
  #stopListening: (() => void) | null = null
  #isStopped = false

  constructor(place: FormerPlace, around: FormerSessionSurroundings) {
    const { channel } = place
    // Of the tabs of now only the first may ask those of then: later they belong to whoever has kept the name.
    const hint = { ...place.hint, isSet: () => !place.isTaken(true) && place.hint.isSet() }
    const { clock, tab } = around
    const surroundings = { clock, tab, channel, hint, isOpen: () => false }
    this.#place = place
    this.#clock = around.clock
    this.#tab = around.tab
    this.#shared = new Carrier(place.sharedStore, surroundings)
    this.#own = new Carrier(place.tabStore, surroundings)
  }

  /** Moves what is there and not taken. Waits for a refresh that is on its way there. Never rejects. */
  async moveTo(shared: Carrier, own: Carrier): Promise<void> {
    this.#stopListening = this.#place.channel.listen((message) => this.#hear(message))
    await this.#move(this.#own, own)
    await this.#move(this.#shared, shared)
    this.stop()
  }

  /** Tries no more. */
  stop(): void {
    this.#isStopped = true
    this.#stopListening?.()
    this.#shared.stop()
    this.#own.stop()
  }

  #hear(message: TabMessage): void {
    if (message.type !== 'have') return
    for (const carrier of [this.#own, this.#shared]) carrier.hear(message)
  }

  async #move(source: Carrier, target: Carrier): Promise<void> {
    const { isShared } = source
    if (this.#isStopped || this.#place.isTaken(isShared)) return
    const { record, revocations } = await source.readNewest()
    const isEmpty = record === null && revocations.length === 0
    const isDone =
      isEmpty ||
      (await this.#place.runExclusive(
        (isExclusive) => this.#moveInTime(source, target, isExclusive),
        intentDeadlineMs,
      ))
    // A store that could not be read may be readable the next time.
    if (isDone && source.isStored) this.#place.setTaken(isShared)
  }

  /** @returns whether nothing is left to be moved */
  async #moveInTime(source: Carrier, target: Carrier, isExclusive: boolean): Promise<boolean> {
    const giveUpAtMs = this.#clock.monotonic() + intentDeadlineMs
    while (!this.#isStopped) {
      const found = await this.#unburied(source, await source.readNewest())
      if (!this.#isInUse(found, isExclusive)) {
        const isTaken = await this.#handOver(found, target)
        if (!isTaken || (await this.#close(source, found, isExclusive))) return true
      }
      if (this.#clock.monotonic() >= giveUpAtMs) return false
      await this.#pause()
    }
    return false
  }

  /** A session of this tab alone that was ended for all tabs is over. */
  async #unburied(source: Carrier, found: Ledger): Promise<Ledger> {
    const { record } = found
    if (source.isShared || !record || !isBuried(await this.#shared.read(), record.sid)) return found
    return await source.transact((ledger) => this.#closed(ledger, record))
  }

  /** Whether another tab is about to spend its tokens. Who held the lock before is gone, or frozen. */
  #isInUse(ledger: Ledger, isExclusive: boolean): boolean {
    if (!ledger.record) return false
    const intents = intentsOfOthers(ledger, ledger.record.sid, this.#tab)
    const nowMs = this.#clock.now()
    return intents.some((one) => one.deadlineMs > nowMs && !(isExclusive && one.isExclusive))
  }

  /** @returns whether the session of `target` is now the one that was found, where one was */
  async #handOver(found: Ledger, target: Carrier): Promise<boolean> {
    const { record } = await target.transact((ledger) =>
      withFormer(ledger, found, this.#clock.now()),
    )
    return found.record === null || record?.sid === found.record.sid
  }

  /** Forbids in its old place what has been moved, unless something has happened to it since. @returns whether it did */
  async #close(source: Carrier, { record }: Ledger, isExclusive: boolean): Promise<boolean> {
    let isClosed = false
    await source.transact((ledger) => {
      isClosed = !this.#isInUse(ledger, isExclusive) && isUnchanged(ledger, record)
      return isClosed ? this.#closed(ledger, record) : ledger
    })
    return isClosed
  }

  #closed(ledger: Ledger, record: SessionRecord | null): Ledger {
    const rest = { ...ledger, revocations: [] }
    if (!record) return rest
    // Not as a logout: a page of then that is open says that one has to log in again, and keeps what was typed.
    return burySession(rest, tombstoneOf(record, 'ended-by-server', this.#clock.now()))
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      this.#clock.after(rivalPollMs, resolve)
    })
  }
}

/**
 * What `own` has, and what goes over to it. Tombstones stay where they are: that of the session that is moved is one of
 * them as soon as another tab has done the same.
 */
function withFormer(own: Ledger, { record, candidates, ...found }: Ledger, nowMs: number): Ledger {
  const { throttle, activeAtMs, revocations } = found
  const moved = { ...emptyLedger, record, candidates, throttle, activeAtMs, revocations }
  return joinRevocations(joinLedgers(own, moved, nowMs), moved)
}

function isUnchanged(ledger: Ledger, record: SessionRecord | null): boolean {
  if (ledger.record === null || record === null) return true
  return isSameVersion(ledger.record, record)
}
