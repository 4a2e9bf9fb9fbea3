import { LoginRefusedError, UnexpectedAnswerError } from '../core/errors'
import type { FailedCall } from '../core/failed-call'
import type { TransportResponse } from '../core/transport'
import { parseJsonObject } from './json-body'
import type { Profile } from './profile'
import { isSuccess } from './read-answers'
import { loginRefusal } from './read-errors'

/** What an answer to a login that granted nothing means, as the error to throw. */
export function refusalOf(
  response: TransportResponse,
  profile: Profile,
  call: FailedCall,
): LoginRefusedError | UnexpectedAnswerError {
  const { status } = response
  const body = parseJsonObject(response.body)
  const isBare = status === 401 && response.body.trim() === ''
  if (isBare) return new LoginRefusedError(null, {})
  if (!body || status === 404 || status === 405) return notAnAuthEndpoint(status, call)
  const { hooks } = profile
  if (isSuccess(response) && !hooks?.tokens) return noToken(profile, call)
  return hooks?.refusal?.(response) ?? loginRefusal(body, profile)
}

/** For an address that does not answer as one of the auth API does. */
function notAnAuthEndpoint(status: number, call: FailedCall): UnexpectedAnswerError {
  if (status === 0) {
    return new UnexpectedAnswerError(
      'The login address redirects, and a redirected login is lost',
      'auth.endpoints.obtain must be the final address. Django wants the slash at its end.',
      { call },
    )
  }
  return new UnexpectedAnswerError(
    `The login address answered ${status} without the JSON of an auth API`,
    'apiBaseUrl and auth.endpoints.obtain together must be the address that takes user name and password.',
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
