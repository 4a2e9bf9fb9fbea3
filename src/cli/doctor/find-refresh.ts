import { ApiCaller } from '@/auth/backends/api-caller'
import { refreshCall } from '@/auth/backends/auth-calls'
import { extendProfile } from '@/auth/backends/extend-profile'
import type { Encoding, Profile } from '@/auth/backends/profile'
import { AuthUnavailableError, ConfigurationError } from '@/auth/core/errors'
import { refreshToken } from '@/auth/core/tokens'
import { answerIn } from './exchange'
import type { Answer, Exchange } from './exchange'
import type { Form } from './find-login'
import type { Interview } from './interview'
import { isToken } from './login-hints'
import type { Hints } from './options'
import { proofFor } from './proof-for'
import { recordOf } from './session-record'
import { tokensOf } from './sign-in'
import type { SignedIn } from './sign-in'

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
  readonly granted: Pick<SignedIn, 'body' | 'places' | 'cookies'> | null
}

/** What a refresh is tried with. */
export interface Renewal {
  /** `null`: it is in a cookie. */
  readonly token: string | null
  readonly base: Profile
  readonly prefix: string
  readonly hints: Pick<Hints, 'token'>
}

/** Sends the refresh token in the way the form asks for, else in the usual ways, until one is taken. */
export async function tryRefresh(
  interview: Interview,
  baseUrl: string,
  form: Form,
  { token, base, prefix, hints }: Renewal,
): Promise<Refreshing | null> {
  let last: Refreshing | null = null
  for (const placement of token === null ? ['cookie'] : placementsFor(form, base)) {
    const profile = extendProfile(base, {
      model: 'pair',
      endpoints: { refresh: form.path },
      refresh: { placement },
      transport: { prefix },
    })
    const ask = (text: string | null) => sendRefresh(interview, baseUrl, profile, text)
    const garbage = token === null ? null : await ask('garbage')
    const exchange = await ask(token)
    if (!exchange) return last
    const answer = answerIn(exchange)
    const granted = answer && answer.status < 300 ? tokensOf(answer, hints) : null
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
  token: string | null,
): Promise<Exchange | null> {
  const call = refreshCall(
    profile,
    recordOf({ accessToken: null, refreshToken: token === null ? null : refreshToken(token) }),
  )
  if (!call) return null
  try {
    await new ApiCaller(
      profile,
      baseUrl,
      interview.transport,
      proofFor(profile, baseUrl, interview),
    ).send(call)
  } catch (error) {
    // Nothing was sent: what was learnt leads to a request that cannot be built.
    if (error instanceof ConfigurationError) return null
    if (!(error instanceof AuthUnavailableError)) throw error
  }
  return interview.exchanges.at(-1) ?? null
}
