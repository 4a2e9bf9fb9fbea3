import { Backoff } from './backoff'
import { AuthUnavailableError, SessionEndedError } from './errors'
import { renewRecord } from './grants'
import { commitGraceMs, lockWaitMs } from './limits'
import type { SessionModel } from './models'
import type { AuthPorts, SessionCarrier } from './ports'
import { readQuietly } from './read-quietly'
import { isNewer, isSameVersion } from './record'
import type { SessionRecord } from './record'
import type { EndReason } from './session'
import type { OpenSession, SessionState } from './session-state'
import type { TokenGrant } from './tokens'

/** What one run under the lock came to. Acted upon only after the lock has been released. */
type Settlement =
  /** A newer record of the same session: ours, or one that another tab has got. */
  | { readonly kind: 'renewed'; readonly record: SessionRecord }
  /** The carrier holds no session any more, or another one. */
  | { readonly kind: 'replaced'; readonly stored: SessionRecord | null }
  | { readonly kind: 'refused'; readonly reason: EndReason }
  | { readonly kind: 'unavailable'; readonly status: number | null }

/** Whether to try although the last try has failed a moment ago. */
export interface RefreshOptions {
  readonly force: boolean
}

/**
 * Gets the next token of the session. Adopts first: a newer record that another tab has stored is taken
 * over and nothing is sent. The lock between the tabs saves a request; nothing depends on it.
 */
export class Refresher {
  readonly #ports: AuthPorts
  readonly #model: SessionModel
  readonly #state: SessionState
  readonly #isDue: (record: SessionRecord) => boolean
  readonly #backoff: Backoff
  #flight: { readonly sid: string; readonly result: Promise<SessionRecord> } | null = null

  constructor(
    ports: AuthPorts,
    model: SessionModel,
    state: SessionState,
    isDue: (record: SessionRecord) => boolean,
  ) {
    this.#ports = ports
    this.#model = model
    this.#state = state
    this.#isDue = isDue
    this.#backoff = new Backoff(ports.clock, ports.randomness)
  }

  /**
   * One shared run for everybody who asks while it lasts.
   *
   * @throws AuthUnavailableError - no usable answer, now or a moment ago; the session is kept
   * @throws SessionEndedError - the server refused, somebody logged out, or another session took over
   */
  refresh(session: OpenSession, { force }: RefreshOptions): Promise<SessionRecord> {
    const { sid } = session.record
    if (this.#flight?.sid === sid) return this.#flight.result

    const pause = this.#backoff.pauseOf(session.record.version.id)
    if (pause && !force) return Promise.reject(new AuthUnavailableError(pause.status))

    const flight = { sid, result: this.#run(session).finally(() => this.#land(sid)) }
    this.#flight = flight
    return flight.result
  }

  #land(sid: string): void {
    if (this.#flight?.sid === sid) this.#flight = null
  }

  async #run(session: OpenSession): Promise<SessionRecord> {
    const stored = await readQuietly(session.carrier.read)
    const settlement =
      this.#adoptable(stored, session.record) ??
      (await this.#ports.runExclusive((isExclusive) => this.#ask(session, isExclusive), lockWaitMs))
    return this.#settle(session, settlement)
  }

  /** What the carrier says already, if that makes a refresh needless. */
  #adoptable(stored: SessionRecord | null | undefined, record: SessionRecord): Settlement | null {
    if (stored === undefined) return null
    if (stored?.sid !== record.sid) return { kind: 'replaced', stored }
    if (!isNewer(stored, record) || this.#isDue(stored)) return null
    return { kind: 'renewed', record: stored }
  }

  async #ask(session: OpenSession, isExclusive: boolean): Promise<Settlement> {
    const stored = await readQuietly(session.carrier.readNewest)
    const adopted = this.#adoptable(stored, session.record)
    if (adopted) return adopted

    const base = stored && isNewer(stored, session.record) ? stored : session.record
    const token = this.#model.renewalToken(base)
    if (token === null) return this.#believeRefusal(session, base)

    const sentAtMs = this.#ports.clock.now()
    const outcome = await this.#ports.api.refresh(token)
    switch (outcome.kind) {
      case 'granted':
        return this.#commit(session, base, outcome.grant, sentAtMs)
      case 'refused':
        if (!isExclusive) await this.#letOthersCommit()
        return this.#believeRefusal(session, base)
      case 'unavailable':
        return outcome
    }
  }

  /** Stores the new tokens if the record they came from is still there: a logout in between wins. */
  async #commit(
    session: OpenSession,
    base: SessionRecord,
    grant: TokenGrant,
    sentAtMs: number,
  ): Promise<Settlement> {
    const { clock, randomness, channel } = this.#ports
    const next = renewRecord(base, { grant, sentAtMs, receivedAtMs: clock.now() }, randomness.id())
    const stored = await transactQuietly(session.carrier, base, (found) =>
      found && isSameVersion(found, base) ? next : found,
    )
    if (stored?.sid !== base.sid) return { kind: 'replaced', stored }
    channel.post({ type: 'changed', sid: base.sid })
    return { kind: 'renewed', record: stored }
  }

