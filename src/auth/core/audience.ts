/** What decides whether a URL may get the access token. */
export interface AudienceOptions {
  /** The API's absolute base URL. */
  readonly apiBaseUrl: string
  /** What a relative URL is relative to: the page's own URL, as the browser would have it. */
  readonly pageUrl: string
  /** Further origins that may get the token, as `https://files.example.com`. */
  readonly origins: readonly string[]
  /** Absolute URLs that never get it: obtain, refresh, and whatever the profile adds. */
  readonly anonymousUrls: readonly string[]
}

/** Whether a request to `url` may carry the access token. */
export type Audience = (url: string) => boolean

/**
 * Compares scheme, host and port as a URL parser sees them (RFC 6454 §4), so that neither a foreign
 * absolute URL, nor `//host`, nor `http` beside `https` gets a token. A URL that does not parse gets none.
 */
export function createAudience(options: AudienceOptions): Audience {
  const { apiBaseUrl, pageUrl, origins, anonymousUrls } = options
  const allowed = new Set([apiBaseUrl, ...origins].map((url) => new URL(url).origin))
  const anonymous = new Set(anonymousUrls.map((url) => address(new URL(url))))
  const apiOrigin = new URL(apiBaseUrl).origin
  return (url) => {
    const path = url.startsWith(apiOrigin) ? plainPath.exec(url.slice(apiOrigin.length)) : null
    if (path) return !anonymous.has(apiOrigin + path[0])
    if (!URL.canParse(url, pageUrl)) return false
    const target = new URL(url, pageUrl)
    return allowed.has(target.origin) && !anonymous.has(address(target))
  }
}

/** Query and fragment do not make another endpoint of it. */
const address = ({ origin, pathname }: URL) => origin + pathname

/**
 * A path that a URL parser leaves as it is: no dots, no escapes, nothing it would strip. Parsing is most of what the
 * token costs a request, so the plain case goes without.
 */
const plainPath = /^\/[\w/-]*(?=$|[?#])/
