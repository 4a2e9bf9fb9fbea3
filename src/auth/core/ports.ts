import type { FailedCall } from './failed-call'
import type { Ledger } from './ledger'
import type { ChallengeAnswer, LoginOutcome } from './login'
import type { Outage, Unavailable } from './outage'
import type { SessionRecord } from './record'
import type { ApiRequest } from './request-gate'
import type { User } from './session'
import type { TabMessage } from './tab-message'
import type { AccessToken, TokenGrant } from './tokens'

/** What the person typed (RFC 6749 §1.3.3). */
export interface Credentials {
  readonly username: string
  readonly password: string
}

/** Whom a token is about. */
export interface Subject {
  /** The claim that says so. */
  readonly claim: string
  readonly id: string
}

/** What a refresh came to. Only `refused` may end a session. */
export type RefreshOutcome =
  | { readonly kind: 'granted'; readonly grant: TokenGrant }
  /** Status and body are a refusal that the profile recognises. */
  | { readonly kind: 'refused' }
  /** Anything else. */
  | Outage

/** What came of telling the server of a logout. */
export type RevokeOutcome =
  /** It was told, whatever it thinks of it; or there is no way to tell it. */
  { readonly kind: 'told' } | Unavailable

/** What the user endpoint said. */
export type UserAnswer =
  | { readonly kind: 'user'; readonly user: User }
  /** The profile names no such endpoint: read the claims instead. */
  | { readonly kind: 'no-endpoint' }
  /** It answers as if it were not there (404, say), or its answer names nobody: read the claims instead. */
  | { readonly kind: 'untold' }
  /** It may tell another time: 5xx, 429, no answer. */
  | Unavailable
  /** It refused the token that has just been granted. */
  | { readonly kind: 'token-refused'; readonly call: FailedCall }

/** The API's side of the session. One adapter for all backends lives in `backends/`. */
export interface AuthApi {
  /**
   * @param answer - to the challenge that the same credentials have brought; `null` at the first step
   * @throws LoginRefusedError, ThrottledError, AuthUnavailableError, UnexpectedAnswerError; with an answer
   *   CodeRefusedError and LoginStepExpiredError as well. None of them changes a session.
   */
  readonly obtain: (
    credentials: Credentials,
    answer: ChallengeAnswer | null,
  ) => Promise<LoginOutcome>
  readonly refresh: (record: SessionRecord) => Promise<RefreshOutcome>
  /** @param token - `null` where it is in a cookie, as below */
  readonly fetchUser: (token: AccessToken | null) => Promise<UserAnswer>
  /** Tells the server, where it has a way to be told. Never rejects: the session is over already. */
  readonly revoke: (record: SessionRecord) => Promise<RevokeOutcome>
  /** The user as the claims of a token tell; `username` is what was typed, for tokens that do not say. */
  readonly userOf: (token: AccessToken | null, username: string) => User
  /**
   * The user's id by the claims of a token; `null` when they do not tell.
   *
   * @param claim - the one to look at; left out: the first that tells
   */
  readonly subjectOf: (token: AccessToken | null, claim?: string) => Subject | null
  /**
   * A text that changes when the browser's cookies may have become another person's, and at no other time; `undefined`
   * where scripts see nothing of the kind. It is stored: no secret.
   */
  readonly jarMark?: () => string | undefined
  /** What is to be looked at to tell whether an answer of that status refuses the token. */
  readonly evidenceOf: (status: number) => Evidence
  /**
   * What an answer of the API says about the token it was sent with.
   *
   * @param body - its JSON, where {@link evidenceOf} asks for it
   */
  readonly challengeOf: (status: number, body: unknown, request: ApiRequest) => TokenChallenge
  /** The token that an answer of the API brought in a header, where the API renews tokens unasked. */
  readonly grantIn?: (header: ReadHeader) => TokenGrant | null
}

/** Reads a header of an answer; case does not matter. `null` as well when CORS hides it. */
export type ReadHeader = (name: string) => string | null