  /** Nothing more to be had ends the session, and what is stored of it, unless another tab has got newer tokens. */
  async #believeRefusal(session: OpenSession, base: SessionRecord): Promise<Settlement> {
    const stored = await transactQuietly(session.carrier, base, (found) =>
      found && isSameVersion(found, base) ? null : found,
    )
    if (stored && isNewer(stored, base)) return { kind: 'renewed', record: stored }
    if (stored && stored.sid !== base.sid) return { kind: 'replaced', stored }
    return { kind: 'refused', reason: this.#isOver(base) ? 'ceiling-reached' : 'ended-by-server' }
  }

  #letOthersCommit(): Promise<void> {
    return new Promise((resolve) => {
      this.#ports.clock.after(commitGraceMs, resolve)
    })
  }

  /** Whether the session was to end by now: at its ceiling, or with a token that buys no other. */
  #isOver(record: SessionRecord): boolean {
    const { endsAtMs } = record
    const isAtCeiling = endsAtMs !== null && this.#ports.clock.now() >= endsAtMs
    return isAtCeiling || (this.#model.renewalToken(record) === null && this.#isDue(record))
  }

  /** Runs after the lock has been released, so that subscribers may do what they like. */
  #settle(session: OpenSession, settlement: Settlement): SessionRecord {
    const { record } = session
    if (this.#state.current?.record.sid !== record.sid) {
      throw new SessionEndedError(this.#state.endReason)
    }
    switch (settlement.kind) {
      case 'renewed':
        this.#state.open(settlement.record, session.carrier)
        return settlement.record
      case 'replaced':
        this.#state.replace(settlement.stored)
        throw new SessionEndedError(this.#state.endReason)
      case 'refused':
        this.#state.end(settlement.reason)
        this.#ports.channel.post({ type: 'ended', sid: record.sid, reason: settlement.reason })
        throw new SessionEndedError(settlement.reason)
      case 'unavailable':
        this.#postpone(record, settlement.status)
        throw new AuthUnavailableError(settlement.status)
    }
  }

  #postpone(record: SessionRecord, status: number | null): void {
    const { nextTryAtMs } = this.#backoff.fail(record.version.id, status)
    this.#state.markUnreachable(this.#ports.clock.now(), nextTryAtMs)
  }
}

/** Where the carrier cannot be written, this tab goes on with what it would have stored. */
async function transactQuietly(
  carrier: SessionCarrier,
  known: SessionRecord,
  decide: (found: SessionRecord | null) => SessionRecord | null,
): Promise<SessionRecord | null> {
  try {
    return await carrier.transact(decide)
  } catch {
    return decide(known)
  }
}
