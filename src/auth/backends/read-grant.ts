import { numericDate, readClaims } from '../core/claims'
import type { JwtClaims } from '../core/claims'
import { accessToken, refreshToken } from '../core/tokens'
import type { TokenGrant } from '../core/tokens'
import { textAt } from './json-body'
import type { JsonObject } from './json-body'
import type { Profile } from './profile'

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
  return {
    accessToken: accessToken(access),
    refreshToken: refresh === null ? null : refreshToken(refresh),
    issuedAtSeconds:
      numericDate(claims, 'iat') ?? (isLogin ? numericDate(claims, 'orig_iat') : null),
    expiresAtSeconds: numericDate(claims, 'exp'),
    endsAtSeconds: endOf(claims, refresh, profile),
  }
}

function endOf(claims: JwtClaims | null, refresh: string | null, profile: Profile): number | null {
  const { windowClaim, windowFrom, windowSeconds } = profile.refresh
  switch (profile.endpoints.refresh ? profile.model : 'none') {
    case 'pair':
      return refresh === null ? null : numericDate(readClaims(refresh), 'exp')
    case 'single': {
      if (windowClaim !== null) return numericDate(claims, windowClaim)
      const from = windowFrom === null ? null : numericDate(claims, windowFrom)
      return from === null || windowSeconds === null ? null : from + windowSeconds
    }
    case 'none':
      return numericDate(claims, 'exp')
  }
}
