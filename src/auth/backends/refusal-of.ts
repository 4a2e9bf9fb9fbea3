import { CodeRefusedError, LoginRefusedError, UnexpectedAnswerError } from '../core/errors'
import type { LoginStepExpiredError } from '../core/errors'
import type { FailedCall } from '../core/failed-call'
import type { TransportResponse } from '../core/transport'
import { parseJsonObject } from './json-body'
import { codeRefusal } from './one-time-code'
import type { Profile } from './profile'
import type { ProfileOneTimeCode } from './profile-one-time-code'
import { isSuccess } from './read-answers'
import { loginRefusal } from './read-errors'

/**
 * What an answer to a login that granted nothing means, as the error to throw.
 *
 * @param step - how the one-time code was sent that this is the answer to; `null` at the first step
 */
export function refusalOf(
  response: TransportResponse,
  profile: Profile,
  call: FailedCall,
  step: ProfileOneTimeCode | null,
): LoginRefusedError | CodeRefusedError | LoginStepExpiredError | UnexpectedAnswerError {
  const { status } = response
  const body = parseJsonObject(response.body)
  const isBare = status === 401 && response.body.trim() === ''
  if (isBare) return step?.endpoint ? new CodeRefusedError(null) : new LoginRefusedError(null, {})
  if (!body || status === 404 || status === 405) return notAnAuthEndpoint(status, call, step)
  const ofStep = step && codeRefusal(status, body, profile, step)
  if (ofStep) return ofStep
  const { hooks } = profile
  if (isSuccess(response) && !hooks?.tokens) return noToken(profile, call)
  return hooks?.refusal?.(response) ?? loginRefusal(body, profile)
}

/** For an address that does not answer as one of the auth API does. */
function notAnAuthEndpoint(
  status: number,
  call: FailedCall,
  step: ProfileOneTimeCode | null,
): UnexpectedAnswerError {
  const [setting, what] = step?.endpoint
    ? ['auth.oneTimeCode.endpoint', 'the one-time code']
    : ['auth.endpoints.obtain', 'user name and password']
  if (status === 0) {
    return new UnexpectedAnswerError(
      'The login address redirects, and a redirected login is lost',
      `${setting} must be the final address. Django wants the slash at its end.`,
      { call },
    )
  }
  return new UnexpectedAnswerError(
    `The login address answered ${status} without the JSON of an auth API`,
    `apiBaseUrl and ${setting} together must be the address that takes ${what}.`,
    { call },
  )
}

/** For a login that was taken and brought nothing. */
function noToken({ read }: Profile, call: FailedCall): UnexpectedAnswerError {
  return new UnexpectedAnswerError(
    'The API accepted the credentials but sent no access token',
    `auth.read.access names where the token is. Looked at: ${read.access.join(', ')}.`,
    { call },
  )
}
