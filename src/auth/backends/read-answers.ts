import type { Evidence, TokenChallenge } from '../core/ports'
import type { ApiRequest } from '../core/request-gate'
import type { TokenGrant } from '../core/tokens'
import type { TransportResponse } from '../core/transport'
import { codeAt, hasKey, isJsonObject, parsed, parseJsonObject } from './json-body'
import type { JsonObject } from './json-body'
import type { Profile } from './profile'
import { findTokens, grantOf } from './read-grant'
import type { FoundTokens } from './read-grant'

/** Whether the status says that the call was done. */
export const isSuccess = ({ status }: Pick<TransportResponse, 'status'>) =>
  status >= 200 && status < 300

/** The JSON object of an answer; an empty one where nothing was sent, as by APIs that answer in cookies. */
export function bodyOf({ body }: TransportResponse): JsonObject | null {
  return body.trim() === '' ? {} : parseJsonObject(body)
}

/** What an answer to a login or a refresh grants; `null` when it grants nothing. */
export function grantIn(
  response: TransportResponse,
  profile: Profile,
  call: 'obtain' | 'refresh',
): TokenGrant | null {
  const { hooks } = profile
  const body = bodyOf(response)
  const told = hooks?.tokens?.(response, call)
  const found = told === undefined ? tokensIn(response, body, profile) : told
  if (!found) return null
  const expiry = hooks?.expiry?.(response)
  return grantOf(found, { body: body ?? {}, profile, isLogin: call === 'obtain', expiry })
}

/** Whether an answer to a refresh is a refusal that the profile recognises; a gateway's page is not one. */
export function isRefusal(
  response: TransportResponse,
  profile: Profile,
  request: ApiRequest,
): boolean {
  const verdict = profile.hooks?.verdict?.(
    response.status,
    parsed(response.body),
    'refresh',
    request,
  )
  return verdict === undefined ? isRefusalByData(response, profile) : verdict === 'final'
}

/** The same by the data of the profile alone. */
export function isRefusalByData({ status, body }: TransportResponse, profile: Profile): boolean {
  const { deadStatuses, deadKeys } = profile.refresh
  const object = parseJsonObject(body)
  if (object === null || isIgnored(object, profile)) return false
  return deadStatuses.includes(status) && deadKeys.some((key) => hasKey(object, key))
}

/** What is to be looked at to tell whether an answer of the API is about the token. */
export function evidenceOf(status: number, { challenge, hooks }: Profile): Evidence {
  if (hooks?.verdict) return 'body'
  const isFailure = status >= 400 || status < 200
  if (!isFailure) return challenge.inSuccess ? 'body' : 'none'
  const isDecidedByCode = challenge.final.length > 0 || challenge.ignored.length > 0
  if (challenge.codes.length > 0 && !challenge.statuses.includes(status)) return 'body'
  if (!challenge.statuses.includes(status)) return 'none'
  return challenge.keys.length > 0 || isDecidedByCode ? 'body' : 'status'
}

/** What an answer of the API says of the token. */
export function challengeIn(
  status: number,
  body: unknown,
  profile: Profile,
  request: ApiRequest,
): TokenChallenge {
  const verdict = profile.hooks?.verdict?.(status, body, 'api', request)
  return verdict ?? challengeByData(status, body, profile)
}

/** The same by the data of the profile alone. */
export function challengeByData(status: number, body: unknown, profile: Profile): TokenChallenge {
  const { challenge, errors } = profile
  const object = isJsonObject(body) ? body : {}
  if (isIgnored(object, profile)) return 'none'
  const code = codeAt(object, errors.code)
  const isMarked = challenge.keys.length === 0 || challenge.keys.some((key) => hasKey(object, key))
  const isNamed = code !== null && challenge.codes.includes(code)
  if (!isNamed && !(challenge.statuses.includes(status) && isMarked)) return 'none'
  return code !== null && challenge.final.includes(code) ? 'final' : 'renewable'
}

/** Whether the code in a body is about something else than the session. */
function isIgnored(body: JsonObject, { challenge, errors }: Profile): boolean {
  const code = codeAt(body, errors.code)
  return code !== null && challenge.ignored.includes(code)
}

function tokensIn(
  response: TransportResponse,
  body: JsonObject | null,
  profile: Profile,
): FoundTokens | null {
  return body && isSuccess(response) ? findTokens(body, profile) : null
}
