import { hexToBytes } from '@noble/hashes/utils.js'
import type { JwtClaims } from './jwt'
import { signJwt, verifyJwt } from './jwt'
import type { TokenKind } from './token-ledger'
import { enterToken, markOf } from './token-ledger'
import type { ViewContext } from './view'

/** Signs claims and enters the token into the ledger, with those of the same login if it has a `family`. */
export function issueToken(
  { state, nowMs }: ViewContext,
  kind: TokenKind,
  claims: JwtClaims & { readonly exp: number },
  family?: string,
): string {
  const value = signJwt(claims, hexToBytes(state.signingKey))
  const { exp } = claims
  enterToken(state, { value, kind, exp, ...(family !== undefined && { family }) }, nowMs)
  return value
}

/**
 * Checks signature and `exp`. As PyJWT does, a token has expired from the instant of its `exp` on.
 * Only tokens this server has issued have its signature, so that `exp` is always there.
 */
export function readToken(
  { state, nowMs }: ViewContext,
  token: string,
): { readonly claims: JwtClaims } | { readonly flaw: 'invalid' | 'expired' } {
  const claims = verifyJwt(token, hexToBytes(state.signingKey))
  if (claims === null) return { flaw: 'invalid' }
  const isExpired = Number(claims['exp']) * 1000 <= nowMs || markOf(state, token) === 'expired'
  return isExpired ? { flaw: 'expired' } : { claims }
}

/** A NumericDate (RFC 7519 section 2) cut down to the second, as both packages write it. */
export function numericDate(ms: number): number {
  return Math.floor(ms / 1000)
}
