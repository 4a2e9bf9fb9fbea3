import type { Constants, Endpoint } from './profile'

/** Which answers are meant: those with one of these statuses, and JSON that has one of these keys. */
export interface AnswerPattern {
  readonly statuses: readonly number[]
  /** A dotted path (`otp_token`), or a path and the text it must hold (`code=otp_required`). */
  readonly keys: readonly string[]
}

/** How an API asks for a one-time code after the right password, and how it takes it. */
export interface ProfileOneTimeCode {
  /** The answers to a login that ask for a code; to one that had a code they refuse it. */
  readonly wanted: AnswerPattern
  /** The field that takes the code. */
  readonly field: string
  /** What takes the code; `null`: the login again, with the code beside the credentials. */
  readonly endpoint: Endpoint | null
  /** Constant further fields of {@link endpoint}. */
  readonly static: Constants
  /** What goes back with the code, as an ephemeral token: where it is read, and the field that takes it. */
  readonly state: { readonly path: string; readonly field: string } | null
  /** Dotted path to how the person gets the code; `null`: the API does not tell. */
  readonly method: string | null
  /** The answers to a code that send the person back to the password; `null`: there are none. */
  readonly expired: AnswerPattern | null
}
