import type { FailedCall } from './failed-call'
import type { EndReason, OutageKind } from './session'

/**
 * Base class of every error this module throws on purpose. Switch on `code`, not on `message`: messages
 * are for developers, codes are part of the public API. No message ever holds a token or a password.
 */
abstract class AuthErrorBase extends Error {
  abstract readonly code: string

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
  }
}

/** Which call failed. */
interface FailedCallOptions {
  readonly call?: FailedCall | null
}

/** Texts by form field, as the server sent them; `username` and `password` are the form's own names. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>

/** The server refused the credentials, or the form they came in. There is no new session. */
export class LoginRefusedError extends AuthErrorBase {
  readonly code = 'login-refused'
  /** The server's own words for the whole form; `null` when it only spoke of fields. */
  readonly serverMessage: string | null
  readonly fieldErrors: FieldErrors
  /** The server's code for programs, as `invalid_grant`; `null` when it had none. */
  readonly serverCode: string | null

  constructor(
    serverMessage: string | null,
    fieldErrors: FieldErrors,
    serverCode: string | null = null,
  ) {
    super('The server refused the credentials')
    this.serverMessage = serverMessage
    this.fieldErrors = fieldErrors
    this.serverCode = serverCode
  }
}

/** The server refused the one-time code. Another one can be sent. */
export class CodeRefusedError extends AuthErrorBase {
  readonly code = 'code-refused'
  /** The server's own words; `null` when it had none. */
  readonly serverMessage: string | null

  constructor(serverMessage: string | null) {
    super('The server refused the one-time code')
    this.serverMessage = serverMessage
  }
}

/** Why a login waits for its code no longer: the server or the client gave it no more time, or there were too many. */
export type LoginStepEnd = 'time' | 'too-many-codes'

/** The code is waited for no longer: the login begins anew, with the password. */
export class LoginStepExpiredError extends AuthErrorBase {
  readonly code = 'login-step-expired'
  /** The server's own words; `null` when it had none, or was not asked. */
  readonly serverMessage: string | null
  readonly reason: LoginStepEnd

  constructor(serverMessage: string | null, reason: LoginStepEnd = 'time') {
    super(
      reason === 'time'
        ? 'The time for the one-time code is over'
        : 'Too many one-time codes were wrong',
    )
    this.serverMessage = serverMessage
    this.reason = reason
  }
}

/** Too many attempts (`429`, RFC 6585 §4). */
export class ThrottledError extends AuthErrorBase {
  readonly code = 'throttled'
  /** From `Retry-After`, else from the body's text, and an hour at most; `null` when neither can be read. */
  readonly retryAfterSeconds: number | null

  constructor(retryAfterSeconds: number | null) {
    super('The server asks to wait before the next attempt')
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** No usable answer: offline, time-out, blocked by CORS, a 5xx, a refusal that is not recognised. The session is kept. */
export class AuthUnavailableError extends AuthErrorBase {
  readonly code = 'auth-unavailable'
  /** The status the server answered with; `null` when there was no answer at all. */
  readonly status: number | null
  /** The login call that failed; `null` where it is not known, as after a refresh. */
  readonly call: FailedCall | null
  readonly outage: OutageKind

  constructor(
    status: number | null,
    options: ErrorOptions & FailedCallOptions & { readonly outage?: OutageKind } = {},
  ) {
    super(status === null ? 'No answer from the API' : `The API answered ${status}`, options)
    this.status = status
    this.call = options.call ?? null
    this.outage = options.outage ?? (status === null ? 'unreachable' : 'server-trouble')
  }
}

/** The answer does not fit the profile: HTML where JSON was due, no token, a token refused at once. */
export class UnexpectedAnswerError extends AuthErrorBase {
  readonly code = 'unexpected-answer'
  /** What to look at, for the developer who configures the app. */
  readonly hint: string
  /** The call with that answer; `null` where it is not known. */
  readonly call: FailedCall | null

  constructor(
    message: string,
    hint: string,
    { call = null, ...options }: ErrorOptions & FailedCallOptions = {},
  ) {
    super(message, options)
    this.hint = hint
    this.call = call
  }
}

/** The session this call belonged to is over. It was not sent as anybody else. */
export class SessionEndedError extends AuthErrorBase {
  readonly code = 'session-ended'
  readonly reason: EndReason

  /** @param options - `cause`: the answer of the API that has led to it, as the HTTP library hands it on */
  constructor(reason: EndReason, options?: ErrorOptions) {
    super(`The session has ended (${reason})`, options)
    this.reason = reason
  }
}

/**
 * The API answered with a redirect that was not followed: it could have taken along what only the API may have. The
 * session is kept.
 */
export class RedirectRefusedError extends AuthErrorBase {
  readonly code = 'redirect-refused'
  /** Where the request went, without query and fragment. */
  readonly url: string

  /** @param url - absolute */
  constructor(url: string, options?: ErrorOptions) {
    const { origin, pathname } = new URL(url)
    const address = origin + pathname
    super(
      `${address} redirects, and the redirect was not followed: it could take headers along that only the API may ` +
        `have. Request the URL that it redirects to, or let the API answer without a redirect.`,
      options,
    )
    this.url = address
  }
}

/**
 * A setting is wrong. Thrown while the client is built, or when something is asked for that needs the setting; nothing
 * was sent.
 */
export class ConfigurationError extends AuthErrorBase {
  readonly code = 'invalid-configuration'
  readonly issues: readonly ConfigurationIssue[]

  constructor(issues: readonly ConfigurationIssue[]) {
    super(issues.map(({ key, found, allowed }) => `${key}: ${found}, ${allowed}`).join('; '))
    this.issues = issues
  }
}

/** One wrong setting, in words a deployer understands. */
export interface ConfigurationIssue {
  /** Where, as a dotted path: `auth.endpoints.obtain`. */
  readonly key: string
  /** What was found there. */
  readonly found: string
  /** What is allowed there. */
  readonly allowed: string
}

/** Discriminated by `code`, so a `switch` over it is checked for completeness. */
export type AuthError =
  | LoginRefusedError
  | CodeRefusedError
  | LoginStepExpiredError
  | ThrottledError
  | AuthUnavailableError
  | UnexpectedAnswerError
  | SessionEndedError
  | RedirectRefusedError
  | ConfigurationError

/** Whether `error` is one this module throws on purpose; anything else is a bug. */
export function isAuthError(error: unknown): error is AuthError {
  return error instanceof AuthErrorBase
}

/** Whether a login that failed at its one-time code still waits for one. */
export function keepsChallenge({ code }: AuthError): boolean {
  const isOver =
    code === 'login-refused' || code === 'login-step-expired' || code === 'session-ended'
  return !isOver
}
