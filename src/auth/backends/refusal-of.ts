import { CodeRefusedError, LoginRefusedError, UnexpectedAnswerError } from '../core/errors'
import type { LoginStepExpiredError } from '../core/errors'
import { contentOf } from '../core/failed-call'
import type { FailedCall } from '../core/failed-call'
import type { TransportResponse } from '../core/transport'
import { codeAt, parseJsonObject } from './json-body'
import type { JsonObject } from './json-body'
import { codeRefusal } from './one-time-code'
import type { Profile } from './profile'
import type { ProfileOneTimeCode } from './profile-one-time-code'
import { isSuccess } from './read-answers'
import { loginRefusal, messageOf, plainWords } from './read-errors'

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
  const { hooks } = profile
  const body = parseJsonObject(response.body)
  const refusedApp = body && appRefusal(body, profile, call)
  if (refusedApp) return refusedApp
  if (asksForBasic(response, profile)) return guardedByBasic(call)
  if (!isAboutCredentials(response, profile, body !== null)) {
    return notAnAuthEndpoint(status, call, step)
  }
  const ofStep = body && step && codeRefusal(status, body, profile, step)
  if (ofStep) return ofStep
  if (isSuccess(response) && !hooks?.tokens) return noToken(profile, call)
  const told = hooks?.refusal?.(response)
  if (told) return told
  if (body) return loginRefusal(body, profile)
  const words = plainWords(response, profile)
  return step?.endpoint ? new CodeRefusedError(words) : new LoginRefusedError(words, {})
}

/** Statuses of a login that are about the credentials, unless a gateway's page came with them. */
const refusing: readonly number[] = [400, 401, 403, 422]

/**
 * Whether an auth API has answered. A 401 always is one, but for what was ruled out before; what is not there is the
 * wrong URL that it mostly is.
 */
function isAboutCredentials(
  { status, body }: TransportResponse,
  { obtain }: Profile,
  isJsonObject: boolean,
): boolean {
  if (status === 401) return true
  if (contentOf(body) === 'html') return false
  if ([...refusing, ...obtain.refusedStatuses].includes(status)) return true
  return isJsonObject && status !== 404 && status !== 405
}

/** What the server says of the app, and not of who logs in: RFC 6749 §5.2 has codes for it. */
function appRefusal(
  body: JsonObject,
  profile: Profile,
  call: FailedCall,
): UnexpectedAnswerError | null {
  const code = codeAt(body, profile.errors.code)
  if (code === null || !profile.errors.configuration.includes(code)) return null
  return new UnexpectedAnswerError(
    `The API does not take logins from this app (${code})`,
    `${messageOf(body, profile) ?? ''} auth.obtain.static must be what the server knows of it, such as client_id.`.trim(),
    { call },
  )
}

/** Browsers see it on their own origin alone: something before the API asks for a password of its own. */
function asksForBasic({ status, header }: TransportResponse, { obtain }: Profile): boolean {
  const isBasic = /(^|,)\s*basic\b/i.test(header('WWW-Authenticate') ?? '')
  return status === 401 && isBasic && obtain.encoding !== 'basic'
}

function guardedByBasic(call: FailedCall): UnexpectedAnswerError {
  return new UnexpectedAnswerError(
    'The login URL asks for HTTP Basic',
    'Take the password off the server or the proxy that guards it, or set auth.obtain.encoding to basic if that is how the API logs in.',
    { call },
  )
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
