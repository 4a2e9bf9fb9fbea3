import { bytesToHex } from '@noble/hashes/utils.js'
import type { MockAccount } from './accounts'
import { ApiError } from './drf-errors'
import { issueToken, numericDate, readToken } from './issue-token'
import type { JwtClaims } from './jwt'
import type { SimpleJwtSettings } from './settings'
import { markOf } from './token-ledger'
import type { ViewContext } from './view'

type SimpleJwtTokenType = 'access' | 'refresh'

/** Issues the pair that a login is answered with. */
export function issuePair(
  context: ViewContext,
  settings: SimpleJwtSettings,
  { profile }: MockAccount,
): { readonly refresh: string; readonly access: string } {
  const userId = settings.release === 'latest' ? String(profile.id) : profile.id
  const claims = { user_id: userId, iat: numericDate(context.nowMs) }
  const family = bytesToHex(context.randomBytes(16))
  return {
    refresh: issueRefresh(context, settings, claims, family),
    access: issueAccess(context, settings, claims, family),
  }
}

/**
 * Issues an access token for the bearer of a refresh token. Before 5.5 it copies that token's `iat`,
 * so that `exp - iat` is more than it lives.
 */
export function issueAccess(
  context: ViewContext,
  settings: SimpleJwtSettings,
  refreshClaims: JwtClaims,
  family?: string,
): string {
  const now = numericDate(context.nowMs)
  const iat = settings.release === 'latest' ? now : refreshClaims['iat']
  return issue(context, 'access', { ...refreshClaims, iat }, settings.accessSeconds, family)
}

/** Issues a refresh token to the same user. */
export function issueRefresh(
  context: ViewContext,
  settings: SimpleJwtSettings,
  claims: JwtClaims,
  family?: string,
): string {
  const iat = numericDate(context.nowMs)
  return issue(context, 'refresh', { ...claims, iat }, settings.refreshSeconds, family)
}

function issue(
  context: ViewContext,
  type: SimpleJwtTokenType,
  { iat, user_id }: JwtClaims,
  lifeSeconds: number,
  family: string | undefined,
): string {
  const claims = {
    token_type: type,
    exp: numericDate(context.nowMs) + lifeSeconds,
    iat,
    jti: bytesToHex(context.randomBytes(16)),
    user_id,
  }
  return issueToken(context, type, claims, family)
}

/**
 * The claims of a token that is signed, has not expired, is not blacklisted and is of `type`.
 * `any` is the `UntypedToken` of the verify view, which looks at no blacklist.
 *
 * @throws ApiError `401` with the package's words, which changed between its releases
 */
export function checkToken(
  context: ViewContext,
  { release }: SimpleJwtSettings,
  token: string,
  type: SimpleJwtTokenType | 'any',
): JwtClaims {
  const read = readToken(context, token)
  if ('flaw' in read) {
    throw tokenNotValid(
      release === 'latest' ? `Token is ${read.flaw}` : 'Token is invalid or expired',
    )
  }
  if (type === 'any') return read.claims
  if (isBlacklisted(context, token)) throw tokenNotValid('Token is blacklisted')
  if (read.claims['token_type'] !== type) throw tokenNotValid('Token has wrong type')
  return read.claims
}

/** Whether a refresh token was traded in or handed back. */
export function isBlacklisted({ state }: ViewContext, token: string): boolean {
  return markOf(state, token) === 'revoked'
}

/** The account of a token; ids are compared as texts since the releases write them differently. */
export function accountOf({ state }: ViewContext, claims: JwtClaims): MockAccount | undefined {
  return state.accounts.find(({ profile }) => String(profile.id) === String(claims['user_id']))
}

function tokenNotValid(detail: string): ApiError {
  return new ApiError(401, { detail, code: 'token_not_valid' })
}
