import { parseJsonObject } from '@/auth/backends/json-body'
import { ProfileAuthApi } from '@/auth/backends/profile-auth-api'
import { createProfileScopeOf } from '@/auth/backends/profile-request-scope'
import type { Profile } from '@/auth/backends/profile'
import { isAuthError } from '@/auth/core/errors'
import type { AuthError } from '@/auth/core/errors'
import { accessToken, refreshToken } from '@/auth/core/tokens'
import type { TokenGrant } from '@/auth/core/tokens'
import type { TransportResponse } from '@/auth/core/transport'
import { recordWith } from '../support/records'
import type { Exchange } from './recording'

const apiBaseUrl = 'http://127.0.0.1:8000'
const credentials = { username: 'alice', password: 'correct-horse' }
const record = recordWith({ accessToken: accessToken('a'), refreshToken: refreshToken('r') })

/** The headers that scripts of another origin may read (Fetch standard, CORS-safelisted response-header name). */
const readable = ['cache-control', 'content-language', 'content-length', 'content-type', 'expires']

/** What a recorded answer means to the client, in the words of `expectations.ts`. */
export async function classify(
  exchange: Exchange,
  profile: Profile,
  call: string,
): Promise<string> {
  const answer = seen(exchange)
  const api = new ProfileAuthApi(profile, apiBaseUrl, async () => answer)
  switch (call) {
    case 'obtain':
      return api.obtain(credentials).then(
        (outcome) =>
          outcome.kind === 'granted'
            ? describeGrant(outcome.grant, exchange, profile)
            : 'wants one more step',
        (error: unknown) => describeError(error),
      )
    case 'refresh': {
      const outcome = await api.refresh(record)
      if (outcome.kind === 'granted') return describeGrant(outcome.grant, exchange, profile)
      return outcome.kind === 'refused' ? 'ends' : 'keeps'
    }
    case 'logout':
      await api.revoke(record)
      return 'told'
    case 'api':
      return byChallenge(api, answer) ?? byStatus(answer.status)
    case 'anonymous':
      return mayCarryToken(profile, exchange) ? 'carries the token' : byStatus(answer.status)
    case 'unseen':
      return reasonNotSeen(exchange)
    default:
      return `no such call: ${call}`
  }
}

/** What a script on another origin would see of it: no redirect, and few headers. */
function seen({ response }: Exchange): TransportResponse {
  const { status, body } = response
  if (status >= 300 && status < 400) return { status: 0, body: '', header: () => null }
  const header = (name: string) =>
    readable.includes(name.toLowerCase()) ? headerOf(response, name) : null
  return { status, body, header }
}

function headerOf({ headers }: Exchange['response'], name: string): string | null {
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name.toLowerCase())
  return found?.[1] ?? null
}

function mayCarryToken(profile: Profile, { request }: Exchange): boolean {
  return createProfileScopeOf(profile, apiBaseUrl)(apiBaseUrl + request.path) === 'protected'
}

function describeGrant(grant: TokenGrant, { response }: Exchange, { model }: Profile): string {
  const nowSeconds = Date.parse(headerOf(response, 'Date') ?? '') / 1000
  const lifetime = (at: number | null, within: number | null) => {
    const seconds = at === null ? within : at - nowSeconds
    return seconds === null ? '' : ` ${Number(seconds.toFixed(2))} s`
  }
  const access = lifetime(grant.expiresAtSeconds, grant.expiresInSeconds)
  const end = lifetime(grant.endsAtSeconds, grant.endsInSeconds)
  const { accessToken: token, refreshToken: refresh, user } = grant
  const parts = [
    token === null ? 'cookies' : `${placeOf(token, response.body)}${access}`,
    ...(refresh === null ? [] : [`${placeOf(refresh, response.body)}${end}`]),
    ...(model === 'single' && end !== '' ? [`end${end}`] : []),
    ...(user ? [`user ${user.id}`] : []),
  ]
  return `grants ${parts.join(', ')}`
}

/** The key that a token has in a body. */
function placeOf(token: string, body: string): string {
  const entries = Object.entries(parseJsonObject(body) ?? {})
  return entries.find(([, value]) => value === token)?.[0] ?? 'nowhere'
}

function describeError(error: unknown): string {
  if (!isAuthError(error)) throw error
  return inWords(error)
}

function inWords(error: AuthError): string {
  switch (error.code) {
    case 'login-refused': {
      const fields = ['username', 'password'].map((field) => {
        const texts = error.fieldErrors[field]
        return texts ? ` ${field}: "${texts.join(' ')}"` : ''
      })
      const words = error.serverMessage === null ? '' : ` "${error.serverMessage}"`
      return `refuses${words}${fields.join('')}`
    }
    case 'throttled':
      return `throttled ${error.retryAfterSeconds ?? 'for a time unknown'} s`
    case 'auth-unavailable':
      return `unavailable ${error.status ?? 'without an answer'}`
    case 'unexpected-answer':
      return 'unexpected'
    case 'session-ended':
    case 'code-refused':
    case 'login-step-expired':
    case 'redirect-refused':
    case 'invalid-configuration':
      return error.code
  }
}

function byChallenge(api: ProfileAuthApi, { status, body }: TransportResponse): string | null {
  const evidence = api.evidenceOf(status)
  if (evidence === 'none') return null
  const told = evidence === 'body' ? parseJsonObject(body) : null
  const challenge = api.challengeOf(status, told, { method: 'GET', url: apiBaseUrl })
  if (challenge === 'none') return null
  return challenge === 'final' ? 'final' : 'refresh'
}

function byStatus(status: number): string {
  if (status === 0) return 'redirect'
  if (status < 300) return 'fine'
  if (status === 403) return 'forbidden'
  if (status === 429) return 'throttled'
  if (status >= 500 || status === 408) return 'transient'
  if ([400, 409, 422].includes(status)) return 'validation'
  return status === 401 ? 'passed on' : 'missing'
}

function reasonNotSeen({ request, response }: Exchange): string {
  if (request.method === 'OPTIONS' && 'Access-Control-Request-Method' in request.headers) {
    return 'preflight'
  }
  if (response.status >= 300 && response.status < 400) return 'redirect'
  return headerOf(response, 'Access-Control-Allow-Origin') === null ? 'cors' : 'seen all the same'
}