/** `none`: no answer of that status is about the token. `status`: that suffices. `body`: its JSON as well. */
export type Evidence = 'none' | 'status' | 'body'

/** `renewable`: a new token may cure it. `final`: no token of this session can. `none`: not about the token. */
export type TokenChallenge = 'renewable' | 'final' | 'none'

/** A place that keeps one {@link Ledger}. It may be slow, hang, forget, be full or be forbidden. */
export interface LedgerStore {
  /** Whether all tabs see this one; otherwise each tab has its own, and they tell each other by channel. */
  readonly isShared: boolean
  /** What is stored; an empty ledger where nothing is. Rejects when the place cannot be read. */
  readonly read: () => Promise<Ledger>
  /**
   * Reads, decides and writes in one transaction, so that two tabs cannot overwrite each other. Rejects when the
   * place cannot be written.
   *
   * @param decide - synchronous and pure: from what is stored to what shall be stored; may be called again
   * @returns what is stored afterwards
   */
  readonly transact: (decide: (stored: Ledger) => Ledger) => Promise<Ledger>
}

/** Remembers across tabs, without a secret, that some tab may have a session of its own to hand over. */
export interface HandOverHint {
  readonly isSet: () => boolean
  readonly set: () => void
  readonly clear: () => void
}

/**
 * Runs `task` while no other tab runs one, or after `waitMs` all the same: the lock is an optimisation.
 * The task is told whether it is alone.
 */
export type RunExclusive = <Result>(
  task: (isExclusive: boolean) => Promise<Result>,
  waitMs: number,
) => Promise<Result>

/** Reaches the other tabs of this browser. A message may be late or lost. */
export interface TabChannel {
  readonly post: (message: TabMessage) => void
  /** @returns a function that stops listening */
  readonly listen: (listener: (message: TabMessage) => void) => () => void
}

/** Tells when the page is looked at, and when it comes back: visible, online, thawed, out of the page cache. */
export interface PageLifecycle {
  /** When the browser began to open the page, in ms since the epoch. */
  readonly openedAtMs: number
  readonly isVisible: () => boolean
  /** @returns a function that stops listening */
  readonly onChange: (listener: () => void) => () => void
  /** Set on a server, where there is no page: who is signed in is not known, and never will be. */
  readonly isMissing?: true
}

/** Time and chance. */
export interface Clock {
  /** Milliseconds since the epoch. Somebody may set it. */
  readonly now: () => number
  /** Milliseconds since some moment of this page; nobody can set it, and it may stand still while the machine sleeps. */
  readonly monotonic: () => number
  /** @returns a function that cancels */
  readonly after: (delayMs: number, task: () => void) => () => void
}

/** At least 128 random bits as text, and a number in `[0, 1)`. */
export interface Randomness {
  readonly id: () => string
  readonly fraction: () => number
}

/** What the tabs shared under another name, before an update of the app. Versions of then may still run in other tabs. */
export interface FormerPlace {
  readonly sharedStore: LedgerStore
  readonly tabStore: LedgerStore
  readonly hint: HandOverHint
  readonly runExclusive: RunExclusive
  readonly channel: TabChannel
  /**
   * Whether it is not, or no longer, to be looked at: what is there belongs to an app that has it for its own.
   *
   * @param isShared - whether it is about the store of all tabs, or about that of this one
   */
  readonly isTaken: (isShared: boolean) => boolean
  readonly setTaken: (isShared: boolean) => void
}

/** Everything the {@link AuthClient} needs from outside. */
export interface AuthPorts {
  readonly api: AuthApi
  /** For "Keep me signed in": shared by all tabs, survives the browser. */
  readonly sharedStore: LedgerStore
  /** For the rest: lives and dies with the tab. */
  readonly tabStore: LedgerStore
  readonly hint: HandOverHint
  readonly runExclusive: RunExclusive
  readonly channel: TabChannel
  /** Left out where nothing has another name than before. */
  readonly former?: FormerPlace | undefined
  readonly page: PageLifecycle
  readonly clock: Clock
  readonly randomness: Randomness
}
