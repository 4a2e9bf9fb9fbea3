import { ApiCaller } from '@/auth/backends/api-caller'
import { refreshCall } from '@/auth/backends/auth-calls'
import { extendProfile } from '@/auth/backends/extend-profile'
import { parseJsonObject } from '@/auth/backends/json-body'
import type { JsonObject } from '@/auth/backends/json-body'
import type { Encoding, Profile } from '@/auth/backends/profile'
import { AuthUnavailableError } from '@/auth/core/errors'
import { refreshToken } from '@/auth/core/tokens'
import { answerIn } from './exchange'
import type { Answer, Exchange } from './exchange'
import type { Form } from './find-login'
import { findTokenPlaces } from './find-tokens'
import type { TokenPlaces } from './find-tokens'
import type { Interview } from './interview'
import { isToken } from './login-hints'
import { recordOf } from './session-record'

/** What is known of how a session is renewed. */
export interface Refreshing {
  readonly path: string
  readonly placement: string
  readonly encoding: Encoding
  /** The answer to a token that is none. */
  readonly refusal: Answer | null
  /** The answer to the real one. */
  readonly exchange: Exchange
  /** What it brought; `null` when it was refused. */
  readonly granted: { readonly body: JsonObject; readonly places: TokenPlaces } | null
}

/** Sends the refresh token in the way the form asks for, else in the usual ways, until one is taken. */
export async function tryRefresh(
  interview: Interview,
  baseUrl: string,
  form: Form,
  {
    token,
    base,
    prefix,
  }: { readonly token: string; readonly base: Profile; readonly prefix: string },
): Promise<Refreshing | null> {
  let last: Refreshing | null = null
  for (const placement of placementsFor(form, base)) {
    const profile = extendProfile(base, {
      model: 'pair',
      endpoints: { refresh: form.path },
      refresh: { placement },
      transport: { prefix },
    })
    const ask = (text: string) => sendRefresh(interview, baseUrl, profile, text)
    const garbage = await ask('garbage')
    const exchange = await ask(token)
    if (!exchange) return last
    const answer = answerIn(exchange)
    const body = answer && answer.status < 300 ? parseJsonObject(answer.body) : null
    const places = body && findTokenPlaces(body)
    const granted = body && places ? { body, places } : null
    const refusal = garbage && answerIn(garbage)
    const { encoding } = profile.refresh
    last = { path: form.path, placement, encoding, refusal, exchange, granted }
    if (granted) return last
  }
  return last
}

function placementsFor({ fields }: Form, base: Profile): readonly string[] {
  const named = fields.filter(isToken).map((field) => `body:${field}`)
  if (named.length > 0) return named.slice(0, 1)
  return [...new Set([base.refresh.placement, 'header', 'body:refresh_token', 'body:refresh'])]
    .filter((placement) => placement !== 'cookie')
    .slice(0, 3)
}

async function sendRefresh(
  interview: Interview,
  baseUrl: string,
  profile: Profile,
  token: string,
): Promise<Exchange | null> {
  const call = refreshCall(
    profile,
    recordOf({ accessToken: null, refreshToken: refreshToken(token) }),
  )
  if (!call) return null
  try {
    await new ApiCaller(profile, baseUrl, interview.transport, null).send(call)
  } catch (error) {
    if (!(error instanceof AuthUnavailableError)) throw error
  }
  return interview.exchanges.at(-1) ?? null
}
