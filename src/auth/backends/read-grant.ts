import { numericDate, readClaims } from '../core/claims'
import type { JwtClaims } from '../core/claims'
import { accessToken, refreshToken } from '../core/tokens'
import type { TokenGrant } from '../core/tokens'
import { textAt } from './json-body'
import type { JsonObject } from './json-body'
import type { Profile } from './profile'
import { readExpiry } from './read-expiry'
import type { Expiry } from './read-expiry'

/**
 * The tokens of an obtain or refresh answer.
 *
 * @param isLogin - at a login `orig_iat` is now; in a refreshed token it is still the login's
 * @returns `null` when there is no access token where the profile looks for it
 */
export function readGrant(body: JsonObject, profile: Profile, isLogin: boolean): TokenGrant | null {
  const access = textAt(body, profile.read.access)
  if (access === null) return null
  const refresh = textAt(body, profile.read.refresh)
  const claims = readClaims(access)
  const expiry = readExpiry(profile.expiry, body, claims)
  const end = endOf(expiry, claims, body, refresh, profile)
  return {
    accessToken: accessToken(access),
    refreshToken: refresh === null ? null : refreshToken(refresh),
    issuedAtSeconds:
      numericDate(claims, 'iat') ?? (isLogin ? numericDate(claims, 'orig_iat') : null),
    expiresAtSeconds: expiry.atSeconds,
    expiresInSeconds: expiry.inSeconds,
    endsAtSeconds: end.atSeconds,
    endsInSeconds: end.inSeconds,
  }
}

function endOf(
  expiry: Expiry,
  claims: JwtClaims | null,
  body: JsonObject,
  refresh: string | null,
  profile: Profile,
): Expiry {
  switch (profile.endpoints.refresh ? profile.model : 'none') {
    case 'pair':
      // Without a new refresh token the old one goes on, and so does its end.
      return readExpiry(
        refresh === null ? [] : profile.refreshExpiry,
        body,
        readClaims(refresh ?? ''),
      )
    case 'single':
      return { atSeconds: windowEnd(claims, profile), inSeconds: null }
    case 'none':
      return expiry
  }
}

/** When the server stops refreshing a token that buys its own successor. */
function windowEnd(claims: JwtClaims | null, { refresh }: Profile): number | null {
  const { windowClaim, windowFrom, windowSeconds } = refresh
  if (windowClaim !== null) return numericDate(claims, windowClaim)
  const from = windowFrom === null ? null : numericDate(claims, windowFrom)
  return from === null || windowSeconds === null ? null : from + windowSeconds
}
