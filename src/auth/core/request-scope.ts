/** What decides how much of the session a URL may get. */
export interface RequestScopeOptions {
  /** The API's absolute base URL. */
  readonly apiBaseUrl: string
  /** Further origins that may get the token, as `https://files.example.com`. */
  readonly origins: readonly string[]
  /** Absolute URLs of the API that never get the token: obtain, refresh, and whatever the profile adds. */
  readonly anonymousUrls: readonly string[]
}

/**
 * What a URL may get. `protected`: the token. `anonymous`: what the API wants of everybody, as constant headers.
 * `foreign`: nothing.
 */
export type RequestScope = 'protected' | 'anonymous' | 'foreign'

/** Tells it of an absolute URL, as it is really sent. */
export type ScopeOf = (url: string) => RequestScope

/**
 * Compares scheme, host and port as a URL parser sees them (RFC 6454 §4), so that neither another host, nor `http`
 * beside `https` gets anything. Nor does a URL that does not parse, or one that brings credentials of its own.
 */
export function createScopeOf(options: RequestScopeOptions): ScopeOf {
  const { apiBaseUrl, origins, anonymousUrls } = options
  const allowed = new Set([apiBaseUrl, ...origins].map((url) => new URL(url).origin))
  const anonymous = anonymousUrls.map((url) => addressOf(new URL(url)))
  const apiOrigin = new URL(apiBaseUrl).origin
  // Paths are compared one by one: a set would hash each address.
  const anonymousPaths = anonymous
    .filter((address) => address.startsWith(`${apiOrigin}/`))
    .map((address) => address.slice(apiOrigin.length))
  return (url) => {
    const path = url.startsWith(apiOrigin) ? url.slice(apiOrigin.length) : ''
    if (plainPath.test(path)) return anonymousPaths.includes(path) ? 'anonymous' : 'protected'
    if (!URL.canParse(url)) return 'foreign'
    const target = new URL(url)
    const hasCredentials = target.username !== '' || target.password !== ''
    // `blob:https://api.example.com/` has the origin of the API.
    const isPlain = !hasCredentials && target.protocol.startsWith('http')
    if (!allowed.has(target.origin) || !isPlain) return 'foreign'
    return anonymous.includes(addressOf(target)) ? 'anonymous' : 'protected'
  }
}

/** Query and fragment do not make another endpoint of it. */
const addressOf = ({ origin, pathname }: URL) => origin + pathname

/**
 * A path that a URL parser leaves as it is: no dots, no escapes, nothing it would strip. Parsing is most of what the
 * token costs a request, so the plain case goes without.
 */
const plainPath = /^\/[\w/-]*$/
