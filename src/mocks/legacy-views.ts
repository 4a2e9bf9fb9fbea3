import type { MockAccount } from './accounts'
import { checkPassword } from './check-password'
import { authenticationFailed, invalidForm, permissionDenied } from './drf-errors'
import { numericDate, readToken } from './issue-token'
import { readLegacyHeader } from './legacy-header'
import { accountOf, checkSingle, issueSingle, legacyTexts } from './legacy-tokens'
import type { MockResponse } from './mock-http'
import { json } from './mock-http'
import { checkOneTimeCode } from './one-time-code'
import type { LegacySettings } from './settings'
import { readTextFields } from './text-fields'
import { markOf, revokeToken } from './token-ledger'
import type { Dialect, View, ViewContext } from './view'
import { openView, protectedView } from './view'

/** djangorestframework-jwt 1.11, or drf-jwt with its blacklist, mounted under `/auth/`. */
export function createLegacyDialect(settings: LegacySettings): Dialect {
  const routes = new Map<string, View>([
    [
      '/auth/obtain_token/',
      openView('Obtain JSON Web Token', (context) => obtain(context, settings)),
    ],
    [
      '/auth/refresh_token/',
      openView('Refresh JSON Web Token', (context) => refresh(context, settings)),
    ],
    [
      '/auth/verify_token/',
      openView('Verify JSON Web Token', (context) => verify(context, settings)),
    ],
  ])
  if (settings.release === 'drf-jwt') {
    const post = (context: ViewContext) => blacklist(context, settings)
    routes.set('/auth/blacklist/', protectedView('Blacklist', { POST: post }))
  }
  return {
    challenge: `${settings.prefix} realm="api"`,
    authenticate: (context) => authenticate(context, settings),
    routes,
  }
}

function obtain(context: ViewContext, settings: LegacySettings): MockResponse {
  const account = checkPassword(context, settings.throttle)
  if (!account) throw invalidForm('Unable to log in with provided credentials.')
  checkOneTimeCode(context, account, settings.throttle)
  const token = issueSingle(context, settings, account)
  return answer(settings, token, numericDate(context.nowMs))
}

function refresh(context: ViewContext, settings: LegacySettings): MockResponse {
  const sent = readTextFields(context.request, { token: {} }).token
  const { claims, account } = checkSingle(context, settings, sent)
  const origIat = claims['orig_iat']
  if (typeof origIat !== 'number') throw invalidForm(legacyTexts[settings.release].noOrigIat)

  const now = numericDate(context.nowMs)
  const isClosed =
    now > origIat + settings.refreshSeconds || markOf(context.state, sent) === 'revoked'
  if (isClosed) throw invalidForm('Refresh has expired.')
  return answer(settings, issueSingle(context, settings, account, claims), now)
}

function verify(context: ViewContext, settings: LegacySettings): MockResponse {
  const { token } = readTextFields(context.request, { token: {} })
  const { claims } = checkSingle(context, settings, token)
  return answer(settings, token, claims['iat'])
}

/** Blacklists the token of the body, or without one that of the header. */
function blacklist(context: ViewContext, settings: LegacySettings): MockResponse {
  const sent = readTextFields(context.request, { token: { isOptional: true } }).token
  const token = sent === '' ? readLegacyHeader(context.request, settings) : sent
  if (token === null) throw invalidForm(legacyTexts[settings.release].invalid)
  checkSingle(context, settings, token)
  revokeToken(context.state, token)
  return json({ token }, 201)
}

/** drf-jwt answers `201` and calls the token's `iat` its `pk`. */
function answer({ release }: LegacySettings, token: string, iat: unknown): MockResponse {
  return release === 'drf-jwt' ? json({ pk: iat, token }, 201) : json({ token })
}

function authenticate(context: ViewContext, settings: LegacySettings): MockAccount | null {
  const token = readLegacyHeader(context.request, settings)
  if (token === null) return null

  const texts = legacyTexts[settings.release]
  const read = readToken(context, token)
  if ('flaw' in read) throw authenticationFailed(texts[read.flaw])
  if (settings.release === 'drf-jwt' && markOf(context.state, token) === 'revoked') {
    throw permissionDenied('Token is blacklisted.')
  }
  const account = accountOf(context, read.claims)
  if (!account) throw authenticationFailed(texts.userIsGone)
  if (!account.isActive) throw authenticationFailed('User account is disabled.')
  return account
}
