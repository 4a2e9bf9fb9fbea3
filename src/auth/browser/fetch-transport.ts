import { AuthUnavailableError, ConfigurationError } from '../core/errors'
import { failedCall } from '../core/failed-call'
import { requestDeadlineMs } from '../core/limits'
import type { Transport, TransportRequest } from '../core/transport'
import { fetchAsOwn } from './own-request'
import type { Fetching } from './own-request'

/** What the transport adds to every request. */
export interface FetchTransportOptions {
  /** Send cookies to another origin as well. */
  readonly withCredentials: boolean
  /** Asked at each request; its own headers come first. */
  readonly headers?: () => Readonly<Record<string, string>>
}

/**
 * The auth API's own way out, apart from the app's Axios instance: a refused refresh can never try to
 * refresh itself, and a `createAuthFetch` in the place of `fetch` leaves it alone.
 */
export function createFetchTransport(page: Fetching, options: FetchTransportOptions): Transport {
  return async (request) => {
    const deadline = new AbortController()
    const timer = setTimeout(() => {
      deadline.abort()
    }, requestDeadlineMs)
    try {
      const response = await fetchAsOwn(built(request, options, deadline.signal), undefined, page)
      const body = await response.text()
      return { status: response.status, body, header: (name) => response.headers.get(name) }
    } catch (cause) {
      if (cause instanceof ConfigurationError) throw cause
      throw new AuthUnavailableError(null, { cause, call: failedCall(request, null) })
    } finally {
      clearTimeout(timer)
    }
  }
}

/** Apart from sending it: fetch has one error for a request that it cannot build and for a network that fails. */
function built(
  request: TransportRequest,
  options: FetchTransportOptions,
  signal: AbortSignal,
): Request {
  try {
    return new Request(request.url, init(request, options, signal))
  } catch {
    // What was caught may repeat a header, and so a token.
    const { method, url } = failedCall(request, null)
    const found = 'a request that the browser refuses to build'
    const allowed = 'URL, method and headers as in the Fetch standard'
    throw new ConfigurationError([{ key: `${method} ${url}`, found, allowed }])
  }
}

function init(
  { method, body, keepalive, headers }: TransportRequest,
  { withCredentials, headers: more }: FetchTransportOptions,
  signal: AbortSignal,
): RequestInit {
  return {
    method,
    body,
    keepalive,
    signal,
    headers: { ...more?.(), ...headers },
    credentials: withCredentials ? 'include' : 'same-origin',
    // A redirected POST arrives as a GET, and might carry the password to another host.
    redirect: 'manual',
    cache: 'no-store',
  }
}
