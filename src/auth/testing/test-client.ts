import { frozen } from '../core/frozen'
import type { LoginResult } from '../core/login'
import type { EndReason, Session, User } from '../core/session'
import type { AuthSnapshot } from '../core/session-state'
import { accessToken } from '../core/tokens'
import type { StoreClient } from '../plugin'

/** Who shall be signed in. */
export interface SignedInOptions {
  readonly user: User
  /** @default a string that is not a JWT */
  readonly token?: string
  /** When the token runs out, in ms since the epoch. @default null, which is not known */
  readonly expiresAt?: number | null
  /** When the session ends, in the same way. @default null */
  readonly endsAt?: number | null
  /** What the person typed to log in. @default null */
  readonly loginName?: string | null
  /** Whether the session survives the closing of the browser. @default false */
  readonly isKept?: boolean
  /** Server time minus this machine's, in ms. @default 0 */
  readonly clockOffsetMs?: number
}

/** Why nobody is signed in. */
export interface SignedOutOptions {
  /** @default 'never-logged-in' */
  readonly reason?: EndReason
  /** @default false */
  readonly isLoggedOutElsewhere?: boolean
}

/** What a store sees while `user` is signed in. */
export function signedInSnapshot(options: SignedInOptions): AuthSnapshot {
  return snapshotOf({
    status: 'authenticated',
    user: { ...options.user },
    loginName: options.loginName ?? null,
    accessToken: accessToken(options.token ?? 'test-token'),
    expiresAtMs: options.expiresAt ?? null,
    endsAtMs: options.endsAt ?? null,
    isKept: options.isKept ?? false,
    clockOffsetMs: options.clockOffsetMs ?? 0,
  })
}

/** What a store sees while nobody is signed in. */
export function signedOutSnapshot(options: SignedOutOptions): AuthSnapshot {
  const { reason = 'never-logged-in', isLoggedOutElsewhere = false } = options
  return snapshotOf({ status: 'anonymous', reason }, isLoggedOutElsewhere)
}

function snapshotOf(session: Session, isLoggedOutElsewhere = false): AuthSnapshot {
  return frozen({ session, reachability: { status: 'reachable' }, isLoggedOutElsewhere })
}

/** The client of a component test: it says what the test wants, stores nothing and sends nothing. */
export class TestClient implements StoreClient {
  readonly #listeners = new Set<(snapshot: AuthSnapshot) => void>()
  #snapshot: AuthSnapshot

  constructor(snapshot: AuthSnapshot) {
    this.#snapshot = snapshot
  }

  get snapshot(): AuthSnapshot {
    return this.#snapshot
  }

  /** Somebody logs in, or the session ends. */
  become(snapshot: AuthSnapshot): void {
    this.#snapshot = snapshot
    for (const listener of [...this.#listeners]) listener(snapshot)
  }

  subscribe(listener: (snapshot: AuthSnapshot) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  login(): Promise<LoginResult> {
    return Promise.resolve({ kind: 'signed-in' })
  }

  answerChallenge(): Promise<LoginResult> {
    return Promise.resolve({ kind: 'signed-in' })
  }

  cancelLogin(): void {
    // There is none.
  }

  logout(): Promise<void> {
    return Promise.resolve()
  }

  refresh(): Promise<void> {
    return Promise.resolve()
  }

  reloadUser(): Promise<void> {
    return Promise.resolve()
  }
}
