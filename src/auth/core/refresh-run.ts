import type { Carrier } from './carrier'
import type { AuthEvent, EventHub, TimedAuthEvent } from './events'
import { renewRecord, timedGrant } from './grants'
import type { TimedGrant } from './grants'
import {
  abandonIntent,
  addIntent,
  burySession,
  candidateTriedBy,
  commitRecord,
  dropIntent,
  endOf,
  endSession,
  intentsOfOthers,
  isBuried,
  tryCandidate,
  untriedCandidate,
} from './ledger'
import type { Intent, Ledger, Tombstone } from './ledger'
import { backstopMs, intentDeadlineMs, lockWaitMs, rivalPollMs } from './limits'
import type { SessionModel } from './models'
import type { AuthPorts } from './ports'
import type { SessionRecord } from './record'
import type { EndReason } from './session'
import type { OpenSession } from './session-state'
import type { TokenTimes } from './token-times'
import { withDeadline } from './with-deadline'

/** What one run came to. Acted upon only after the lock has been released. */
export type Settlement =
  /** Newer tokens of the same session: ours, or those another tab has got. */
  | { readonly kind: 'renewed'; readonly record: SessionRecord; readonly isOwn: boolean }
  /** The carrier holds another session by now. */
  | { readonly kind: 'replaced'; readonly record: SessionRecord }
  | { readonly kind: 'ended'; readonly reason: EndReason }
  | { readonly kind: 'unavailable'; readonly status: number | null }

/** What a run needs to know besides its session. */
export interface RunContext {
  readonly ports: AuthPorts
  readonly model: SessionModel
  readonly times: TokenTimes
  readonly events: EventHub
  /** Names this tab to the others. */
  readonly tab: string
  readonly isStopped: () => boolean
  /** What forbids a session that does not live in the store that all tabs see, where logouts are noted. */
  readonly findTombstone: (session: OpenSession) => Promise<Tombstone | null>
}

/** What the ledger says already, if that makes a refresh needless. */
export function adoptable(
  ledger: Ledger,
  known: SessionRecord,
  isDue: (record: SessionRecord) => boolean,
): Settlement | null {
  const { record } = ledger
  if (record && record.sid !== known.sid) return { kind: 'replaced', record }
  const reason = record === null || isBuried(ledger, known.sid) ? endOf(ledger, known) : null
  if (reason !== null) return { kind: 'ended', reason }
  if (!record || record.version.id === known.version.id || isDue(record)) return null
  return { kind: 'renewed', record, isOwn: false }
}

/**
 * One try to get the next tokens of a session. Adopts first: tokens that another tab has stored are taken over, and
 * those it is about to get are waited for. A refusal is believed last: after every refresh of this session that is
 * on its way elsewhere, and after every token that lost against the refused one.
 */
export class RefreshRun {
  readonly #context: RunContext
  readonly #session: OpenSession
  readonly #isExclusive: boolean
  readonly #giveUpAtMs: number
  /** Versions whose refusal this run has seen. */
  readonly #refused = new Set<string>()
  readonly #happened: TimedAuthEvent[] = []
  #mayAskAgain = false
  #hasAskedAgain = false

  /** @param isExclusive - whether no other tab runs one, by the lock */
  constructor(context: RunContext, session: OpenSession, isExclusive: boolean) {
    this.#context = context
    this.#session = session
    this.#isExclusive = isExclusive
    this.#giveUpAtMs = context.ports.clock.monotonic() + lockWaitMs
  }

  /** What happened, to be told once the lock is released. */
  get happened(): readonly TimedAuthEvent[] {
    return this.#happened
  }

  async go(): Promise<Settlement> {
    while (!this.#isTooLate()) {
      const intentId = this.#context.ports.randomness.id()
      const ledger = await this.#claim(intentId)
      const settlement = this.#adoptable(ledger)
      if (settlement) return settlement
      if (ledger.intents.some(({ id }) => id === intentId)) {
        return await this.#send(this.#baseOf(ledger), intentId)
      }
      await this.#pause(rivalPollMs)
    }
    return { kind: 'unavailable', status: null }
  }

  /** Announces the refresh, unless there is nothing to refresh any more or another tab is at it. */
  async #claim(intentId: string): Promise<Ledger> {
    if (this.#isExclusive) await this.#carrier.readNewest()
    const ledger = await this.#carrier.transact((found) => {
      const base = this.#baseOf(found)
      if (this.#adoptable(found) || this.#rivalsOf(found, base).length > 0) return found
      return addIntent(found, this.#intent(intentId, base))
    })
    return this.#isExclusive ? ledger : await this.#yieldToEarlier(intentId)
  }

