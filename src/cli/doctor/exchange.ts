import type { Constants } from '@/auth/backends/profile'

/** One question to a server. */
export interface Question {
  readonly method: string
  /** Absolute. */
  readonly url: string
  readonly headers: Constants
  readonly body: string | null
}

/** What a server answered. No redirect has been followed. */
export interface Answer {
  readonly kind: 'answer'
  readonly status: number
  /** By name in small letters, without `set-cookie`. */
  readonly headers: Constants
  /** The values of `Set-Cookie`. */
  readonly cookies: readonly string[]
  /** Its beginning, where it was too long. */
  readonly body: string
}

/** Why there is no answer. */
export type FailureReason =
  | 'refused'
  | 'unknown-host'
  | 'certificate'
  /** Nothing, or not all of it, within the time limit. */
  | 'late'
  /** The connection broke, or what came was no HTTP. */
  | 'broken'
  /** Not asked: the server wants to be left alone, or the number of questions is used up. */
  | 'not-sent'

export interface Failure {
  readonly kind: 'failure'
  readonly reason: FailureReason
  /** For people. */
  readonly detail: string
}

/** A question, and what came of it. */
export interface Exchange {
  readonly question: Question
  readonly outcome: Answer | Failure
}

/** Whether an answer sends the client elsewhere. None is followed. */
export const isRedirect = ({ status }: Pick<Answer, 'status'>) => status >= 300 && status < 400

/** The answer of an exchange; `null` without one. */
export const answerIn = ({ outcome }: Exchange): Answer | null =>
  outcome.kind === 'answer' ? outcome : null
