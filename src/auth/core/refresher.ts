import { Backoff } from './backoff'
import { AuthUnavailableError, SessionEndedError } from './errors'
import type { Carrier } from './carrier'
import { LastingRefusal } from './lasting-refusal'
import type { Ledger } from './ledger'
import { noteThrottle, throttleOf } from './ledger-notes'
import { endSession } from './ledger-session'
import { backstopMs, lockWaitMs } from './limits'
import { noAnswer, outageError } from './outage'
import type { Outage } from './outage'
import type { UserAnswer } from './ports'
import { buyerOf, isNewer } from './record'
import type { SessionRecord } from './record'
import { RefreshRun } from './refresh-run'
import type { RunContext } from './refresh-run'
import type { OpenSession, SessionState } from './session-state'
import { adoptable } from './settlement'
import type { Settlement } from './settlement'
import { withDeadline } from './with-deadline'

/** Why a refresh is asked for. */
export interface RefreshOptions {
  /** Try although the last try has failed a moment ago. */
  readonly force: boolean
  /** The API has refused the token in use. */
  readonly isRefused?: boolean
}

/**
 * Gets the next token of the session: one shared run for everybody in this tab who asks while it lasts, behind the
 * lock between the tabs. The lock saves requests; nothing depends on it.
 */
export class Refresher {
  readonly #context: RunContext
  readonly #state: SessionState
  readonly #backoff: Backoff
  readonly #lastingRefusal: LastingRefusal
  /** By session: a tab may leave one in the middle of its refresh, and come back. */
  readonly #flights = new Map<string, Promise<SessionRecord>>()

  constructor(context: RunContext, state: SessionState) {
    this.#context = context
    this.#state = state
    const { clock, randomness } = context.ports
    const { isCookie } = context.model
    this.#backoff = new Backoff(clock, randomness, (record) => buyerOf(record, isCookie))
    this.#lastingRefusal = new LastingRefusal(clock)
  }

  /**
   * @throws AuthUnavailableError - no usable answer, now or a moment ago; the session is kept
   * @throws SessionEndedError - the server refused, somebody logged out, or another session took over
   */
  refresh(session: OpenSession, options: RefreshOptions): Promise<SessionRecord> {
    const { sid } = session.record
    const flight = this.#flights.get(sid)
    if (flight) return flight

    const pause = this.#backoff.pauseOf(session.record)
    if (pause && !options.force) return Promise.reject(outageError(pause.outage))

    const run = () => this.#run(session, options)
    // All sessions have one cookie jar: what is on its way for another changes what this one would send.
    const others = this.#context.model.isCookie ? [...this.#flights.values()] : []
    const begun = others.length === 0 ? run() : Promise.allSettled(others).then(run)
    const result = begun.finally(() => this.#flights.delete(sid))
    this.#flights.set(sid, result)
    return result
  }

  /** How long what buys the next tokens is left alone after a failure, in ms. */
  pauseLeftMs(record: SessionRecord): number {
    const pause = this.#backoff.pauseOf(record)
    return pause ? pause.nextTryAtMs - this.#context.ports.clock.now() : 0
  }

  async #run(session: OpenSession, { isRefused = false }: RefreshOptions): Promise<SessionRecord> {
    const { model, times } = this.#context
    const tombstone = await this.#context.findTombstone(session)
    if (tombstone) return this.#settle(session, { kind: 'ended', reason: tombstone.reason })
    const known = await session.carrier.read()
    const adopted = adoptable(known, session.record, (record) => times.isDue(record))
    if (adopted) return this.#settle(session, adopted)
    if (!model.canRenew(session.record)) {
      return this.#settle(session, await this.#lastWord(session, known, isRefused))
    }
    return this.#settle(session, await this.#runExclusively(session))
  }

  /** Subscribers hear of it after the lock has been released, so that they may do what they like. */
  async #runExclusively(session: OpenSession): Promise<Settlement> {
    const { ports, events } = this.#context
    const { settlement, happened } = await ports.runExclusive(async (isExclusive) => {
      const run = new RefreshRun(this.#context, session, isExclusive)
      return { settlement: await run.go(), happened: run.happened }
    }, lockWaitMs)
    for (const event of happened) events.publish(event)
    return settlement
  }

