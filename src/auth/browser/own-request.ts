/**
 * What the session itself sends goes out by whatever `fetch` is at that moment. An app may have put our own
 * `createAuthFetch` there: it knows these requests by this mark, and hands them on.
 */
const mark = Symbol('latchkey: sent by the session')

/** Where a request ended, after its redirects. */
const finalUrl = Symbol('latchkey: final URL')

/** A page, or whatever else can fetch. */
export interface Fetching {
  readonly fetch: typeof fetch
}

/** The page's `fetch` as it is at this moment, for a request of the session's own. */
export async function fetchAsOwn(
  input: RequestInfo | URL,
  init?: RequestInit,
  page: Fetching = globalThis,
): Promise<Response> {
  const isMade = input instanceof Request
  const request = isMade ? input : new Request(input, init)
  Object.defineProperty(request, mark, { value: true, configurable: true })
  const response = await (isMade ? page.fetch(request, init) : page.fetch(request))
  Object.defineProperty(request, finalUrl, { value: response.url, configurable: true })
  return response
}

export function isOwn(input: unknown): input is Request {
  return input instanceof Request && mark in input
}

/** Where an own request ended; the empty text before that. */
export function finalUrlOf(request: Request): string {
  const url: unknown = Object.getOwnPropertyDescriptor(request, finalUrl)?.value
  return typeof url === 'string' ? url : ''
}
