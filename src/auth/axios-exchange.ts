import { Axios, AxiosError, AxiosHeaders, getAdapter, isAxiosError } from 'axios'
import type {
  AxiosAdapter,
  AxiosRequestConfig,
  AxiosResponse,
  InternalAxiosRequestConfig,
} from 'axios'
import { AxiosAnswer } from './axios-answer'
import { AxiosPatience, timeoutCodeOf } from './axios-patience'
import type { AuthClient } from './core/auth-client'
import { RedirectRefusedError } from './core/errors'
import { isRedirectStatus } from './core/exchange'
import type { Exchange } from './core/exchange'
import type { ApiAnswer, ApiRequest, Authorization } from './core/request-gate'
import { fetchAsOwn, finalUrlOf } from './browser/own-request'
import type { RequestOwner } from './request-owner'

/** What came back: an answer, or Axios' error about one. */
type Outcome = AxiosResponse<unknown> | AnsweredError
type AnsweredError = AxiosError & { response: AxiosResponse<unknown> }

/** Where a request goes on from here. */
interface AxiosRoute {
  readonly client: AuthClient
  readonly inner: NonNullable<AxiosRequestConfig['adapter']>
  readonly owner: RequestOwner
}

/**
 * One request of Axios, in the order of {@link carryOut}. What the session adds is on a copy of the config: whoever gets
 * an answer or an error gets the config without it.
 */
export class AxiosExchange implements Exchange<Outcome, AxiosResponse<unknown>> {
  readonly request: ApiRequest
  readonly terms: Exchange<Outcome>['terms']
  readonly #route: AxiosRoute
  readonly #config: InternalAxiosRequestConfig
  readonly #patience: AxiosPatience
  readonly #isAbsolute: boolean

  constructor(route: AxiosRoute, config: InternalAxiosRequestConfig) {
    // Some give a URL object, which Axios itself cannot send.
    if (typeof config.url === 'object') config.url = String(config.url)
    const { method = 'get', skipAuth = false, skipAuthRefresh = false, auth, headers } = config
    const address = addressOf(config)
    // What brings credentials of its own goes with them.
    const hasOwn = auth !== undefined || headers.has(route.client.tokenHeader)
    this.#route = route
    this.#config = config
    this.#patience = new AxiosPatience(config)
    this.#isAbsolute = absolute.test(address)
    this.request = {
      method: method.toUpperCase(),
      url: this.#isAbsolute ? address : resolved(address),
    }
    this.terms = { skipAuth: skipAuth || hasOwn, skipAuthRefresh, ownerId: route.owner.id }
  }

