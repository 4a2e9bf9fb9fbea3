import { readClaims } from '@/auth/core/claims'

/** A cookie as a server sets it. */
export interface Cookie {
  readonly name: string
  readonly value: string
  readonly isHttpOnly: boolean
  readonly isSecure: boolean
  /** In small letters; `null` where it does not say, which browsers take for `lax`. */
  readonly sameSite: string | null
  /** Whether it is set in order to be thrown away. */
  readonly isDeleted: boolean
}

/** Reads a `Set-Cookie` (RFC 6265 §4.1). */
export function parseCookie(text: string): Cookie {
  const [pair = '', ...attributes] = text.split(';').map((part) => part.trim())
  const [name = '', ...rest] = pair.split('=')
  const attribute = (wanted: string) => {
    const found = attributes.find((each) => each.toLowerCase().split('=')[0] === wanted)
    return found === undefined ? null : found.slice(found.indexOf('=') + 1).toLowerCase()
  }
  return {
    name,
    value: rest.join('='),
    isHttpOnly: attribute('httponly') !== null,
    isSecure: attribute('secure') !== null,
    sameSite: attribute('samesite'),
    isDeleted: rest.join('=') === '' || attribute('max-age') === '0',
  }
}

/** What a browser would keep for one API. Paths are not looked at. */
export class CookieJar {
  readonly #values = new Map<string, string>()

  /** Keeps what the values of `Set-Cookie` say. */
  keep(texts: readonly string[]): void {
    for (const { name, value, isDeleted } of texts.map(parseCookie)) {
      if (isDeleted) this.#values.delete(name)
      else this.#values.set(name, value)
    }
  }

  clear(): void {
    this.#values.clear()
  }

  readonly value = (name: string): string | null => this.#values.get(name) ?? null

  /** The header `Cookie`; `null` where there is none to send. */
  get header(): string | null {
    const pairs = [...this.#values].map(([name, value]) => `${name}=${value}`)
    return pairs.length === 0 ? null : pairs.join('; ')
  }
}

/** Which of the cookies hold tokens. */
export interface TokenCookies {
  readonly access: string | null
  readonly refresh: string | null
}

/** Finds the cookies that hold tokens by their names, and by what they hold. */
export function findTokenCookies(texts: readonly string[]): TokenCookies {
  const cookies = texts.map(parseCookie).filter(({ name }) => !/csrf|xsrf/i.test(name))
  const isRefresh = ({ name, value }: Cookie) =>
    /refresh/i.test(name) ||
    ['token_type', 'type'].some((claim) => readClaims(value)?.[claim] === 'refresh')
  const refresh = cookies.find((cookie) => !cookie.isDeleted && isRefresh(cookie))
  const access = cookies.find(
    (cookie) =>
      !cookie.isDeleted &&
      cookie !== refresh &&
      (readClaims(cookie.value) !== null || /access|jwt|auth|token/i.test(cookie.name)),
  )
  return { access: access?.name ?? null, refresh: refresh?.name ?? null }
}
