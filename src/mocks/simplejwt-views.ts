import type { MockAccount } from './accounts'
import { checkPassword } from './check-password'
import { ApiError, authenticationFailed, invalidForm } from './drf-errors'
import { isRecord } from './is-record'
import type { MockResponse } from './mock-http'
import { json } from './mock-http'
import { checkOneTimeCode } from './one-time-code'
import type { SimpleJwtSettings } from './settings'
import {
  accountOf,
  checkToken,
  isBlacklisted,
  issueAccess,
  issuePair,
  issueRefresh,
} from './simplejwt-tokens'
import { readTextFields } from './text-fields'
import { familyOf, revokeFamily, revokeToken } from './token-ledger'
import type { Dialect, ViewContext } from './view'
import { openView } from './view'

/** djangorestframework-simplejwt with its blacklist app, mounted under `/api/token/`. */
export function createSimpleJwtDialect(settings: SimpleJwtSettings): Dialect {
  return {
    challenge: 'Bearer realm="api"',
    authenticate: (context) => authenticate(context, settings),
    routes: new Map([
      ['/api/token/', openView('Token Obtain Pair', (context) => obtain(context, settings))],
      ['/api/token/refresh/', openView('Token Refresh', (context) => refresh(context, settings))],
      ['/api/token/verify/', openView('Token Verify', (context) => verify(context, settings))],
      [
        '/api/token/blacklist/',
        openView('Token Blacklist', (context) => blacklist(context, settings)),
      ],
    ]),
  }
}

function obtain(context: ViewContext, settings: SimpleJwtSettings): MockResponse {
  const account = checkPassword(context, settings.throttle)
  if (!account) throw authenticationFailed('No active account found with the given credentials')
  checkOneTimeCode(context, account, settings.throttle)
  return json(issuePair(context, settings, account))
}

function refresh(context: ViewContext, settings: SimpleJwtSettings): MockResponse {
  const sent = readTextFields(context.request, { refresh: {} }).refresh
  // Only what is sent a second time is on the list.
  if (settings.revokeFamilyOnReuse && isBlacklisted(context, sent))
    revokeFamily(context.state, sent)
  const claims = checkToken(context, settings, sent, 'refresh')
  // Before 5.4 nobody asked for the user: the new access token is then refused wherever it is shown.
  if (settings.release === 'latest' && !accountOf(context, claims)?.isActive) {
    throw authenticationFailed('No active account found for the given token.')
  }
  const family = familyOf(context.state, sent)
  const access = issueAccess(context, settings, claims, family)
  if (!settings.rotate) return json({ access })

  if (settings.blacklistAfterRotation) revokeToken(context.state, sent)
  return json({ access, refresh: issueRefresh(context, settings, claims, family) })
}

function verify(context: ViewContext, settings: SimpleJwtSettings): MockResponse {
  const { token } = readTextFields(context.request, { token: {} })
  checkToken(context, settings, token, 'any')
  if (settings.blacklistAfterRotation && isBlacklisted(context, token)) {
    throw invalidForm('Token is blacklisted')
  }
  return json({})
}

function blacklist(context: ViewContext, settings: SimpleJwtSettings): MockResponse {
  const sent = readTextFields(context.request, { refresh: {} }).refresh
  checkToken(context, settings, sent, 'refresh')
  revokeToken(context.state, sent)
  return json({})
}

function authenticate(context: ViewContext, settings: SimpleJwtSettings): MockAccount | null {
  const [prefix, token, ...rest] = (context.request.headers['authorization'] ?? '').split(/\s+/)
  if (prefix !== 'Bearer') return null
  if (!token || rest.length > 0) {
    const detail = 'Authorization header must contain two space-delimited values'
    throw new ApiError(401, { detail, code: 'bad_authorization_header' })
  }
  const claims = checkAccessToken(context, settings, token)
  const account = accountOf(context, claims)
  if (!account) throw new ApiError(401, { detail: 'User not found', code: 'user_not_found' })
  if (account.isActive) return account
  throw new ApiError(401, { detail: 'User is inactive', code: 'user_inactive' })
}

/** Tells what was wrong per token class, and in `detail` only that none of them took the token. */
function checkAccessToken(context: ViewContext, settings: SimpleJwtSettings, token: string) {
  try {
    return checkToken(context, settings, token, 'access')
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const body: unknown = JSON.parse(error.response.body)
    const message = isRecord(body) ? body['detail'] : undefined
    throw new ApiError(401, {
      detail: 'Given token not valid for any token type',
      code: 'token_not_valid',
      messages: [{ token_class: 'AccessToken', token_type: 'access', message }],
    })
  }
}
