import { createHmac, randomBytes } from 'node:crypto'
import type { Username } from '../page/contract'

/** What the server's tokens say. Times in seconds since the epoch. */
export interface Claims {
  readonly exp: number
  readonly jti: string
  readonly username: Username
  /** Shared by all tokens that came from one login. */
  readonly family: string
  readonly token_type: 'access' | 'refresh'
  readonly iat?: number
  /** When the login was: djangorestframework-jwt, which has no `iat`. */
  readonly orig_iat?: number
}

/** Signs tokens and reads its own ones (HS256). */
export class TokenIssuer {
  readonly #secret = randomBytes(32)
  readonly #nowMs: () => number

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
  }

  issue(
    type: Claims['token_type'],
    seconds: number,
    claims: Omit<Claims, 'exp' | 'token_type'>,
  ): string {
    const exp = Math.floor(this.#nowMs() / 1000) + seconds
    return this.#sign({ ...claims, exp, token_type: type, user_id: userIds[claims.username] })
  }

  /** The claims of a token of ours that has not expired. */
  verify(token: string, type: Claims['token_type']): Claims | null {
    const claims = this.read(token)
    return claims?.token_type === type && claims.exp * 1000 > this.#nowMs() ? claims : null
  }

  /** The claims of a token of ours, expired or not. */
  read(token: string): Claims | null {
    const [header = '', body = '', signature = ''] = token.split('.')
    if (signature !== this.#signatureOf(`${header}.${body}`)) return null
    return JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims
  }

  #sign(claims: object): string {
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
    const content = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
    return `${content}.${this.#signatureOf(content)}`
  }

  #signatureOf(content: string): string {
    return createHmac('sha256', this.#secret).update(content).digest('base64url')
  }
}

const userIds: Readonly<Record<Username, string>> = { ada: '1', grace: '2' }
