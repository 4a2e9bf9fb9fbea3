import type { TokenChallenge } from '../core/ports'
import type { TokenGrant } from '../core/tokens'
import type { TransportResponse } from '../core/transport'
import { hasKey, isJsonObject, parseJsonObject, textAt } from './json-body'
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
export function isRefusal({ status, body }: TransportResponse, profile: Profile): boolean {
  const { deadStatuses, deadKeys } = profile.refresh
  const verdict = profile.hooks?.verdict?.(status, parsed(body), 'refresh')
  if (verdict !== undefined) return verdict === 'final'
  const object = parseJsonObject(body)
  if (object === null || isIgnored(object, profile)) return false
  return deadStatuses.includes(status) && deadKeys.some((key) => hasKey(object, key))
}

/** What a failed answer of the API says of the token. */
export function challengeIn(status: number, body: unknown, profile: Profile): TokenChallenge {
  return profile.hooks?.verdict?.(status, body, 'api') ?? challengeByData(status, body, profile)
}

/** The same by the data of the profile alone. */
export function challengeByData(status: number, body: unknown, profile: Profile): TokenChallenge {
  const { challenge, errors } = profile
  const object = isJsonObject(body) ? body : {}
  if (isIgnored(object, profile)) return 'none'
  const code = textAt(object, errors.code)
  const isMarked = challenge.keys.length === 0 || challenge.keys.some((key) => hasKey(object, key))
  const isNamed = code !== null && challenge.codes.includes(code)
  if (!isNamed && !(challenge.statuses.includes(status) && isMarked)) return 'none'
  return code !== null && challenge.final.includes(code) ? 'final' : 'renewable'
}

/** Whether the code in a body is about something else than the session. */
function isIgnored(body: JsonObject, { challenge, errors }: Profile): boolean {
  const code = textAt(body, errors.code)
  return code !== null && challenge.ignored.includes(code)
}

function tokensIn(
  response: TransportResponse,
  body: JsonObject | null,
  profile: Profile,
): FoundTokens | null {
  return body && isSuccess(response) ? findTokens(body, profile) : null
}

/** A body as JSON; the text itself where it is none. */
export function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
