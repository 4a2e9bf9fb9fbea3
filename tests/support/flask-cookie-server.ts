import { AxiosError } from 'axios'
import type { AxiosAdapter, AxiosResponse } from 'axios'

/** One request as it left the page. */
export interface SentRequest {
  readonly method: string
  readonly path: string
  /** By names in small letters. */
  readonly headers: Readonly<Record<string, string>>
  readonly withCredentials: boolean
}

interface Answer {
  readonly status: number
  readonly body: unknown
}

/**
 * Flask-JWT-Extended with cookies, as it was recorded, and the one cookie jar of the browser before it: tokens that no
 * script sees, and two CSRF cookies that scripts can.
 */
export class FlaskCookieServer {
  readonly sent: SentRequest[] = []
  /** Whose cookies the browser has. */
  owner: string | null = null
  isUserKnown = true
  #hasExpired = false
  #grants = 0

  /** What `document.cookie` shows. */
  get visibleCookies(): string {
    const { owner } = this
    if (owner === null) return 'theme=dark'
    return `theme=dark; csrf_access_token=${this.#csrf('a')}; csrf_refresh_token=${this.#csrf('r')}`
  }

  expireAccessToken(): void {
    this.#hasExpired = true
  }

  /** As the page's `fetch`. */
  readonly fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    const { status, body } = this.#answer({
      method: request.method,
      path: new URL(request.url).pathname,
      headers: Object.fromEntries(request.headers),
      withCredentials: request.credentials === 'include',
    })
    return Response.json(body, { status })
  }

  /** As the last step of Axios. */
  readonly adapter: AxiosAdapter = async (config) => {
    const { status, body } = this.#answer({
      method: config.method?.toUpperCase() ?? 'GET',
      path: new URL(config.url ?? '', config.baseURL).pathname,
      headers: Object.fromEntries(new Headers(config.headers.toJSON() as Record<string, string>)),
      withCredentials: config.withCredentials ?? false,
    })
    const response: AxiosResponse = { status, data: body, statusText: '', headers: {}, config }
    if (status < 400) return response
    throw new AxiosError('Refused', undefined, config, undefined, response)
  }

  #answer(request: SentRequest): Answer {
    this.sent.push(request)
    const { method, path, headers, withCredentials } = request
    if (path === '/login') return this.#grant(this.owner ?? 'alice')
    if (this.owner === null || !withCredentials) return refused('Missing cookie')
    const isRefresh = path === '/refresh'
    const proof = headers['x-csrf-token']
    if (method !== 'GET' && proof === undefined) return refused('Missing CSRF token')
    if (method !== 'GET' && proof !== this.#csrf(isRefresh ? 'r' : 'a')) {
      return refused('CSRF double submit tokens do not match')
    }
    if (isRefresh) return this.#grant(this.owner)
    if (this.#hasExpired) return refused('Token has expired')
    if (path !== '/user') return { status: 200, body: { logged_in_as: this.owner } }
    if (!this.isUserKnown) return { status: 503, body: { msg: 'Later' } }
    return { status: 200, body: { id: this.owner, username: this.owner } }
  }

  #grant(owner: string): Answer {
    this.owner = owner
    this.#hasExpired = false
    this.#grants += 1
    return { status: 200, body: { msg: 'login successful' } }
  }

  #csrf(kind: 'a' | 'r'): string {
    return `${kind}-${this.#grants}-${this.owner ?? ''}`
  }
}

const refused = (msg: string): Answer => ({ status: 401, body: { msg } })
