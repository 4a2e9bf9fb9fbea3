import { bytesToHex } from '@noble/hashes/utils.js'
import type { MockAccount } from './accounts'
import { invalidForm } from './drf-errors'
import { issueToken, numericDate, readToken } from './issue-token'
import type { JwtClaims } from './jwt'
import type { LegacySettings } from './settings'
import { markOf } from './token-ledger'
import type { ViewContext } from './view'

/** The sentences in which the package and its fork differ. */
export const legacyTexts = {
  'djangorestframework-jwt': {
    invalid: 'Error decoding signature.',
    expired: 'Signature has expired.',
    userIsGone: 'Invalid signature.',
    noOrigIat: 'orig_iat field is required.',
  },
  'drf-jwt': {
    invalid: 'Error decoding token.',
    expired: 'Token has expired.',
    userIsGone: 'Invalid token.',
    noOrigIat: 'orig_iat field not found in token.',
  },
} as const

/**
 * Issues a token, for a login or in exchange for `previous`. 1.11 writes neither `iat` nor `jti`: two
 * tokens of one second are the same, byte for byte. `orig_iat` is the login's and moves on with every
 * exchange; it is left out when refreshing is not allowed.
 */
export function issueSingle(
  context: ViewContext,
  settings: LegacySettings,
  account: MockAccount,
  previous: JwtClaims | null = null,
): string {
  const iat = numericDate(context.nowMs)
  const exp = iat + settings.accessSeconds
  const origIat = settings.allowRefresh ? { orig_iat: previous?.['orig_iat'] ?? iat } : {}
  const { id: user_id, username, email } = account.profile
  if (settings.release === 'djangorestframework-jwt') {
    return issueToken(context, 'single', { user_id, username, exp, email, ...origIat })
  }
  const origJti = previous && { orig_jti: previous['orig_jti'] ?? previous['jti'] }
  const jti = createUuid(context)
  return issueToken(context, 'single', { username, iat, exp, jti, user_id, ...origIat, ...origJti })
}

/**
 * The claims and the account of a token in the body.
 *
 * @throws ApiError `400` under `non_field_errors`: expired, wrong, blacklisted, user gone or inactive
 */
export function checkSingle(
  context: ViewContext,
  { release }: LegacySettings,
  token: string,
): { readonly claims: JwtClaims; readonly account: MockAccount } {
  const read = readToken(context, token)
  if ('flaw' in read) throw invalidForm(legacyTexts[release][read.flaw])
  if (release === 'drf-jwt' && markOf(context.state, token) === 'revoked') {
    throw invalidForm('Token is blacklisted.')
  }
  const account = accountOf(context, read.claims)
  if (!account) throw invalidForm("User doesn't exist.")
  if (!account.isActive) throw invalidForm('User account is disabled.')
  return { claims: read.claims, account }
}

/** The account of a token. Both releases look it up by its name, not by its id. */
export function accountOf({ state }: ViewContext, claims: JwtClaims): MockAccount | undefined {
  return state.accounts.find(({ profile }) => profile.username === claims['username'])
}

function createUuid({ randomBytes }: ViewContext): string {
  return bytesToHex(randomBytes(16)).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
