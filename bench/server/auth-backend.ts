import { randomUUID } from 'node:crypto'
import { users } from '../page/contract'
import type { ApiDialect, Username } from '../page/contract'
import { TokenIssuer } from './token-issuer'
import type { Claims } from './token-issuer'

/** How the backend of a run is. */
export interface BackendOptions {
  readonly model: ApiDialect['model']
  readonly accessSeconds: number
  /** What a spent refresh token does: it is refused, or it ends all tokens of its login (RFC 9700 §4.14.2). */
  readonly reuse: 'refused' | 'ends-family'
  /** The header that carries the token. Without a prefix, where it is one of its own. */
  readonly tokenHeader: 'Authorization' | 'X-Token'
}

/** What an endpoint says. */
export interface BackendAnswer {
  readonly status: number
  /** A text is sent as it is, anything else as JSON. */
  readonly body: object | string
  readonly headers?: Readonly<Record<string, string>>
}

/** Tokens that rotate, and spent ones that are refused: SimpleJWT with rotation and blacklist, or the legacy package. */
export class AuthBackend {
  readonly #options: BackendOptions
  readonly #issuer: TokenIssuer
  readonly #spent = new Set<string>()
  readonly #endedFamilies = new Set<string>()
  /** The access tokens that have not been revoked. */
  readonly #live = new Set<string>()
  #clockOffsetMs = 0

  constructor(options: BackendOptions) {
    this.#options = options
    this.#issuer = new TokenIssuer(() => this.nowMs())
  }

  nowMs(): number {
    return Date.now() + this.#clockOffsetMs
  }

  advance(ms: number): void {
    this.#clockOffsetMs += ms
  }

  /** Refuses every access token granted so far. */
  revokeAccessTokens(): void {
    this.#live.clear()
  }

  obtain(body: Readonly<Record<string, unknown>>): BackendAnswer {
    const user = Object.values(users).find(({ username }) => username === body['username'])
    if (!user || user.password !== body['password']) {
      return this.#options.model === 'pair'
        ? refusal(401, 'No active account found with the given credentials', 'no_active_account')
        : badRequest('Unable to log in with provided credentials.')
    }
    return { status: 200, body: this.#grant({ username: user.username, family: randomUUID() }) }
  }

  refresh(body: Readonly<Record<string, unknown>>): BackendAnswer {
    return this.#options.model === 'pair'
      ? this.#rotate(String(body['refresh']))
      : this.#extend(String(body['token']))
  }

  /** What stands before a token in its header. */
  get prefix(): 'Bearer' | 'JWT' | '' {
    const { tokenHeader, model } = this.#options
    if (tokenHeader !== 'Authorization') return ''
    return model === 'pair' ? 'Bearer' : 'JWT'
  }

  /** Whether a request with this in its token header is let in. */
  accepts(carried: string): boolean {
    const token = this.#tokenIn(carried)
    const claims = token === null ? null : this.#issuer.verify(token, 'access')
    return claims !== null && this.#live.has(claims.jti) && !this.#endedFamilies.has(claims.family)
  }

  /** Whom a request with this in its token header is sent as, with a good token or not. */
  userOf(carried: string): Username | null {
    return this.#issuer.read(this.#tokenIn(carried) ?? '')?.username ?? null
  }

  #tokenIn(carried: string): string | null {
    const before = this.prefix && `${this.prefix} `
    return carried.startsWith(before) ? carried.slice(before.length) : null
  }

  #rotate(token: string): BackendAnswer {
    const claims = this.#issuer.verify(token, 'refresh')
    if (claims && this.#spent.has(claims.jti) && this.#options.reuse === 'ends-family') {
      this.#endedFamilies.add(claims.family)
    }
    if (!claims || this.#spent.has(claims.jti) || this.#endedFamilies.has(claims.family)) {
      return refusal(401, 'Token is invalid or expired', 'token_not_valid')
    }
    this.#spent.add(claims.jti)
    return { status: 200, body: this.#grant(claims) }
  }

  #extend(token: string): BackendAnswer {
    const claims = this.#issuer.verify(token, 'access')
    return claims
      ? { status: 200, body: this.#grant(claims) }
      : badRequest('Signature has expired.')
  }

  #grant({ username, family, orig_iat = this.#nowSeconds() }: LoginClaims): object {
    if (this.#options.model === 'single') {
      return { token: this.#access({ username, family, orig_iat }) }
    }
    return {
      access: this.#access({ username, family, iat: this.#nowSeconds() }),
      refresh: this.#issuer.issue('refresh', 86_400, { username, family, jti: randomUUID() }),
    }
  }

  #nowSeconds(): number {
    return Math.floor(this.nowMs() / 1000)
  }

  #access(claims: LoginClaims): string {
    const jti = randomUUID()
    this.#live.add(jti)
    return this.#issuer.issue('access', this.#options.accessSeconds, { ...claims, jti })
  }
}

/** What the tokens of one login have in common. */
type LoginClaims = Pick<Claims, 'username' | 'family' | 'iat' | 'orig_iat'>

const refusal = (status: number, detail: string, code: string): BackendAnswer => ({
  status,
  body: { detail, code },
})

const badRequest = (message: string): BackendAnswer => ({
  status: 400,
  body: { non_field_errors: [message] },
})
