import type { AccessToken } from './tokens'

/** The person who is signed in, as the user endpoint or, where there is none, the claims tell. */
export interface User {
  /** Compared as a string: SimpleJWT changed `1` to `"1"` between versions. */
  readonly id: string
  /** What the person logs in with. */
  readonly username: string
  readonly email?: string
  readonly fullName?: string
  readonly isStaff?: boolean
}

/** Why somebody is not signed in (any more). */
export type EndReason =
  | 'never-logged-in'
  | 'logged-out'
  /** Logged out because nobody did anything for a while. */
  | 'idle'
  | 'ended-by-server'
  | 'ceiling-reached'
  | 'other-user'

/** Why a session is ended from this side. */
export type LogoutReason = Extract<EndReason, 'logged-out' | 'idle'>

/** Every reason there is; a forgotten one does not compile. */
const endReasons: Readonly<Record<EndReason, true>> = {
  'never-logged-in': true,
  'logged-out': true,
  idle: true,
  'ended-by-server': true,
  'ceiling-reached': true,
  'other-user': true,
}

/**
 * Whether a session that is over for this reason may be gone on with over its open page: nobody asked for the end,
 * and the person may still be the same.
 */
export function isInterruption(reason: EndReason | null): boolean {
  return reason === 'ended-by-server' || reason === 'ceiling-reached'
}

/** Whether `value`, which comes from storage or from another tab, is an {@link EndReason}. */
export function isEndReason(value: unknown): value is EndReason {
  return typeof value === 'string' && Object.hasOwn(endReasons, value)
}

/** The stored record has not been read yet. Show neither app nor login. */
export interface RestoringSession {
  readonly status: 'restoring'
}

/** Nobody is signed in. */
export interface AnonymousSession {
  readonly status: 'anonymous'
  readonly reason: EndReason
}

/** Somebody is signed in. Refreshing is not a status: the session stays this while its token is replaced. */
export interface AuthenticatedSession {
  readonly status: 'authenticated'
  readonly user: User
  /** What the person typed to log in; `null` where an earlier version of the app has logged in. */
  readonly loginName: string | null
  /** `null`: it is in a cookie, where no script sees it. */
  readonly accessToken: AccessToken | null
  /** Milliseconds since the epoch by this machine's clock; `null` when the token does not say. */
  readonly expiresAtMs: number | null
  /** When the session ends whatever is done; `null` when the client cannot know. */
  readonly endsAtMs: number | null
  /** Whether it survives the closing of the browser. */
  readonly isKept: boolean
  /**
   * Server time minus this machine's, in ms, learnt at the login. `0` where they agree to the second, or the
   * token does not tell. The session is not harmed by it; it is here to be told to the person.
   */
  readonly clockOffsetMs: number
}

/** Who is using the app. A token without a user cannot be written down. */
export type Session = RestoringSession | AnonymousSession | AuthenticatedSession

/**
 * Why there is no usable answer. `unreachable`: none came. `server-trouble`: the server, or a gateway before it, has
 * problems. `not-renewed`: the server answers, and does not renew the session, in a way that its profile does not know.
 */
export type OutageKind = 'unreachable' | 'server-trouble' | 'not-renewed'

/** What came of the API when it was last needed for the session. Times in ms since the epoch. */
export type Reachability = { readonly status: 'reachable' } | Unreachability

/** The session is kept, and goes on without new tokens for the time being. */
export type Unreachability = {
  readonly sinceMs: number
  readonly nextTryAtMs: number
} & (
  | { readonly status: Exclude<OutageKind, 'not-renewed'> }
  | {
      readonly status: 'not-renewed'
      /** Whether it has gone on for so long that only another login helps. */
      readonly isLasting: boolean
      /** Which setting would make something of the server's answer, for the developer who configures the app. */
      readonly hint: string
    }
)
