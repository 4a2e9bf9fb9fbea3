import type { Carrier } from './carrier'
import { notifyListener } from './events'
import type { EventHub, OpenCause } from './events'
import { frozen } from './frozen'
import { absenceIn, endOf, isBuried } from './ledger'
import type { Ledger } from './ledger'
import { isEndDoubtful } from './ledger-notes'
import { outageKindOf } from './outage'
import type { Outage } from './outage'
import { isLaterUser, isNewer, withLaterUser } from './record'
import type { SessionRecord } from './record'
import type { AuthenticatedSession, EndReason, Reachability, Session } from './session'

/** Everything a subscriber may know, frozen. Holds no refresh token. */
export interface AuthSnapshot {
  readonly session: Session
  readonly reachability: Reachability
  /** Whether nobody is signed in because of a logout that was asked for in another tab. */
  readonly isLoggedOutElsewhere: boolean
}

/** The record in use, and the carrier it lives in. */
export interface OpenSession {
  readonly record: SessionRecord
  readonly carrier: Carrier
}

/** When a refresh has failed, and what follows. */
export interface FailedTry {
  readonly nowMs: number
  readonly nextTryAtMs: number
  /** Whether it has been failing in this way for long. */
  readonly isLasting: boolean
}

const reachable: Reachability = { status: 'reachable' }

/** The session of this tab: what is known of it, and who is told. Decides nothing about the network. */
export class SessionState {
  readonly #listeners = new Set<(snapshot: AuthSnapshot) => void>()
  readonly #events: EventHub
  readonly #openedAtMs: number
  #open: OpenSession | null = null
  /** What was open when the last session ended. */
  #ended: SessionRecord | null = null
  #isClosed = false
  #snapshot: AuthSnapshot = frozen({
    session: { status: 'restoring' },
    reachability: reachable,
    isLoggedOutElsewhere: false,
  })

  /** @param openedAtMs - when the browser began to open the page */
  constructor(events: EventHub, openedAtMs: number) {
    this.#events = events
    this.#openedAtMs = openedAtMs
  }

  get current(): OpenSession | null {
    return this.#open
  }

  get snapshot(): AuthSnapshot {
    return this.#snapshot
  }

  /** Why a session of the user `userId` is not the one in use. */
  endReasonFor(userId: string): EndReason {
    const { session } = this.#snapshot
    switch (session.status) {
      case 'anonymous':
        return session.reason
      case 'authenticated':
        return session.user.id === userId ? 'logged-out' : 'other-user'
      case 'restoring':
        return 'never-logged-in'
    }
  }

  /** @returns a function that unsubscribes */
  subscribe(listener: (snapshot: AuthSnapshot) => void): () => void {
    if (!this.#isClosed) this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Nobody is told anything any more. */
  close(): void {
    this.#isClosed = true
    this.#listeners.clear()
  }

  /** Begins a session, or replaces its record by a newer one. What is known of its user is not undone. */
  open(given: SessionRecord, carrier: Carrier, cause: OpenCause): void {
    const before = this.#open?.record ?? null
    const record = withLaterUser(given, before)
    this.#open = { record, carrier }
    const session = describe(record, carrier)
    this.#publish({ session, reachability: reachable, isLoggedOutElsewhere: false })
    if (before?.version.id === record.version.id) return
    const type = before?.sid === record.sid ? 'token-replaced' : 'session-opened'
    this.#events.emit({ type, cause, generation: record.version.generation })
  }

  /** @param isOwnLogout - whether it is this tab's person who has asked for it */
  end(reason: EndReason, isOwnLogout = false): void {
    const hadSession = this.#open !== null
    this.#ended = this.#open?.record ?? this.#ended
    this.#open = null
    this.#publish({
      session: { status: 'anonymous', reason },
      reachability: reachable,
      isLoggedOutElsewhere: reason === 'logged-out' && !isOwnLogout,
    })
    if (hadSession) this.#events.emit({ type: 'session-ended', reason })
  }

  /** There are no new tokens for the time being. The session is kept. */
  markUnreachable(outage: Outage, { nowMs, nextTryAtMs, isLasting }: FailedTry): void {
    const { reachability } = this.#snapshot
    const status = outageKindOf(outage)
    const sinceMs = reachability.status === status ? reachability.sinceMs : nowMs
    const times = { sinceMs, nextTryAtMs }
    const next: Reachability =
      status === 'not-renewed'
        ? { status, ...times, isLasting, hint: outage.kind === 'unrecognised' ? outage.hint : '' }
        : { status, ...times }
    this.#publish({ ...this.#snapshot, reachability: next })
  }

  /**
   * Takes over what a carrier says. Of a carrier that this session does not live in, only a logout counts. Where
   * the record is gone and nothing says why, storage was wiped, and the session goes on in memory.
   */
  follow(ledger: Ledger, carrier: Carrier): void {
    const session = this.#open
    if (!session) {
      if (!ledger.record) this.#followAbsence(ledger)
      else if (!this.#hasEnded(ledger.record)) this.open(ledger.record, carrier, 'other-tab')
      return
    }
    const { record } = session
    const isOther = session.carrier !== carrier
    if (isOther && !isBuried(ledger, record.sid)) return
    const latest = isOther ? null : ledger.record
    if (latest && (latest.sid !== record.sid || isNewer(latest, record))) {
      this.open(latest, carrier, 'other-tab')
    } else if (latest) {
      this.#updateUser(session, latest)
    } else {
      const reason = endOf(ledger, record)
      if (reason && !isEndDoubtful(ledger, record.sid)) this.end(reason)
    }
  }

  /** What was read before a session ended here is no news of it. Later tokens are: then it was ended too early. */
  #hasEnded(record: SessionRecord): boolean {
    return record.sid === this.#ended?.sid && !isNewer(record, this.#ended)
  }

  /** Tokens and reachability stay as they are. */
  #updateUser({ record, carrier }: OpenSession, latest: SessionRecord): void {
    if (!isLaterUser(latest, record)) return
    const updated = withLaterUser(record, latest)
    this.#open = { record: updated, carrier }
    this.#publish({ ...this.#snapshot, session: describe(updated, carrier) })
  }

  /** Nobody was ever signed in here; whether somebody was elsewhere, and has logged out, is told by the others. */
  #followAbsence(ledger: Ledger): void {
    const { session } = this.#snapshot
    if (session.status !== 'anonymous' || session.reason !== 'never-logged-in') return
    const reason = absenceIn(ledger, this.#openedAtMs)
    if (reason !== session.reason) this.end(reason)
  }

  #publish(snapshot: AuthSnapshot): void {
    this.#snapshot = frozen(snapshot)
    for (const listener of [...this.#listeners]) notifyListener(listener, snapshot)
  }
}

function describe(record: SessionRecord, carrier: Carrier): AuthenticatedSession {
  const { user, loginName = null, accessToken, expiresAtMs, endsAtMs, clockOffsetMs } = record
  const isKept = carrier.isShared && carrier.isStored
  return {
    status: 'authenticated',
    user,
    loginName,
    accessToken,
    expiresAtMs,
    endsAtMs,
    isKept,
    clockOffsetMs,
  }
}
