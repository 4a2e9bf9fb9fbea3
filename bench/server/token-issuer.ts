import { createHmac, randomBytes } from 'node:crypto'

/** What the server's tokens say. Times in seconds since the epoch. */
export interface Claims {
  readonly exp: number
  readonly jti: string
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
    return this.#sign({ ...claims, exp, token_type: type, user_id: '1', username: 'ada' })
  }

  /** The claims of a token of ours that has not expired. */
  verify(token: string, type: Claims['token_type']): Claims | null {
    const [header = '', body = '', signature = ''] = token.split('.')
    if (signature !== this.#signatureOf(`${header}.${body}`)) return null
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims
    return claims.token_type === type && claims.exp * 1000 > this.#nowMs() ? claims : null
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
