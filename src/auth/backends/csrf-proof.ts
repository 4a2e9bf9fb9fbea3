import { digestOf } from '../core/digest'
import { AuthUnavailableError } from '../core/errors'
import { fitsHeader } from '../core/tokens'
import type { Transport } from '../core/transport'
import { joinUrl } from './join-url'
import type { ProfileCsrf } from './profile'

/** Where a {@link CsrfProof} looks and asks. */
export interface CsrfSurroundings {
  /** The page's own address. */
  readonly pageUrl: string
  readonly apiBaseUrl: string
  /** Whether cookies go to another origin as well. */
  readonly withCredentials: boolean
  /** The value of a cookie that scripts can see; `null` where there is none. */
  readonly readCookie: (name: string) => string | null
  readonly transport: Transport
}

/** Methods that change nothing (RFC 9110 §9.2.1). */
const safeMethods = ['GET', 'HEAD', 'OPTIONS', 'TRACE']

/** Whether a request with that method, in capitals, needs no proof. */
export const isSafe = (method: string) => safeMethods.includes(method)

/**
 * Copies the API's CSRF cookie into its header, on requests that change something. Cookies know no ports, so the API
 * may be on another port of the page's host where cookies are sent there; on another host its cookie cannot be read.
 */
export class CsrfProof {
  readonly #settings: ProfileCsrf
  readonly #around: CsrfSurroundings
  #bootstrap: Promise<void> | null = null

  constructor(settings: ProfileCsrf, around: CsrfSurroundings) {
    this.#settings = settings
    this.#around = around
  }

  /**
   * @param need - `needed`: the API is asked for the cookie first where it is missing; `refresh`: the cookie for
   *   refreshes, if it is there
   * @returns no header where none belongs
   */
  async headersFor(
    { method, url }: { readonly method: string; readonly url: string },
    need: 'refresh' | 'needed',
  ): Promise<Readonly<Record<string, string>>> {
    if (isSafe(method) || !this.#isNear(url)) return {}
    const { cookie, header, refreshCookie } = this.#settings
    const name = need === 'refresh' ? (refreshCookie ?? cookie) : cookie
    if (need === 'needed' && this.#around.readCookie(name) === null) await this.#fetchCookie()
    const value = this.#around.readCookie(name)
    if (value === null) return {}
    this.#bootstrap = null
    return { [header]: decoded(value) }
  }

  /** A text for {@link AuthApi.jarMark}; not the cookie itself, which is nobody's to store. */
  mark(): string | undefined {
    const { cookie, changesAtLogin } = this.#settings
    return changesAtLogin ? digestOf(this.#around.readCookie(cookie) ?? '') : undefined
  }

  #isNear(url: string): boolean {
    const page = new URL(this.#around.pageUrl)
    const target = new URL(url, page)
    const isOwnOrigin = target.origin === page.origin
    return isOwnOrigin || (this.#around.withCredentials && target.hostname === page.hostname)
  }

  /** Once, until it was there: a server that sets no cookie now will not set one next time. */
  #fetchCookie(): Promise<void> {
    this.#bootstrap ??= this.#ask()
    return this.#bootstrap
  }

  async #ask(): Promise<void> {
    const { bootstrap } = this.#settings
    const { apiBaseUrl, transport } = this.#around
    if (!bootstrap) return
    try {
      await transport({
        method: bootstrap.method,
        url: joinUrl(apiBaseUrl, bootstrap.url),
        headers: { Accept: 'application/json' },
        body: null,
        keepalive: false,
      })
    } catch (error) {
      if (!(error instanceof AuthUnavailableError)) throw error
      this.#bootstrap = null
    }
  }
}

/**
 * The value that a server meant: Laravel's is percent-encoded, and Axios decodes every one. As it stands where that
 * makes no sense, or nothing that a header can carry.
 */
function decoded(value: string): string {
  try {
    const text = decodeURIComponent(value)
    return fitsHeader(text) ? text : value
  } catch {
    return value
  }
}
