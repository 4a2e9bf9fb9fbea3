import type { AuthClient } from './auth-client'
import { AuthUnavailableError, SessionEndedError } from './errors'
import type {
  AnswerTerms,
  ApiAnswer,
  ApiRequest,
  Authorization,
  RequestTerms,
  Verdict,
} from './request-gate'

/** One request of the app, in the hands of the HTTP library that sends it, and what its caller gets. */
export interface Exchange<Answer, Result = Answer> {
  readonly request: ApiRequest
  readonly terms: RequestTerms & AnswerTerms
  /** Sends it; resolves whatever the status. @param authorization - `null`: just as it is */
  send(authorization: Authorization | null): Promise<Answer>
  read(answer: Answer): ApiAnswer
  /** What the caller gets. @throws where an answer is an error to the library */
  handOn(answer: Answer): Result
  /** What an error is to name as its cause. */
  causeOf(answer: Answer): unknown
  /** Waits for the session for no longer than the caller does. */
  patiently<Result>(waited: Promise<Result>): Promise<Result>
}

/** Of a redirect that was not followed, where the platform shows it: browsers do not, Node does. */
export function isRedirectStatus(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status)
}

/**
 * Carries out one request: asks whether it may go, sends it, and sends it once more where the API has refused a token
 * that can be replaced.
 *
 * @throws AuthUnavailableError - no token is to be had; the session is kept
 * @throws SessionEndedError - the session is over, or the request belongs to somebody who is not signed in any more.
 *   With the refusal that has led to it as its cause, where there was one
 */
export async function carryOut<Answer, Result>(
  client: AuthClient,
  exchange: Exchange<Answer, Result>,
): Promise<Result> {
  const { request, terms } = exchange
  const asked = client.authorize(request, terms)
  let authorization = asked instanceof Promise ? await exchange.patiently(asked) : asked
  for (;;) {
    const answer = await exchange.send(authorization)
    if (!authorization) return exchange.handOn(answer)
    const judged = client.judge(authorization, exchange.read(answer), terms)
    const verdict = judged instanceof Promise ? await verdictOf(judged, answer, exchange) : judged
    switch (verdict.kind) {
      case 'pass':
        return exchange.handOn(answer)
      case 'withhold':
        // Without the answer: an error is logged, and that may be before the eyes of the next person.
        throw new SessionEndedError(verdict.reason)
      case 'ended':
        throw new SessionEndedError(verdict.reason, { cause: exchange.causeOf(answer) })
      case 'repeat':
        authorization = verdict.authorization
    }
  }
}

/** An error of the session that an answer has led to names the answer. */
async function verdictOf<Answer, Result>(
  judged: Promise<Verdict>,
  answer: Answer,
  exchange: Exchange<Answer, Result>,
): Promise<Verdict> {
  try {
    return await exchange.patiently(judged)
  } catch (error) {
    const options = { cause: exchange.causeOf(answer) }
    if (error instanceof SessionEndedError) throw new SessionEndedError(error.reason, options)
    if (error instanceof AuthUnavailableError) {
      throw new AuthUnavailableError(error.status, { ...options, outage: error.outage })
    }
    throw error
  }
}
