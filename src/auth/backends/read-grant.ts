import { numericDate, readClaims } from '../core/claims'
import type { JwtClaims } from '../core/claims'
import { UnexpectedAnswerError } from '../core/errors'
import type { User } from '../core/session'
import { accessToken, fitsHeader, refreshToken } from '../core/tokens'
import type { TokenGrant } from '../core/tokens'
import { textAt, valueAt } from './json-body'
import type { JsonObject } from './json-body'
import type { Profile } from './profile'
import { readExpiry } from './read-expiry'
import type { Expiry } from './read-expiry'
import { readUser, userPathsOf } from './read-user'

/** The tokens that an answer holds. */
export interface FoundTokens {
  /** `null`: it is in a cookie. */
  readonly access: string | null
  /** `null`: none came. */
  readonly refresh: string | null
  readonly user?: User | undefined
}

/** What is known of an answer besides its tokens. */
export interface GrantContext {
  readonly body: JsonObject
  readonly profile: Profile
  /** At a login `orig_iat` is now; in a refreshed token it is still the login's. */
  readonly isLogin: boolean
  /** When the access token ends, where it is known already. */
  readonly expiry?: Expiry | undefined
}

/**
 * The tokens of an obtain or refresh answer.
 *
 * @returns `null` when there is no access token where the profile looks for it
 */
export function readGrant(body: JsonObject, profile: Profile, isLogin: boolean): TokenGrant | null {
  const found = findTokens(body, profile)
  return found && grantOf(found, { body, profile, isLogin })
}

/** The tokens where the profile looks for them; `null` when there is no access token. */
export function findTokens(body: JsonObject, { read }: Profile): FoundTokens | null {
  const access = textAt(body, read.access)
  if (access === null && read.access.length > 0) return null
  const paths = userPathsOf(read)
  const user = paths.path === null ? null : readUser(valueAt(body, paths.path), null, paths)
  return { access, refresh: textAt(body, read.refresh), ...(user && { user }) }
}

/**
 * What the server has granted with these tokens, and until when.
 *
 * @throws UnexpectedAnswerError - the access token cannot be sent in a header
 */
export function grantOf({ access, refresh, user }: FoundTokens, context: GrantContext): TokenGrant {
  const { body, profile, isLogin } = context
  if (access !== null && !fitsHeader(access)) throw unfitToken()
  const claims = access === null ? null : readClaims(access)
  const expiry = context.expiry ?? readExpiry(profile.expiry, body, claims)
  const end = endOf(expiry, claims, body, refresh, profile)
  return {
    accessToken: access === null ? null : accessToken(access),
    refreshToken: refresh === null ? null : refreshToken(refresh),
    issuedAtSeconds:
      numericDate(claims, 'iat') ?? (isLogin ? numericDate(claims, 'orig_iat') : null),
    expiresAtSeconds: expiry.atSeconds,
    expiresInSeconds: expiry.inSeconds,
    endsAtSeconds: end.atSeconds,
    endsInSeconds: end.inSeconds,
    ...(user && { user }),
  }
}

const unfitToken = () =>
  new UnexpectedAnswerError(
    'The access token cannot be sent in a header',
    'auth.read.access must name the token itself. Tokens are made of the letters, digits and signs of ASCII.',
  )

function endOf(
  expiry: Expiry,
  claims: JwtClaims | null,
  body: JsonObject,
  refresh: string | null,
  profile: Profile,
): Expiry {
  switch (profile.endpoints.refresh ? profile.model : 'none') {
    case 'pair': {
      // Without a new refresh token the old one goes on, and so does its end. A new cookie cannot be seen.
      const isNew = refresh !== null || profile.refresh.placement === 'cookie'
      return readExpiry(isNew ? profile.refreshExpiry : [], body, readClaims(refresh ?? ''))
    }
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
