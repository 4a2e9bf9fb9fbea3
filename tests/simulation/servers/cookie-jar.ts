import type { Person } from '../schedule'
import { blacklist } from './blacklist'
import type { ServerRules } from './server-rules'
import type { Family, Token } from './token-book'

/** dj-rest-auth with httpOnly cookies: rotation and blacklist, with the refresh token in the browser's jar. */
export const cookieServer: ServerRules = blacklist

/** What the browser sends with a request. */
export interface Cookies {
  readonly access: Token | null
  readonly refresh: Token | null
}

export const noCookies: Cookies = { access: null, refresh: null }

/** The cookies of the browser. All tabs share them, and an answer sets them whether its tab lives or not. */
export class CookieJar {
  #cookies: Cookies = noCookies
  #markedFor: Family | null = null
  #logins = 0
  #changes = 0

  get cookies(): Cookies {
    return this.#cookies
  }

  get refresh(): Token | null {
    return this.#cookies.refresh
  }

  /** The value of the cookie that scripts see; `null` before the first login. */
  get mark(): string | null {
    return this.#logins === 0 ? null : `mark ${String(this.#logins)}`
  }

  /** How often it has been changed. */
  get changes(): number {
    return this.#changes
  }

  /** Whose cookies it holds; `null` for nobody's. */
  get person(): Person | null {
    return this.#family?.person ?? null
  }

  /** Whether the mark came with the cookies. A late answer to a refresh may have brought those of an earlier login. */
  get isMarked(): boolean {
    return this.#family !== null && this.#family === this.#markedFor
  }

  set(cookies: Cookies): void {
    this.#cookies = cookies
    this.#changes += 1
  }

  /** The answer to a login sets the cookie that scripts see as well. */
  setAtLogin(cookies: Cookies): void {
    this.set(cookies)
    this.#logins += 1
    this.#markedFor = this.#family
  }

  get #family(): Family | null {
    const { access, refresh } = this.#cookies
    return (access ?? refresh)?.family ?? null
  }
}
