import { ApiCaller } from '@/auth/backends/api-caller'
import { loginCall } from '@/auth/backends/auth-calls'
import { extendProfile } from '@/auth/backends/extend-profile'
import { isJsonObject, parseJsonObject, valueAt } from '@/auth/backends/json-body'
import type { JsonObject } from '@/auth/backends/json-body'
import type { Profile, ProfileObtain } from '@/auth/backends/profile'
import { profileNames } from '@/auth/backends/profile-names'
import type { ProfileName } from '@/auth/backends/profile-names'
import { profiles } from '@/auth/backends/profiles'
import { bodyOf } from '@/auth/backends/read-answers'
import { AuthUnavailableError, ConfigurationError } from '@/auth/core/errors'
import type { Credentials } from '@/auth/core/ports'
import { isBelow, isSame } from './candidates'
import { findTokenCookies } from './cookies'
import type { TokenCookies } from './cookies'
import { answerIn } from './exchange'
import type { Answer, Exchange } from './exchange'
import type { Form } from './find-login'
import { codeWanted } from './code-wanted'
import { findTokenPlaces } from './find-tokens'
import type { TokenPlaces } from './find-tokens'
import type { Interview } from './interview'
import { isIdentifier, isSecret, readFormHints } from './login-hints'
import type { Hints } from './options'

/** How a login that works is sent, and what it brought. */
export interface SignedIn {
  readonly kind: 'signed-in'
  readonly base: ProfileName
  readonly obtain: ProfileObtain
  readonly body: JsonObject
  readonly places: TokenPlaces
  readonly cookies: TokenCookies
  readonly exchange: Exchange
}

/** Why there is no session. */
export interface NotSignedIn {
  readonly kind: 'not-signed-in'
  readonly reason: 'refused' | 'throttled' | 'no-token' | 'code-wanted' | 'unavailable'
  readonly exchange: Exchange | null
}

/** The profiles whose login is at that address, the likeliest first; all of them where none is. */
export function baseFor({ path, fields }: Form): ProfileName {
  const matching = profileNames.filter((name) => isSame(profiles[name].endpoints.obtain.url, path))
  const exact = matching.filter((name) => profiles[name].endpoints.obtain.url === path)
  const moved = profileNames.filter((name) => isBelow(path, profiles[name].endpoints.obtain.url))
  const isForm = (name: ProfileName) =>
    fields.length === 0 || profiles[name].obtain.encoding !== 'basic'
  // Those of the tutorials of djangorestframework-jwt.
  const isLegacy = /(obtain_token|api-token-auth|jwt-auth)\/?$/.test(path)
  return (
    [...exact, ...matching, ...moved].find(isForm) ??
    (isLegacy ? 'djangorestframework-jwt' : 'simplejwt')
  )
}

/**
 * Logs in once. An answer that is about the form and not about the credentials is no attempt: the form is then sent
 * in the way that it asks for, twice at most.
 */
export async function signIn(
  interview: Interview,
  baseUrl: string,
  { form, hints, credentials }: { form: Form; hints: Hints; credentials: Credentials },
): Promise<SignedIn | NotSignedIn> {
  const base = baseFor(form)
  let way = wayOf(profiles[base].obtain, form.fields, hints)
  for (let attempt = 0; ; attempt += 1) {
    const obtain = { ...way, refusedStatuses: [...way.refusedStatuses] }
    const profile = extendProfile(profiles[base], { endpoints: { obtain: form.path }, obtain })
    const exchange = await send(interview, baseUrl, profile, credentials)
    const answer = exchange && answerIn(exchange)
    const tokens = answer && answer.status < 300 ? tokensOf(answer, hints) : null
    if (exchange && tokens) return { kind: 'signed-in', base, obtain: way, ...tokens, exchange }
    const next = exchange && attempt < 2 ? otherWay(way, exchange, hints) : null
    if (next === null) return { kind: 'not-signed-in', reason: reasonFor(exchange), exchange }
    way = next
  }
}

/** The tokens that an answer brought, in its body or in cookies; `null` when it brought none. */
export function tokensOf(
  answer: Answer,
  { token }: Pick<Hints, 'token'>,
): Pick<SignedIn, 'body' | 'places' | 'cookies'> | null {
  const body = bodyOf({ ...answer, header: () => null }) ?? {}
  const cookies = findTokenCookies(answer.cookies)
  const places = findTokenPlaces(body, token)
  if (!places && cookies.access === null) return null
  return { body, places: places ?? { access: null, refresh: null }, cookies }
}

async function send(
  interview: Interview,
  baseUrl: string,
  profile: Profile,
  credentials: Credentials,
): Promise<Exchange | null> {
  try {
    const call = loginCall(profile, credentials)
    await new ApiCaller(profile, baseUrl, interview.transport, null).send(call)
  } catch (error) {
    // Nothing was sent: what was learnt leads to a request that cannot be built.
    if (error instanceof ConfigurationError) return null
    if (!(error instanceof AuthUnavailableError)) throw error
  }
  return interview.exchanges.at(-1) ?? null
}

function wayOf(usual: ProfileObtain, fields: readonly string[], hints: Hints): ProfileObtain {
  const isUsual = fields.length === 0 || fields.includes(usual.identifier)
  const named = isUsual ? usual.identifier : fields.find(isIdentifier)
  const secret = fields.includes(usual.secret) ? usual.secret : fields.find(isSecret)
  return {
    ...usual,
    identifier: hints.identifier ?? named ?? usual.identifier,
    secret: hints.secret ?? secret ?? usual.secret,
    static: { ...usual.static, ...hints.static },
  }
}

/** The way that a refusal of the form asks for; `null` when it is about the credentials, or nothing is new. */
function otherWay(way: ProfileObtain, exchange: Exchange, hints: Hints): ProfileObtain | null {
  const answer = answerIn(exchange)
  if (!answer) return null
  if (answer.status === 401 && /^basic/i.test(answer.headers['www-authenticate'] ?? '')) {
    return way.encoding === 'basic' ? null : { ...way, encoding: 'basic' }
  }
  if (answer.status === 415) return way.encoding === 'json' ? { ...way, encoding: 'form' } : null
  if (answer.status !== 400 && answer.status !== 422) return null
  const { fields } = readFormHints(answer)
  const isUnread = fields.includes(way.identifier) && fields.includes(way.secret)
  if (isUnread) return way.encoding === 'json' ? { ...way, encoding: 'form' } : null
  const named = wayOf(way, fields, hints)
  const isMissing = fields.some(isIdentifier) && !fields.includes(way.identifier)
  return isMissing && named.identifier !== way.identifier ? named : null
}

function reasonFor(exchange: Exchange | null): NotSignedIn['reason'] {
  const answer = exchange && answerIn(exchange)
  if (!answer || answer.status >= 500) return 'unavailable'
  if (answer.status === 429) return 'throttled'
  if (codeWanted(answer)) return 'code-wanted'
  return answer.status < 300 && isJsonObject(valueAt(parseJsonObject(answer.body), ''))
    ? 'no-token'
    : 'refused'
}
