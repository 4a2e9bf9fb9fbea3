import { isNewer } from './record'
import type { SessionRecord } from './record'
import type { SessionCarrier } from './ports'
import type { AuthenticatedSession, EndReason, Reachability, Session } from './session'

/** Everything a subscriber may know. Holds no refresh token. */
export interface AuthSnapshot {
  readonly session: Session
  readonly reachability: Reachability
}

/** The record in use, and the carrier it lives in. */
export interface OpenSession {
  readonly record: SessionRecord
  readonly carrier: SessionCarrier
}

const reachable: Reachability = { status: 'reachable' }

/** The session of this tab: what is known of it, and who is told. Decides nothing about the network. */
export class SessionState {
  readonly #listeners = new Set<(snapshot: AuthSnapshot) => void>()
  readonly #sharedCarrier: SessionCarrier
  #open: OpenSession | null = null
  #snapshot: AuthSnapshot = { session: { status: 'restoring' }, reachability: reachable }

  constructor(sharedCarrier: SessionCarrier) {
    this.#sharedCarrier = sharedCarrier
  }

  get current(): OpenSession | null {
    return this.#open
  }

  get snapshot(): AuthSnapshot {
    return this.#snapshot
  }

  /** Why nobody is signed in; `other-user` when somebody else is. */
  get endReason(): EndReason {
    const { session } = this.#snapshot
    return session.status === 'anonymous' ? session.reason : 'other-user'
  }

  /** @returns a function that unsubscribes */
  subscribe(listener: (snapshot: AuthSnapshot) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Whether the session lives where the other tabs can see it. */
  isShared(): boolean {
    return this.#open?.carrier === this.#sharedCarrier
  }

  /** Begins a session, or replaces its record by a newer one. */
  open(record: SessionRecord, carrier: SessionCarrier): void {
    this.#open = { record, carrier }
    this.#publish({ session: this.#describe(record, carrier), reachability: reachable })
  }

  end(reason: EndReason): void {
    this.#open = null
    this.#publish({ session: { status: 'anonymous', reason }, reachability: reachable })
  }

  /** The API gave no usable answer. The session is kept. */
  markUnreachable(nowMs: number, nextTryAtMs: number): void {
    const { session, reachability } = this.#snapshot
    const sinceMs = reachability.status === 'unreachable' ? reachability.sinceMs : nowMs
    this.#publish({ session, reachability: { status: 'unreachable', sinceMs, nextTryAtMs } })
  }

  /** Takes over what the shared carrier says, when this tab's session lives there or it has none. */
  follow(stored: SessionRecord | null, reason: EndReason): void {
    const record = this.#open?.record
    if (record && !this.isShared()) return
    if (!stored) {
      if (record) this.end(reason)
    } else if (record?.sid !== stored.sid || isNewer(stored, record)) {
      this.open(stored, this.#sharedCarrier)
    }
  }

  /** Takes over what this session's own carrier says instead of it. */
  replace(stored: SessionRecord | null): void {
    if (stored) this.open(stored, this.#open?.carrier ?? this.#sharedCarrier)
    else this.end('logged-out')
  }

  #describe(record: SessionRecord, carrier: SessionCarrier): AuthenticatedSession {
    const { user, accessToken, expiresAtMs, endsAtMs, clockOffsetMs } = record
    return {
      status: 'authenticated',
      user,
      accessToken,
      expiresAtMs,
      endsAtMs,
      isKept: carrier === this.#sharedCarrier,
      clockOffsetMs,
    }
  }

  #publish(snapshot: AuthSnapshot): void {
    this.#snapshot = snapshot
    for (const listener of [...this.#listeners]) notify(listener, snapshot)
  }
}

/** A listener that throws must not stop the session; its error is reported as an uncaught one. */
function notify(listener: (snapshot: AuthSnapshot) => void, snapshot: AuthSnapshot): void {
  try {
    listener(snapshot)
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}
