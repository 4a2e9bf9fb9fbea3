import { longestText } from './limits'
import type { User } from './session'

declare const tokenKind: unique symbol

/** A string that only {@link accessToken} or {@link refreshToken} can produce. */
type Token<Kind extends string> = string & { readonly [tokenKind]: Kind }

/** Sent with every API request, behind the profile's prefix (RFC 6750 §2.1 calls it a bearer token). */
export type AccessToken = Token<'access'>

/** Sent to the refresh endpoint and nowhere else (RFC 6749 §1.5). */
export type RefreshToken = Token<'refresh'>

/** Marks a string as an access token. Checks nothing. */
export const accessToken = (value: string) => value as AccessToken

/** Marks a string as a refresh token. Checks nothing. */
export const refreshToken = (value: string) => value as RefreshToken

/**
 * Whether a text can be sent in a header at all: what is beyond Latin-1, or a control character, makes fetch throw
 * (Fetch, section 2.2.2). No server takes one as long as {@link longestText}.
 */
export function fitsHeader(text: string): boolean {
  return text.length <= longestText && /^[\x20-\x7e\xa0-\xff]+$/.test(text)
}

/** What an obtain or refresh call brought. Times are the server's, in seconds since the epoch. */
export interface TokenGrant {
  /** `null`: it is in a cookie, where no script sees it. */
  readonly accessToken: AccessToken | null
  /** `null`: the server sent none, so the one in use stays in use. */
  readonly refreshToken: RefreshToken | null
  /** When the access token was issued, by its own word (`iat`, or `orig_iat` at a login). */
  readonly issuedAtSeconds: number | null
  /** When the access token ends (`exp`, RFC 7519 §4.1.4); `null` when nothing says so. */
  readonly expiresAtSeconds: number | null
  /** The same from now on, where that is how the server tells it (`expires_in`, RFC 6749 §5.1). */
  readonly expiresInSeconds: number | null
  /** When the session ends whatever is done; `null` when the client cannot know. */
  readonly endsAtSeconds: number | null
  /** The same from now on. */
  readonly endsInSeconds: number | null
  /** Whom it was granted to, where the server said so beside the tokens. */
  readonly user?: User
}
