import { readClaims } from '../core/claims'
import { AuthUnavailableError, UnexpectedAnswerError } from '../core/errors'
import { failedCall } from '../core/failed-call'
import type { FailedCall } from '../core/failed-call'
import type {
  AuthApi,
  Credentials,
  RefreshOutcome,
  TokenChallenge,
  UserAnswer,
} from '../core/ports'
import type { SessionRecord } from '../core/record'
import type { User } from '../core/session'
import type { AccessToken, TokenGrant } from '../core/tokens'
import type { Transport, TransportResponse } from '../core/transport'
import { joinUrl } from './join-url'
import { isJsonObject, parseJsonObject, textAt, valueAt, withValueAt } from './json-body'
import type { JsonObject } from './json-body'
import type { Encoding, Endpoint, Placement, Profile, ProfileObtain } from './profile'
import { loginRefusal, throttling } from './read-errors'
import { readGrant } from './read-grant'
import { readUser, readUserId } from './read-user'

/** Speaks to any obtain/refresh API the way its profile says. Knows no backend by name. */
export class ProfileAuthApi implements AuthApi {
  readonly #profile: Profile
  readonly #apiBaseUrl: string
  readonly #transport: Transport

  constructor(profile: Profile, apiBaseUrl: string, transport: Transport) {
    this.#profile = profile
    this.#apiBaseUrl = apiBaseUrl
    this.#transport = transport
  }

  readonly obtain = async ({ username, password }: Credentials): Promise<TokenGrant> => {
    const { endpoints, obtain } = this.#profile
    const response = await this.#send(endpoints.obtain, loginCall(obtain, username, password))
    return this.#grantOf(response, this.#failedCall(endpoints.obtain, response))
  }

