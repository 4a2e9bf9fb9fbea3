/** One HTTP request as {@link MockBackend} sees it, whatever carried it. */
export interface MockRequest {
  /** Upper case. */
  readonly method: string
  /** Path with query, relative to {@link baseUrl}: `/posts/?limit=2`. */
  readonly path: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** `''` when there is none. */
  readonly body: string
  /**
   * Where the client reaches the API, without a slash at its end: `http://127.0.0.1:5173/mock-api`.
   * The absolute `next` and `previous` links of lists start with it.
   */
  readonly baseUrl: string
}

/** The answer to a {@link MockRequest}. */
export interface MockResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** `''` when there is none. */
  readonly body: string
}

/** A JSON answer without white space, as Django REST framework renders it. */
export function json(body: unknown, status = 200): MockResponse {
  return { status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
}

/** Django's page for a URL that no route matches: HTML, also where the client asked for JSON. */
export function notFoundPage(): MockResponse {
  const body = [
    '',
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '  <title>Not Found</title>',
    '</head>',
    '<body>',
    '  <h1>Not Found</h1><p>The requested resource was not found on this server.</p>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
  return { status: 404, headers: { 'Content-Type': 'text/html' }, body }
}

/**
 * The `301` of Django's `APPEND_SLASH`. Clients that follow the Fetch standard turn a POST into a GET
 * on the way, so that its body is lost.
 */
export function appendSlashRedirect({ baseUrl, path }: MockRequest): MockResponse {
  const { pathname, search } = new URL(baseUrl + path)
  return {
    status: 301,
    headers: { 'Content-Type': 'text/html; charset=utf-8', Location: `${pathname}/${search}` },
    body: '',
  }
}