  /** May reject with RedirectRefusedError, and with Axios' own errors where nobody has answered. */
  send(authorization: Authorization | null): Promise<Outcome> {
    const { inner, owner } = this.#route
    if (!authorization) return adapterOf(inner, this.#config)(this.#config)
    owner.claim(authorization.session?.userId)
    const sent = this.#configWith(authorization)
    return adapterOf(
      sent.adapter,
      sent,
    )(sent).then(
      (response) => this.#returned(response, authorization),
      (error: unknown) => this.#failed(error, sent, authorization),
    )
  }

  handOn(outcome: Outcome): AxiosResponse<unknown> {
    if (isAnswered(outcome)) throw outcome
    return outcome
  }

  read(outcome: Outcome): ApiAnswer {
    return new AxiosAnswer(responseOf(outcome), this.#config.data)
  }

  causeOf(outcome: Outcome): unknown {
    transform(responseOf(outcome), this.#config)
    return outcome
  }

  patiently<Result>(waited: Promise<Result>): Promise<Result> {
    return this.#patience.wait(waited)
  }

  #configWith(authorization: Authorization): InternalAxiosRequestConfig {
    const sent = copyOf(this.#config)
    sent.headers = this.#headersWith(authorization)
    sent.adapter = this.#route.inner
    if (!this.#isAbsolute) {
      sent.url = this.request.url
      sent.baseURL = ''
    }
    this.#patience.limit(sent)
    if (authorization.withCredentials) sent.withCredentials = true
    if (authorization.redirect === 'manual') sent.maxRedirects = 0
    return throughFetch(sent, authorization)
  }

  /** `new AxiosHeaders(…)` and `set` look at each name and value again, for as long as all the rest takes. */
  #headersWith({ session, headers: added }: Authorization): AxiosHeaders {
    const headers = Object.assign(new AxiosHeaders(), this.#config.headers)
    const names = Object.keys(added)
    // A token that comes alone meets no other header of its name: a request that brings one gets no token.
    const isTokenAlone = names.length === 1 && names[0] === this.#route.client.tokenHeader
    if (isTokenAlone && session) return Object.assign(headers, added)
    for (const name of names) headers.set(name, added[name])
    return headers
  }

  #returned(
    response: AxiosResponse<unknown>,
    authorization: Authorization,
  ): AxiosResponse<unknown> {
    this.#refuseRedirect(response.status, authorization)
    response.config = this.#config
    hideToken(response)
    return response
  }

  /** @returns an error about an answer: it is to be judged as well */
  #failed(
    error: unknown,
    sent: InternalAxiosRequestConfig,
    authorization: Authorization,
  ): AnsweredError {
    if (!isAxiosError<unknown>(error)) throw error
    if (error.config === sent) error.config = this.#config
    if (error.code === AxiosError.ETIMEDOUT) error.code = timeoutCodeOf(this.#config)
    hideToken(error)
    if (!isAnswered(error)) throw error
    this.#refuseRedirect(error.response.status, authorization)
    error.response.config = this.#config
    hideToken(error.response)
    return error
  }

  #refuseRedirect(status: number, { redirect }: Authorization): void {
    if (redirect === 'follow') return
    const { maxRedirects, fetchOptions } = this.#config
    const isWanted = maxRedirects === 0 || fetchOptions?.redirect === 'manual'
    const isRedirect = status === opaqueRedirectStatus || isRedirectStatus(status)
    if (isRedirect && !isWanted) throw new RedirectRefusedError(this.request.url)
  }
}

/** What fetch says of a redirect that it was told not to follow (Fetch, section 2.2.6). */
const opaqueRedirectStatus = 0

const absolute = /^https?:\/\//i

const addresses = /* @__PURE__ */ new Axios({})

/** Where the request goes, without `params`. The plain case goes without Axios, which merges configs for it. */
function addressOf({
  url = '',
  baseURL = '',
  allowAbsoluteUrls = true,
}: InternalAxiosRequestConfig) {
  const isPlain = plainPath.test(url) && !baseURL.endsWith('//')
  if (!isPlain) return addresses.getUri({ url, baseURL, allowAbsoluteUrls })
  return baseURL.endsWith('/') ? baseURL + url.slice(1) : baseURL + url
}

/** Of one that is put behind a base URL or an origin as it is, and that a URL parser leaves alone. */
const plainPath = /^\/\w[\w/-]*$/

/** What a relative address means to the page: a `<base>` of it counts (HTML, section 4.2.3). */
function resolved(address: string): string {
  const base = typeof document === 'undefined' ? undefined : document.baseURI
  // The plain case goes without a parser, which takes longer than all the rest.
  if (base && absolute.test(base) && plainPath.test(address)) return originOf(base) + address
  return URL.canParse(address, base) ? new URL(address, base).href : address
}

/** Of an address that a URL parser has written. It is asked for with each request, and `location` makes it anew. */
const originOf = (url: string) => url.slice(0, url.indexOf('/', 'https://'.length))

/** Axios looks for one in a list, which takes long where there is but one. */
function adapterOf(
  adapter: AxiosRequestConfig['adapter'],
  config: InternalAxiosRequestConfig,
): AxiosAdapter {
  return typeof adapter === 'function' ? adapter : getAdapter(adapter, config)
}

/** What Axios takes where nobody asks for another: the first that works. */
export const usualAdapters = ['xhr', 'http', 'fetch'] as const

function isUsual(adapter: unknown): boolean {
  return Array.isArray(adapter) && adapter.join() === usualAdapters.join()
}

/**
 * The HTTP cache knows no users, and a redirect may take headers along: fetch alone can be told about both, and in
 * browsers Axios' own choice is XMLHttpRequest. An adapter that was asked for stays, and so does XMLHttpRequest where
 * it can do what fetch cannot.
 */
function throughFetch(
  config: InternalAxiosRequestConfig,
  { cache, redirect, request }: Authorization,
): InternalAxiosRequestConfig {
  const { adapter, onUploadProgress, responseType, env, fetchOptions } = config
  const isWanted = redirect === 'manual' || (cache !== 'default' && isRead(request.method))
  const isFree = isUsual(adapter) && typeof XMLHttpRequest !== 'undefined'
  const isAble = !onUploadProgress && responseType !== 'document'
  const isMoved = isWanted && isFree && isAble
  if (!isMoved && adapter !== 'fetch') return config
  const sent = copyOf(config)
  sent.env = { fetch: fetchAsOwn, ...env }
  sent.fetchOptions = { cache, ...fetchOptions }
  if (!isMoved) return sent
  sent.adapter = ['fetch', 'xhr', 'http']
  // To XMLHttpRequest `false` means the page's own origin alone, to fetch that even that gets no cookies.
  if (!sent.withCredentials) delete sent.withCredentials
  return sent
}

/** What Axios makes has no prototype, and `{ ...config }` of that takes four times as long. */
function copyOf(config: InternalAxiosRequestConfig): InternalAxiosRequestConfig {
  const copy: Record<string, unknown> = {}
  for (const key in config) copy[key] = config[key as keyof InternalAxiosRequestConfig]
  return copy as unknown as InternalAxiosRequestConfig
}

/** Whether the answer to it may be kept in a cache (RFC 9110, section 9.2.3). */
const isRead = (method: string) => method === 'GET' || method === 'HEAD'

function responseOf(outcome: Outcome): AxiosResponse<unknown> {
  return isAnswered(outcome) ? outcome.response : outcome
}

function isAnswered(outcome: Outcome | AxiosError): outcome is AnsweredError {
  return isAxiosError(outcome) && outcome.response !== undefined
}

/**
 * XMLHttpRequest keeps its headers to itself. A `Request` does not: what people ask of it is where it ended. Nor do the
 * requests of Node: they are out of what loggers print.
 */
function hideToken(holder: { request?: unknown }): void {
  const { request } = holder
  if (request === undefined || request === null) return
  const isRequest = typeof Request !== 'undefined' && request instanceof Request
  Object.defineProperty(holder, 'request', {
    value: isRequest ? { responseURL: finalUrlOf(request) } : request,
    enumerable: false,
    configurable: true,
    writable: true,
  })
}

/** Does what Axios would have done to an answer. One that its transformers cannot read stays as it came. */
function transform(response: AxiosResponse<unknown>, config: InternalAxiosRequestConfig): void {
  const transformers = [config.transformResponse ?? []].flat()
  const headers = new AxiosHeaders()
  for (const [name, value] of Object.entries(response.headers)) headers.set(name, String(value))
  try {
    response.data = transformers.reduce<unknown>(
      (data, one) => one.call(config, data, headers, response.status),
      response.data,
    )
  } catch {
    // It is the cause of another error already.
  }
}
