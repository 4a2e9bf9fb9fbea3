import { LoginRefusedError } from '@/auth/core/errors'
import type { AuthApi, Clock, RefreshOutcome, RevokeOutcome } from '@/auth/core/ports'
import { accessToken } from '@/auth/core/tokens'
import type { AccessToken, TokenGrant } from '@/auth/core/tokens'
import { readClaims } from '@/auth/core/claims'
import { readSubject } from '@/auth/backends/read-user'
import { jwtWith } from './jwt'

/** An API that keeps the refresh token in a cookie, and the one jar that all tabs of a browser have. */
export class CookieServer implements AuthApi {
  /** Whose cookie the browser holds. */
  jar: string | null = null
  /** Whether it cannot be told of a logout. */
  isDown = false
  /** What was answered, in order. */
  readonly log: string[] = []
  /** Holds back an answer, and the cookie with it. */
  hold: (call: 'refresh' | 'revoke') => Promise<void> = () => Promise.resolve()
  readonly #clock: Clock
  #tokens = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  readonly obtain: AuthApi['obtain'] = async ({ username, password }) => {
    if (username !== password) throw new LoginRefusedError('No', {})
    this.#setCookie(username)
    return { kind: 'granted', grant: this.#grant(username) }
  }

  readonly refresh = async (): Promise<RefreshOutcome> => {
    const owner = this.jar
    await this.hold('refresh')
    this.log.push(`refresh ${owner ?? 'refused'}`)
    if (owner === null) return { kind: 'refused' }
    this.#setCookie(owner)
    return { kind: 'granted', grant: this.#grant(owner) }
  }

  readonly revoke = async (): Promise<RevokeOutcome> => {
    await this.hold('revoke')
    if (this.isDown) return { kind: 'unavailable', status: null }
    this.log.push('revoke')
    this.#setCookie(null)
    return { kind: 'told' }
  }

  readonly fetchUser: AuthApi['fetchUser'] = async () => ({ kind: 'untold' })

  readonly userOf: AuthApi['userOf'] = (_, username) => ({ id: username, username })

  readonly subjectOf = (token: AccessToken | null) => readSubject(token && readClaims(token))

  readonly evidenceOf: AuthApi['evidenceOf'] = (status) => (status === 401 ? 'status' : 'none')
  readonly challengeOf: AuthApi['challengeOf'] = (status) => (status === 401 ? 'renewable' : 'none')

  #setCookie(owner: string | null): void {
    this.jar = owner
  }

  #grant(owner: string): TokenGrant {
    const issuedAtSeconds = Math.floor(this.#clock.now() / 1000)
    const expiresAtSeconds = issuedAtSeconds + 300
    this.#tokens += 1
    return {
      accessToken: accessToken(
        jwtWith({ sub: owner, jti: this.#tokens, iat: issuedAtSeconds, exp: expiresAtSeconds }),
      ),
      refreshToken: null,
      issuedAtSeconds,
      expiresAtSeconds,
      expiresInSeconds: null,
      endsAtSeconds: null,
      endsInSeconds: null,
    }
  }
}
