import type { AnsweredVersions } from './answered-versions'
import type { Carrier } from './carrier'
import type { AuthEvent, EventHub, TimedAuthEvent } from './events'
import { renewRecord, timedGrant } from './grants'
import type { TimedGrant } from './grants'
import { endOf } from './ledger'
import type { Ledger, Tombstone } from './ledger'
import { abandonIntent, candidateTriedBy, dropIntent, hasIntent } from './ledger-notes'
import { burySession, commitRecord, endSession } from './ledger-session'
import { backstopMs, heldUpMs, lateNewsMs, lockWaitMs, rivalPollMs } from './limits'
import type { SessionModel } from './models'
import { noAnswer } from './outage'
import type { Outage } from './outage'
import type { AuthPorts } from './ports'
import type { SessionRecord } from './record'
import { RefreshDecisions } from './refresh-decisions'
import { isOtherPerson } from './same-person'
import type { OpenSession } from './session-state'
import type { Settlement } from './settlement'
import type { TokenTimes } from './token-times'
import { withDeadline } from './with-deadline'

/** What a run needs to know besides its session. */
export interface RunContext {
  readonly ports: AuthPorts
  readonly model: SessionModel
  readonly times: TokenTimes
  readonly events: EventHub
  /** Names this tab to the others. */
  readonly tab: string
  /** Of all runs of this tab. */
  readonly answered: AnsweredVersions
  readonly isStopped: () => boolean
  /** What forbids a session that does not live in the store that all tabs see, where logouts are noted. */
  readonly findTombstone: (session: OpenSession) => Promise<Tombstone | null>
  /** Takes over what a carrier says, unless it is a session that is not to be taken up any more. */
  readonly follow: (carrier: Carrier) => Promise<void>
}

/**
 * One try to get the next tokens of a session. Adopts first: tokens that another tab has stored are taken over, and
 * those it is about to get are waited for. A refusal is believed last: after every refresh of this session that is
 * on its way elsewhere, and after every token that lost against the refused one.
 */
export class RefreshRun {
  readonly #context: RunContext
  readonly #session: OpenSession
  readonly #decisions: RefreshDecisions
  readonly #giveUpAtMs: number
  readonly #happened: TimedAuthEvent[] = []
  #mayAskAgain = false
  #hasAskedAgain = false

  /** @param isExclusive - whether no other tab runs one, by the lock */
  constructor(context: RunContext, session: OpenSession, isExclusive: boolean) {
    const { tab, times, ports, answered } = context
    this.#context = context
    this.#session = session
    const known = session.record
    const { clock } = ports
    this.#decisions = new RefreshDecisions({ clock, times, tab, answered, known, isExclusive })
    this.#giveUpAtMs = ports.clock.monotonic() + lockWaitMs
  }

  /** What happened, to be told once the lock is released. */
  get happened(): readonly TimedAuthEvent[] {
    return this.#happened
  }

  async go(): Promise<Settlement> {
    while (!this.#isTooLate()) {
      const intentId = this.#context.ports.randomness.id()
      const ledger = await this.#claim(intentId)
      const settlement = this.#decisions.settlementIn(ledger)
      if (settlement) return settlement
      if (hasIntent(ledger, intentId)) {
        return await this.#send(this.#decisions.baseOf(ledger), intentId)
      }
      if (await this.#isHeldUp(this.#pause(rivalPollMs))) this.#decisions.distrustLock()
    }
    return { kind: 'unavailable', outage: noAnswer, tried: null }
  }

  async #claim(intentId: string): Promise<Ledger> {
    const isAlone = this.#decisions.isExclusive
    if (isAlone && (await this.#isHeldUp(this.#carrier.readNewest()))) {
      this.#decisions.distrustLock()
    }
    const isLate = this.#stopwatch()
    const claimed = await this.#carrier.transact((found) => this.#decisions.claim(found, intentId))
    if (isLate()) this.#decisions.distrustLock()
    if (this.#decisions.isExclusive) return claimed
    const ledger = await this.#carrier.readNewest()
    if (this.#decisions.mustYield(ledger, intentId)) return await this.#withdraw(intentId)
    return isLate()
      ? await this.#carrier.transact((found) => this.#decisions.claimAgain(found, intentId))
      : ledger
  }

  async #isHeldUp(work: Promise<unknown>): Promise<boolean> {
    const isLate = this.#stopwatch()
    await work
    return isLate()
  }

  /** Tells whether this tab was throttled, frozen or asleep since: by any clock, for some machines stop theirs. */
  #stopwatch(): () => boolean {
    const { clock } = this.#context.ports
    const [byMonotonic, byWall] = [clock.monotonic(), clock.now()]
    return () => Math.max(clock.monotonic() - byMonotonic, clock.now() - byWall) > heldUpMs
  }

  async #send(base: SessionRecord, intentId: string): Promise<Settlement> {
    const { ports, isStopped } = this.#context
    if (isStopped()) return await this.#withoutAnswer(base, intentId, noAnswer)
    const { generation } = base.version
    this.#note({ type: 'refresh-sent', generation })
    const startedAtMs = ports.clock.monotonic()
    // As they are before: whoever logs in while it is asked whose they are is noticed at the next request.
    const jarMark = ports.api.jarMark?.()
    const outcome = await withDeadline(ports.clock, backstopMs, () => ports.api.refresh(base))
    switch (outcome?.kind) {
      case 'granted': {
        this.#context.answered.note(base)
        const timed = timedGrant(ports.clock, startedAtMs, outcome.grant)
        return await this.#commit({ ...base, jarMark }, timed, intentId)
      }
      case 'refused':
        this.#note({ type: 'refresh-refused', generation })
        this.#decisions.noteRefused(base)
        return await this.#afterRefusal(base, intentId)
      case 'unavailable':
      case 'unrecognised':
      case undefined:
        return await this.#withoutAnswer(base, intentId, outcome ?? noAnswer)
    }
  }

