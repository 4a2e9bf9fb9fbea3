import { AuthUnavailableError } from '../core/errors'
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
      const response = await fetchAsOwn(request.url, init(request, options, deadline.signal), page)
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