  /** Of a token that buys no other: over at its end. Where only one clock says so, the server is asked. */
  async #lastWord(
    { record, carrier }: OpenSession,
    known: Ledger,
    isRefused: boolean,
  ): Promise<Settlement> {
    const { times, ports } = this.#context
    const isOver = () => isRefused || times.hasRunOutForSure(record)
    const throttle = throttleOf(known, record.sid, ports.clock.now())
    if (throttle && !isOver()) return { kind: 'unavailable', outage: throttle, tried: null }
    const answer = isOver() ? null : await this.#askWhoThatIs(record)
    const verdict = isOver() ? 'over' : this.#verdictOn(record, answer)
    if (verdict === 'good' && !isOver()) {
      times.trust(record)
      return { kind: 'renewed', record, isOwn: false }
    }
    if (typeof verdict === 'object' && !isOver()) {
      return await this.#withoutWord(record, carrier, verdict)
    }
    const reason = times.hasRunOut(record) ? 'ceiling-reached' : 'ended-by-server'
    await carrier.transact((ledger) => endSession(ledger, record, reason))
    return { kind: 'ended', reason }
  }

  #askWhoThatIs({ accessToken }: SessionRecord): Promise<UserAnswer | null> {
    const { ports } = this.#context
    return withDeadline(ports.clock, backstopMs, () => ports.api.fetchUser(accessToken))
  }

  /** Later the server may say something; until when it wants to be left alone, all tabs are told. */
  async #withoutWord(
    { sid }: SessionRecord,
    carrier: Carrier,
    outage: Outage,
  ): Promise<Settlement> {
    const { clock } = this.#context.ports
    if (outage.retryAfterMs !== undefined) {
      await carrier.transact((found) => noteThrottle(found, sid, clock.now(), outage))
    }
    return { kind: 'unavailable', outage, tried: null }
  }

  /**
   * The word of the server. Where it says nothing, a token that was good before the clock jumped still is. One that the
   * server took when every clock was against it is not over before it says so; nor is one that is over by the wall
   * clock alone, as long as the server may say something later.
   */
  #verdictOn(record: SessionRecord, answer: UserAnswer | null): 'good' | 'over' | Outage {
    const { times } = this.#context
    if (answer?.kind === 'token-refused') return 'over'
    if (answer?.kind === 'user') return 'good'
    const wasSeenAlive = times.wasSeenAlive(record)
    if (wasSeenAlive && !times.hasRunOutByAll(record)) return 'good'
    const isUntold = answer?.kind === 'untold' || answer?.kind === 'no-endpoint'
    const mayBeTold = !wasSeenAlive && !isUntold
    if (!mayBeTold && !times.wasTakenPastItsEnd(record)) return 'over'
    return answer?.kind === 'unavailable' ? answer : noAnswer
  }

  async #settle(session: OpenSession, settlement: Settlement): Promise<SessionRecord> {
    if (this.#context.isStopped()) throw new AuthUnavailableError(null)
    const { sid, user } = session.record
    const current = this.#state.current?.record
    if (current?.sid !== sid) throw new SessionEndedError(this.#state.endReasonFor(user.id))
    switch (settlement.kind) {
      case 'renewed': {
        const { record, isOwn } = settlement
        this.#lastingRefusal.clear()
        this.#state.open(record, session.carrier, isOwn ? 'refresh' : 'other-tab')
        return record
      }
      case 'replaced':
        await this.#context.follow(session.carrier)
        // The other one may be over by now, and nothing tells of the end of this one.
        if (this.#state.current?.record.sid === sid) throw new AuthUnavailableError(null)
        throw new SessionEndedError(this.#state.endReasonFor(user.id))
      case 'ended':
        this.#state.end(settlement.reason)
        throw new SessionEndedError(settlement.reason)
      case 'unavailable':
        this.#postpone(this.#inUse(session, settlement.tried ?? current), settlement.outage)
        throw outageError(settlement.outage)
    }
  }

  /** Tokens that another tab had got, and that were due as well when they were tried, are in use from then on. */
  #inUse(session: OpenSession, tried: SessionRecord): SessionRecord {
    const { record } = this.#state.current ?? session
    if (!isNewer(tried, record)) return record
    this.#state.open(tried, session.carrier, 'other-tab')
    return tried
  }

  #postpone(record: SessionRecord, outage: Outage): void {
    const { nextTryAtMs } = this.#backoff.fail(record, outage)
    const isLasting = this.#lastingRefusal.note(record, outage)
    const nowMs = this.#context.ports.clock.now()
    this.#state.markUnreachable(outage, { nowMs, nextTryAtMs, isLasting })
    this.#context.events.emit({ type: `refresh-${outage.kind}`, status: outage.status })
  }
}