  /** Another tab may have been luckier meanwhile: this one was frozen, say. */
  async #withoutAnswer(
    tried: SessionRecord,
    intentId: string,
    outage: Outage,
  ): Promise<Settlement> {
    const ledger = await this.#carrier.transact((found) =>
      this.#decisions.afterNoAnswer(found, intentId, outage),
    )
    return this.#decisions.adoptable(ledger) ?? { kind: 'unavailable', outage, tried }
  }

  /** Stores the new tokens, unless they are somebody else's, or the session is over by now: a logout wins. */
  async #commit(base: SessionRecord, timed: TimedGrant, intentId: string): Promise<Settlement> {
    const { ports, model } = this.#context
    const subject = ports.api.subjectOf(timed.grant.accessToken, base.subjectClaim)
    const id = ports.randomness.id()
    const version = { generation: this.#decisions.generationAfter(base), id }
    const next = renewRecord(base, timed, version, subject)
    // Tokens that scripts can read buy nobody else's, whatever the server calls their person by now.
    if (model.isCookie && isOtherPerson(base, { subject, user: timed.grant.user }, 'cookie')) {
      return await this.#endAsOtherUser(base, intentId)
    }
    const committed = await this.#carrier.transact((found) =>
      dropIntent(commitRecord(found, next), intentId),
    )
    const ledger = await this.#buried(committed)
    if (ledger.record?.sid === base.sid) return this.#renewedTo(ledger.record, next)
    await this.#discard(next, ledger)
    return this.#decisions.adoptable(ledger) ?? { kind: 'ended', reason: 'logged-out' }
  }

  /** A logout that is noted elsewhere counts here; told of after the tokens, which other tabs may wait for. */
  async #buried(ledger: Ledger): Promise<Ledger> {
    const tombstone = await this.#context.findTombstone(this.#session)
    return tombstone
      ? await this.#carrier.transact((found) => burySession(found, tombstone))
      : ledger
  }

  #renewedTo(record: SessionRecord, next: SessionRecord): Settlement {
    return { kind: 'renewed', record, isOwn: record.version.id === next.version.id }
  }

  /** Tokens that nobody may use are given back, except where the jar may hold another session's by now. */
  async #discard(next: SessionRecord, { record }: Ledger): Promise<void> {
    const { model, ports } = this.#context
    if (!model.isCookie || record === null) await ports.api.revoke(next)
  }

  async #endAsOtherUser(base: SessionRecord, intentId: string): Promise<Settlement> {
    const reason = 'other-user'
    await this.#carrier.transact((found) => dropIntent(endSession(found, base, reason), intentId))
    return { kind: 'ended', reason }
  }

  async #afterRefusal(base: SessionRecord, intentId: string): Promise<Settlement> {
    const nextId = this.#context.ports.randomness.id()
    if (this.#isNewsLate()) await this.#pause(lateNewsMs)
    while (!this.#isTooLate()) {
      this.#noteAwaited(await this.#carrier.readBeforeEnd())
      const mayEnd = !this.#mayAskAgain
      const ledger = await this.#carrier.transact((found) =>
        this.#decisions.afterRefusal(found, base, { intentId, nextId, mayEnd }),
      )
      const candidate = candidateTriedBy(ledger, nextId)
      if (candidate) return await this.#send(candidate, nextId)
      if (this.#decisions.isNews(ledger)) return await this.go()
      const reason = endOf(ledger, base)
      if (reason) return { kind: 'ended', reason }
      if (!this.#decisions.isAwaited(ledger)) return await this.#askAgain(intentId)
      await this.#pause(rivalPollMs)
    }
    return await this.#withoutAnswer(base, intentId, noAnswer)
  }

  /** Another tab may have spent the cookie, and announced it by a message that is not here yet. */
  #isNewsLate(): boolean {
    return this.#context.model.isCookie && this.#carrier.isHandedOver && !this.#hasAskedAgain
  }

  /**
   * After another tab's refresh the browser may have its cookie although that tab never heard of it, or this one of that
   * tab: without the lock it may be at it unheard.
   */
  #noteAwaited(ledger: Ledger): void {
    const isNews = this.#context.model.isCookie && !this.#hasAskedAgain
    const isLikely = this.#decisions.isAwaited(ledger) || !this.#decisions.isExclusive
    this.#mayAskAgain ||= isNews && isLikely
  }

  async #askAgain(intentId: string): Promise<Settlement> {
    this.#mayAskAgain = false
    this.#hasAskedAgain = true
    await this.#withdraw(intentId)
    return await this.go()
  }

  #withdraw(intentId: string): Promise<Ledger> {
    return this.#carrier.transact((found) => abandonIntent(found, intentId))
  }

  #note(event: AuthEvent): void {
    this.#happened.push(this.#context.events.timed(event))
  }

  #isTooLate(): boolean {
    return this.#context.isStopped() || this.#context.ports.clock.monotonic() >= this.#giveUpAtMs
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#context.ports.clock.after(ms, resolve)
    })
  }

  get #carrier(): Carrier {
    return this.#session.carrier
  }
}
