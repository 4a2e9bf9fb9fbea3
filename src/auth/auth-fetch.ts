import type { AuthClient } from './core/auth-client'
import { RedirectRefusedError } from './core/errors'
import { carryOut, isRedirectStatus } from './core/exchange'
import type { Exchange } from './core/exchange'
import type { ApiAnswer, ApiRequest, Authorization } from './core/request-gate'
import { FetchWay } from './browser/fetch-way'
import { isOwn } from './browser/own-request'
import { RequestOwner } from './request-owner'
import { requireClient } from './require-client'
import { parsedText, readSmallText } from './small-body'
import { unlessAborted } from './unless-aborted'

/** What a request may ask of the session. */
export interface AuthRequestInit extends RequestInit {
  /** Send this request without the access token. What the API wants of everybody goes along. */
  readonly skipAuth?: boolean
  /** Hand the answer on as it is: a 401 is about the request and not about the session. */
  readonly skipAuthRefresh?: boolean
}

/** As `fetch`, for whoever does not use Axios. */
export type AuthFetch = (input: RequestInfo | URL, init?: AuthRequestInit) => Promise<Response>

/**
 * A `fetch` that sends the access token to the API, and to nobody else; renews it before it expires; and answers a
 * refused token by sending the request once more with a new one. A stream in `init` is sent once. A request that
 * brings its own `Authorization` goes as it is.
 *
 * The promise may reject with `AuthUnavailableError` (no token to be had, the session is kept), `SessionEndedError` and
 * `RedirectRefusedError`; with the answer as `cause`, where there was one. An `AbortSignal` is obeyed at once, also
 * while waiting for a token. It may be put in the place of `window.fetch`.
 *
 * A `Request` that is sent a second time is still the request of whoever made it. Libraries that try again send
 * copies, which belong to nobody: they go beneath it, as `send`, and hand refusals on.
 *
 * @param send - what sends the request in the end. The `fetch` of that moment when left out
 */
export function createAuthFetch(client: AuthClient, send?: typeof fetch): AuthFetch {
  requireClient(client, 'createAuthFetch(auth.client)')
  const way = new FetchWay(() => authFetch)
  const owners = new WeakMap<Request, RequestOwner>()
  const ownerOf = (input: unknown) => {
    if (!(input instanceof Request)) return RequestOwner.of(client)
    const owner = owners.get(input) ?? RequestOwner.of(client)
    owners.set(input, owner)
    return owner
  }
  const authFetch: AuthFetch = async (input, init = {}) => {
    if (isOwn(input)) return await way.replaced(input, init)
    const request = new Request(input, init)
    const exchange = new FetchExchange(client, ownerOf(input), request, init, send ?? way.send)
    return await carryOut(client, exchange)
  }
  return authFetch
}

/** One request of fetch, in the order of {@link carryOut}. */
class FetchExchange implements Exchange<Response> {
  readonly request: ApiRequest
  readonly terms: Exchange<Response>['terms']
  readonly #owner: RequestOwner
  readonly #request: Request
  readonly #canRepeat: boolean
  readonly #fetch: typeof fetch

  constructor(
    client: AuthClient,
    owner: RequestOwner,
    request: Request,
    init: AuthRequestInit,
    send: typeof fetch,
  ) {
    const { skipAuth = false, skipAuthRefresh = false, body } = init
    const hasOwn = request.headers.has(client.tokenHeader)
    this.#owner = owner
    this.#request = request
    this.#canRepeat = !(body instanceof ReadableStream)
    this.#fetch = send
    this.request = { method: request.method, url: request.url }
    this.terms = { skipAuth: skipAuth || hasOwn, skipAuthRefresh, ownerId: this.#owner.id }
  }

  async send(authorization: Authorization | null): Promise<Response> {
    if (!authorization) return await this.#fetch(this.#request)
    this.#owner.claim(authorization.session?.userId)
    // The one that is kept can be sent again: a body is read by whoever sends it.
    const spare = this.#canRepeat ? this.#request.clone() : this.#request
    const isHeld = authorization.redirect === 'manual' && spare.redirect === 'follow'
    const response = await this.#fetch(withAuthorization(spare, authorization, isHeld))
    if (isHeld && isRedirect(response)) throw new RedirectRefusedError(this.request.url)
    return response
  }

  read(response: Response): ApiAnswer {
    return {
      status: response.status,
      header: (name) => response.headers.get(name),
      readBody: () => readJson(response),
      canRepeat: this.#canRepeat,
    }
  }

  handOn(response: Response): Response {
    return response
  }

  causeOf(response: Response): Response {
    return response
  }

  patiently<Result>(waited: Promise<Result>): Promise<Result> {
    const { signal } = this.#request
    return unlessAborted(waited, signal, () => reasonOf(signal))
  }
}

function withAuthorization(
  request: Request,
  { headers, cache, withCredentials }: Authorization,
  isHeld: boolean,
): Request {
  for (const [name, value] of Object.entries(headers)) request.headers.set(name, value)
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  const mayBeCached = !isRead || cache === 'default' || request.cache !== 'default'
  return new Request(request, {
    ...(!mayBeCached && { cache }),
    ...(isHeld && { redirect: 'manual' }),
    ...(withCredentials && { credentials: 'include' }),
  })
}

function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || isRedirectStatus(status)
}

/** The JSON of a small answer, which is passed on unread. */
async function readJson(response: Response): Promise<unknown> {
  const isJson = /\bjson\b/i.test(response.headers.get('Content-Type') ?? '')
  const { body } = isJson ? response.clone() : { body: null }
  return body && parsedText(await readSmallText(body))
}

function reasonOf(signal: AbortSignal): Error {
  const reason: unknown = signal.reason
  return reason instanceof Error ? reason : new DOMException('Aborted', 'AbortError')
}
