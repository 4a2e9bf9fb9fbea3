import { Buffer } from 'node:buffer'
import type { Environment, Person } from '../schedule'
import type { People } from './people'
import { toJson } from './people'

/** All tokens that come from one login. */
export interface Family {
  readonly id: number
  readonly person: Person
  /** Which login of the schedule it comes from. */
  readonly login: string
  readonly startedAtMs: number
  isRevoked: boolean
  /** The token that was granted last to buy the next one with. */
  latest: Token | null
}

/** A token the server has made, and what has become of it. Times by the server's clock. */
export interface Token {
  readonly value: string
  readonly kind: 'access' | 'refresh'
  readonly family: Family
  readonly issuedAtMs: number
  readonly expiresAtMs: number
  /** When it bought its first successor. */
  spentAtMs: number | null
  isRevoked: boolean
}

/** What a login or a refresh brings. */
export interface Grant {
  readonly access: Token
  /** `null` where the old one goes on, or the access token buys its own successor. */
  readonly refresh: Token | null
}

/** Every token there ever was. */
export class TokenBook {
  readonly #environment: Environment
  readonly #people: People
  readonly #tokens = new Map<string, Token>()
  readonly #families: Family[] = []

  constructor(environment: Environment, people: People) {
    this.#environment = environment
    this.#people = people
  }

  get families(): readonly Family[] {
    return this.#families
  }

  find(value: string): Token | null {
    return this.#tokens.get(value) ?? null
  }

  openFamily(person: Person, login: string, nowMs: number): Family {
    const id = this.#families.length + 1
    const family = { id, person, login, startedAtMs: nowMs, isRevoked: false, latest: null }
    this.#families.push(family)
    return family
  }

  /** An access token; one that buys its own successor says in `orig_iat` when the session began. */
  access(family: Family, nowMs: number, claims: Readonly<Record<string, unknown>> = {}): Token {
    const token = this.#make('access', family, nowMs, this.#environment.accessSeconds, claims)
    // One that buys its own successor.
    if ('orig_iat' in claims) family.latest = token
    return token
  }

  /** An access token bought with a refresh token, whose `iat` some servers let it carry. */
  refreshedAccess({ family, issuedAtMs }: Token, nowMs: number): Token {
    const { hasLyingIat } = this.#environment
    return this.access(family, nowMs, hasLyingIat ? { iat: Math.floor(issuedAtMs / 1000) } : {})
  }

  refresh(family: Family, nowMs: number): Token {
    const token = this.#make('refresh', family, nowMs, this.#environment.refreshSeconds, {})
    family.latest = token
    return token
  }

  #make(
    kind: Token['kind'],
    family: Family,
    nowMs: number,
    seconds: number,
    claims: Readonly<Record<string, unknown>>,
  ): Token {
    const iat = Math.floor(nowMs / 1000)
    const exp = iat + seconds
    const jti = `${kind}-${String(this.#tokens.size)}`
    const whose = this.#people.claimsOf(family.person, family.latest === null)
    const value = encode({ exp, iat, jti, ...whose, ...claims })
    const expiresAtMs = exp * 1000
    const token = {
      value,
      kind,
      family,
      issuedAtMs: nowMs,
      expiresAtMs,
      spentAtMs: null,
      isRevoked: false,
    }
    this.#tokens.set(value, token)
    return token
  }
}

const encode = (claims: object) => `e30.${Buffer.from(toJson(claims)).toString('base64url')}.c2ln`