  readonly refresh = async (record: SessionRecord): Promise<RefreshOutcome> => {
    const { endpoints, refresh, model } = this.#profile
    const token = model === 'single' ? record.accessToken : record.refreshToken
    if (!endpoints.refresh || token === null) return { kind: 'unavailable', status: null }
    const body = { ...refresh.static, [fieldOf(refresh.placement)]: token }
    try {
      return this.#outcomeOf(
        await this.#send(endpoints.refresh, { body, encoding: refresh.encoding }),
      )
    } catch (error) {
      if (error instanceof AuthUnavailableError) return { kind: 'unavailable', status: null }
      throw error
    }
  }

  readonly fetchUser = async (token: AccessToken): Promise<UserAnswer> => {
    const { endpoints, transport, read, challenge } = this.#profile
    if (!endpoints.user) return { kind: 'untold' }
    const value = `${transport.prefix} ${token}`.trimStart()
    try {
      const response = await this.#send(endpoints.user, { headers: { [transport.header]: value } })
      if (challenge.statuses.includes(response.status)) {
        return { kind: 'token-refused', call: this.#failedCall(endpoints.user, response) }
      }
      const body = isSuccess(response) ? parseJsonObject(response.body) : null
      const user = readUser(valueAt(body, read.userBody), null)
      return user ? { kind: 'user', user } : { kind: 'untold' }
    } catch (error) {
      if (error instanceof AuthUnavailableError) return { kind: 'untold' }
      throw error
    }
  }

  readonly revoke = async ({ refreshToken }: SessionRecord): Promise<void> => {
    const { endpoints, logout } = this.#profile
    if (!endpoints.logout || refreshToken === null) return
    const body = { [fieldOf(logout.send)]: refreshToken }
    try {
      await this.#send(endpoints.logout, { body, encoding: 'json', keepalive: true })
    } catch (error) {
      if (!(error instanceof AuthUnavailableError)) throw error
    }
  }

  readonly userOf = (token: AccessToken, username: string): User =>
    readUser(readClaims(token), username) ?? { id: username, username }

  readonly subjectOf = (token: AccessToken): string | null => readUserId(readClaims(token))

  readonly challengeOf = (status: number, body: unknown): TokenChallenge => {
    const { challenge, errors } = this.#profile
    const code = isJsonObject(body) ? textAt(body, errors.code) : null
    const isNamed = code !== null && challenge.codes.includes(code)
    if (!isNamed && !challenge.statuses.includes(status)) return 'none'
    return code !== null && challenge.final.includes(code) ? 'final' : 'renewable'
  }

  #grantOf(response: TransportResponse, call: FailedCall): TokenGrant {
    const { status } = response
    const body = parseJsonObject(response.body)
    if (status === 429) throw throttling(response, body)
    if (status >= 500 || status === 408) throw new AuthUnavailableError(status, { call })
    if (!body || status === 404 || status === 405) throw notAnAuthEndpoint(status, call)
    if (!isSuccess(response)) throw loginRefusal(body, this.#profile)
    const grant = readGrant(body, this.#profile, true)
    if (!grant) throw noToken(this.#profile, call)
    return grant
  }

  /** A refusal is a status and a body that the profile recognises; a gateway's page is not one. */
  #outcomeOf(response: TransportResponse): RefreshOutcome {
    const { deadStatuses, deadKeys } = this.#profile.refresh
    const body = parseJsonObject(response.body)
    const grant = body && isSuccess(response) ? readGrant(body, this.#profile, false) : null
    if (grant) return { kind: 'granted', grant }
    const isRefusal =
      body !== null &&
      deadStatuses.includes(response.status) &&
      deadKeys.some((key) => Object.hasOwn(body, key))
    return isRefusal ? { kind: 'refused' } : { kind: 'unavailable', status: response.status }
  }

  #failedCall(endpoint: Endpoint, response: TransportResponse): FailedCall {
    return failedCall({ method: endpoint.method, url: this.#addressOf(endpoint) }, response)
  }

  #addressOf({ url }: Endpoint): string {
    return joinUrl(this.#apiBaseUrl, url)
  }

  #send(endpoint: Endpoint, call: Call): Promise<TransportResponse> {
    const content = call.body && encodeBody(call.body, call.encoding ?? 'json')
    return this.#transport({
      method: endpoint.method,
      url: this.#addressOf(endpoint),
      headers: { Accept: 'application/json', ...content?.headers, ...call.headers },
      body: content?.text ?? null,
      keepalive: call.keepalive ?? false,
    })
  }
}

interface Call {
  readonly body?: JsonObject
  readonly encoding?: Encoding
  readonly headers?: Readonly<Record<string, string>>
  readonly keepalive?: boolean
}

function loginCall(
  { encoding, identifier, secret, static: constants }: ProfileObtain,
  username: string,
  password: string,
): Call {
  if (encoding === 'basic') return { headers: { Authorization: basic(username, password) } }
  return {
    encoding,
    body: withValueAt(withValueAt(constants, identifier, username), secret, password),
  }
}

/** RFC 7617 §2.1, in UTF-8. */
function basic(username: string, password: string): string {
  const bytes = new TextEncoder().encode(`${username}:${password}`)
  return `Basic ${btoa(String.fromCharCode(...bytes))}`
}

function encodeBody(body: JsonObject, encoding: Encoding) {
  switch (encoding) {
    case 'json':
      return { text: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }
    case 'form': {
      const fields = Object.entries(body).map(([key, value]) => [key, String(value)])
      return {
        text: new URLSearchParams(fields).toString(),
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      }
    }
  }
}

const fieldOf = (placement: Placement) => placement.slice('body:'.length)
const isSuccess = ({ status }: TransportResponse) => status >= 200 && status < 300

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

function noToken({ read }: Profile, call: FailedCall): UnexpectedAnswerError {
  return new UnexpectedAnswerError(
    'The API accepted the credentials but sent no access token',
    `auth.read.access names where the token is. Looked at: ${read.access.join(', ')}.`,
    { call },
  )
}
