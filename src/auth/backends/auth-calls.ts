import type { Credentials } from '../core/ports'
import type { SessionRecord } from '../core/record'
import type { AccessToken } from '../core/tokens'
import { withValueAt } from './json-body'
import type { JsonObject } from './json-body'
import type { Constants, Encoding, Endpoint, Placement, Profile } from './profile'

/** One call to the auth API, as the profile wants it. */
export interface AuthCall {
  /** The setting that the endpoint comes from: `auth.endpoints.obtain`. */
  readonly setting: string
  readonly endpoint: Endpoint
  /** A text is sent as it is. */
  readonly body?: JsonObject | string | null
  readonly encoding?: Encoding
  readonly query?: Constants
  readonly headers?: Constants
  /** Let it go on when the page goes away. */
  readonly keepalive?: boolean
  /** Which of two CSRF cookies goes with it. */
  readonly csrf?: 'refresh' | 'needed'
}

/** The login. A cookie of an earlier session may make it need a proof of where it comes from. */
export function loginCall(profile: Profile, { username, password }: Credentials): AuthCall {
  const { encoding, identifier, secret, static: constants, query } = profile.obtain
  const setting = 'auth.endpoints.obtain'
  const call = { setting, endpoint: profile.endpoints.obtain, query, csrf: 'needed' } as const
  if (encoding === 'basic') {
    return { ...call, headers: { Authorization: basic(username, password) } }
  }
  const fields = { ...constants, [identifier]: username, [secret]: password }
  return { ...call, encoding, body: encoding === 'form' ? fields : nested(fields) }
}

/** The refresh; `null` where there is nothing to refresh with. */
export function refreshCall(profile: Profile, record: SessionRecord): AuthCall | null {
  const { placement, encoding, static: constants, query } = profile.refresh
  const endpoint = profile.endpoints.refresh
  const token = refreshTokenOf(profile, record)
  if (!endpoint || (token === null && placement !== 'cookie')) return null
  const placed = place(profile, placement, constants, token)
  return {
    setting: 'auth.endpoints.refresh',
    endpoint,
    encoding,
    query,
    ...placed,
    csrf: 'refresh',
  }
}

/** The question who that is; `null` where it cannot be asked. The cookies speak where there is no token. */
export function userCall(profile: Profile, token: AccessToken | null): AuthCall | null {
  const endpoint = profile.endpoints.user
  if (!endpoint) return null
  return {
    setting: 'auth.endpoints.user',
    endpoint,
    ...place(profile, token === null ? 'cookie' : 'header', {}, token),
    body: null,
  }
}

/** What tells the server of a logout: a call for each token, or one where cookies say it all. */
export function logoutCalls(profile: Profile, record: SessionRecord): readonly AuthCall[] {
  const { send, tokens, encoding, static: constants } = profile.logout
  const endpoint = profile.endpoints.logout
  if (!endpoint) return []
  const found = tokens.map((kind) =>
    kind === 'access' ? record.accessToken : refreshTokenOf(profile, record),
  )
  const sent = send === 'cookie' ? [null] : found.filter((token) => token !== null)
  return sent.map((token) => ({
    setting: 'auth.endpoints.logout',
    endpoint,
    encoding,
    ...place(profile, send, constants, token),
    keepalive: true,
    csrf: 'needed',
  }))
}

/** A single token is its own refresh token. */
function refreshTokenOf({ model }: Profile, { accessToken, refreshToken }: SessionRecord) {
  return model === 'single' ? accessToken : refreshToken
}

function place(
  { transport }: Profile,
  placement: Placement,
  constants: Constants,
  token: string | null,
): Pick<AuthCall, 'body' | 'headers'> {
  if (token === null || placement === 'cookie') return { body: constants }
  if (placement !== 'header') {
    return { body: withValueAt(constants, placement.slice('body:'.length), token) }
  }
  const headers = { [transport.header]: `${transport.prefix} ${token}`.trimStart() }
  return { headers, body: Object.keys(constants).length > 0 ? constants : null }
}

/** Fields by dotted path as the JSON that they describe. */
function nested(fields: Constants): JsonObject {
  return Object.entries(fields).reduce<JsonObject>(
    (body, [path, value]) => withValueAt(body, path, value),
    {},
  )
}

/** RFC 7617 §2.1, in UTF-8. */
function basic(username: string, password: string): string {
  const bytes = new TextEncoder().encode(`${username}:${password}`)
  return `Basic ${btoa(String.fromCharCode(...bytes))}`
}
