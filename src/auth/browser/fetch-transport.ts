import { AuthUnavailableError } from '../core/errors'
import { failedCall } from '../core/failed-call'
import { requestDeadlineMs } from '../core/limits'
import type { Transport, TransportRequest } from '../core/transport'

/** What of the page it uses. */
export interface FetchingPage {
  readonly fetch: typeof fetch
  readonly location: { readonly origin: string }
  readonly document: { readonly cookie: string }
}

/** What the transport adds to every request. */
export interface FetchTransportOptions {
  /** Send cookies to another origin as well. */
  readonly withCredentials: boolean
  /** The cookie to copy into a header, on requests to this page's own origin alone. */
  readonly csrf: { readonly cookie: string; readonly header: string } | null
}

/**
 * The auth API's own way out, apart from the app's Axios instance: a refused refresh can never try to
 * refresh itself.
 */
export function createFetchTransport(
  page: FetchingPage,
  options: FetchTransportOptions,
): Transport {
  return async (request) => {
    const deadline = new AbortController()
    const timer = setTimeout(() => {
      deadline.abort()
    }, requestDeadlineMs)
    try {
      const response = await page.fetch(request.url, init(page, request, options, deadline.signal))
      const body = await response.text()
      return { status: response.status, body, header: (name) => response.headers.get(name) }
    } catch (cause) {
      throw new AuthUnavailableError(null, { cause, call: failedCall(request, null) })
    } finally {
      clearTimeout(timer)
    }
  }
}

function init(
  page: FetchingPage,
  request: TransportRequest,
  { withCredentials, csrf }: FetchTransportOptions,
  signal: AbortSignal,
): RequestInit {
  const { method, url, body, keepalive } = request
  const isOwnOrigin = new URL(url).origin === page.location.origin
  const csrfToken = csrf && isOwnOrigin ? readCookie(page.document.cookie, csrf.cookie) : null
  return {
    method,
    body,
    keepalive,
    signal,
    headers: csrf && csrfToken ? { ...request.headers, [csrf.header]: csrfToken } : request.headers,
    credentials: withCredentials ? 'include' : 'same-origin',
    // A redirected POST arrives as a GET, and might carry the password to another host.
    redirect: 'manual',
    cache: 'no-store',
  }
}

function readCookie(cookies: string, name: string): string | null {
  const found = cookies.split('; ').find((cookie) => cookie.startsWith(`${name}=`))
  return found === undefined ? null : found.slice(name.length + 1)
}