  /** Tabs without one store may announce at the same time: the first in one order goes on. */
  async #yieldToEarlier(intentId: string): Promise<Ledger> {
    const ledger = await this.#carrier.readNewest()
    const rivals = this.#rivalsOf(ledger, this.#baseOf(ledger))
    const mustYield = this.#adoptable(ledger) !== null || rivals.some(({ id }) => id < intentId)
    return mustYield ? await this.#withdraw(intentId) : ledger
  }

  async #send(base: SessionRecord, intentId: string): Promise<Settlement> {
    const { ports } = this.#context
    const { generation } = base.version
    this.#note({ type: 'refresh-sent', generation })
    const startedAtMs = ports.clock.monotonic()
    const outcome = await withDeadline(ports.clock, backstopMs, () => ports.api.refresh(base))
    switch (outcome?.kind) {
      case 'granted':
        return await this.#commit(
          base,
          timedGrant(ports.clock, startedAtMs, outcome.grant),
          intentId,
        )
      case 'refused':
        this.#note({ type: 'refresh-refused', generation })
        this.#refused.add(base.version.id)
        return await this.#afterRefusal(base, intentId)
      case 'unavailable':
      case undefined:
        return await this.#withoutAnswer(intentId, outcome?.status ?? null)
    }
  }

  /** Another tab may have been luckier meanwhile: this one was frozen, say. */
  async #withoutAnswer(intentId: string, status: number | null): Promise<Settlement> {
    const ledger = await this.#withdraw(intentId)
    return this.#adoptable(ledger) ?? { kind: 'unavailable', status }
  }

  /** Stores the new tokens, unless they are somebody else's, or the session is over by now: a logout wins. */
  async #commit(base: SessionRecord, timed: TimedGrant, intentId: string): Promise<Settlement> {
    const { randomness, api } = this.#context.ports
    const subject = api.subjectOf(timed.grant.accessToken)
    const next = renewRecord(base, timed, randomness.id(), subject)
    if (next.subject !== base.subject && base.subject !== null) {
      return await this.#endAsOtherUser(base, intentId)
    }
    const tombstone = await this.#context.findTombstone(this.#session)
    const ledger = await this.#carrier.transact((found) =>
      dropIntent(tombstone ? burySession(found, tombstone) : commitRecord(found, next), intentId),
    )
    if (ledger.record?.sid === base.sid) return this.#renewedTo(ledger.record, next)
    await this.#discard(next, ledger)
    const replaced = this.#adoptable(ledger)
    return replaced ?? { kind: 'ended', reason: 'logged-out' }
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
    while (!this.#isTooLate()) {
      const others = intentsOfOthers(
        await this.#carrier.readNewest(),
        base.sid,
        this.#context.tab,
      ).length
      if (others === 0 && this.#mayAskAgain) return await this.#askAgain(base, intentId)
      this.#mayAskAgain ||= others > 0 && this.#context.model.isCookie && !this.#hasAskedAgain
      const ledger = await this.#carrier.transact((found) =>
        this.#decide(found, base, intentId, nextId),
      )
      const candidate = candidateTriedBy(ledger, nextId)
      if (candidate) return await this.#send(candidate, nextId)
      if (this.#isNews(ledger)) return await this.go()
      const reason = endOf(ledger, base)
      if (reason) return { kind: 'ended', reason }
      await this.#pause(rivalPollMs)
    }
    await this.#withdraw(intentId)
    return { kind: 'unavailable', status: null }
  }

  /** Another tab's refresh is over, and the browser may have its cookie although that tab never heard of it. */
  async #askAgain(base: SessionRecord, intentId: string): Promise<Settlement> {
    this.#mayAskAgain = false
    this.#hasAskedAgain = true
    return await this.#send(base, intentId)
  }

  /** What follows from the refusal of `base` by what the ledger says, in this order. */
  #decide(ledger: Ledger, base: SessionRecord, intentId: string, nextId: string): Ledger {
    const rest = dropIntent(ledger, intentId)
    if (this.#isNews(ledger) || endOf(ledger, base) !== null) return rest
    if (intentsOfOthers(ledger, base.sid, this.#context.tab).length > 0) return ledger
    const candidate = untriedCandidate(rest)
    if (!candidate) return endSession(rest, ledger.record ?? base, this.#reasonToEnd(base))
    return tryCandidate(addIntent(rest, this.#intent(nextId, candidate.record)), nextId)
  }

  #reasonToEnd(base: SessionRecord): EndReason {
    return this.#context.times.isAtCeiling(base) ? 'ceiling-reached' : 'ended-by-server'
  }

  /** Whether the ledger has tokens, or another session, of which this run does not know that they are worth nothing. */
  #isNews({ record }: Ledger): boolean {
    return record !== null && !this.#refused.has(record.version.id)
  }

  #adoptable(ledger: Ledger): Settlement | null {
    return adoptable(ledger, this.#session.record, (record) => this.#context.times.isDue(record))
  }

  /** The latest tokens, due as they may be. */
  #baseOf({ record }: Ledger): SessionRecord {
    return record?.sid === this.#session.record.sid ? record : this.#session.record
  }

  /** Who is about to send the same tokens. Whoever held the lock that is held here now is gone, or frozen. */
  #rivalsOf(ledger: Ledger, base: SessionRecord): readonly Intent[] {
    return intentsOfOthers(ledger, base.sid, this.#context.tab).filter(
      ({ versionId, isExclusive }) =>
        versionId === base.version.id && !(isExclusive && this.#isExclusive),
    )
  }

  #intent(id: string, { sid, version }: SessionRecord): Intent {
    const { tab, ports } = this.#context
    const deadlineMs = ports.clock.now() + intentDeadlineMs
    return { id, tab, sid, versionId: version.id, deadlineMs, isExclusive: this.#isExclusive }
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
