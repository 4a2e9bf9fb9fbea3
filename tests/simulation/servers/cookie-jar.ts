import { blacklist } from './blacklist'
import type { ServerRules } from './server-rules'
import type { Token } from './token-book'

/** dj-rest-auth with httpOnly cookies: rotation and blacklist, with the refresh token in the browser's jar. */
export const cookieServer: ServerRules = blacklist

/** The cookies of the browser. All tabs share them, and an answer sets them whether its tab lives or not. */
export class CookieJar {
  #refresh: Token | null = null

  get refresh(): Token | null {
    return this.#refresh
  }

  set(token: Token | null): void {
    this.#refresh = token
  }
}
