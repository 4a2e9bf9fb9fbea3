import type { Environment, Person, ServerKind, ServerTrouble } from '../schedule'
import { blacklist, racyBlacklist } from './blacklist'
import { cookieServer } from './cookie-jar'
import { familyRevocation } from './family-revocation'
import { lastWriter } from './last-writer'
import { noRotation } from './no-rotation'
import { People } from './people'
import type { ServerRules } from './server-rules'
import { legacy, none, sliding } from './single-token'
import type { Family, Grant, Token } from './token-book'
import { TokenBook } from './token-book'

const rulesOf: Readonly<Record<ServerKind, ServerRules>> = {
  'no-rotation': noRotation,
  blacklist,
  'racy-blacklist': racyBlacklist,
  family: familyRevocation,
  'last-writer': lastWriter,
  sliding,
  legacy,
  none,
  cookie: cookieServer,
  'cookies-alone': cookieServer,
}

/** The API's server: its rules, its tokens, its trouble, and the truth about what it would take. */
export class SimServer {
  readonly #environment: Environment
  readonly #trueMs: () => number
  readonly rules: ServerRules
  readonly people: People
  readonly book: TokenBook
  readonly #inactive = new Set<Person>()
  #accessVoidBeforeMs = 0
  #refusesAll = false

  constructor(environment: Environment, trueMs: () => number) {
    this.#environment = environment
    this.#trueMs = trueMs
    this.rules = rulesOf[environment.server]
    this.people = new People(environment.ids)
    this.book = new TokenBook(environment, this.people)
  }

  get nowMs(): number {
    return this.#trueMs() + this.#environment.serverAheadMs
  }

  /** Whether it refuses every access token, as a server that is set up wrong does. */
  get refusesAll(): boolean {
    return this.#refusesAll
  }

  get isSingle(): boolean {
    return ['sliding', 'legacy', 'none'].includes(this.#environment.server)
  }

  /** @param login - which login of the schedule it is */
  login(person: Person, login: string): Grant | null {
    if (this.#inactive.has(person)) return null
    const family = this.book.openFamily(person, login, this.nowMs)
    return this.rules.login(this.book, this.book.access(family, this.nowMs), this.nowMs)
  }

  refresh(value: string): Grant | null {
    const token = this.book.find(value)
    if (!token) return null
    if (this.takes(token)) return this.#grant(token)
    this.rules.refuse(token)
    return null
  }

  /** Whether this token would buy another now. */
  takes(token: Token): boolean {
    const isKind = token.kind === (this.isSingle ? 'access' : 'refresh')
    return isKind && this.#isAlive(token) && this.rules.takes(token, this.nowMs)
  }

  revoke(value: string): void {
    const token = this.book.find(value)
    if (token) this.rules.revoke(token)
  }

  /** What the API says to an access token. */
  check(value: string | null): 'fine' | 'refused' | 'user-inactive' {
    const token = value === null ? null : this.book.find(value)
    if (!token || this.#refusesAll || token.kind !== 'access') return 'refused'
    if (this.#inactive.has(token.family.person)) return 'user-inactive'
    const isVoid = token.issuedAtMs < this.#accessVoidBeforeMs
    return isVoid || token.expiresAtMs <= this.nowMs ? 'refused' : 'fine'
  }

  cause(trouble: ServerTrouble): void {
    switch (trouble) {
      case 'end-sessions':
        for (const family of this.book.families) family.isRevoked = true
        return
      case 'deactivate-users':
        this.#inactive.add('ann').add('bob')
        return
      case 'void-access':
        this.#accessVoidBeforeMs = this.nowMs
        return
      case 'refuse-all':
        this.#refusesAll = true
        // Where there is nothing else than the access token, its refusal is the last word.
        if (this.#environment.server === 'none') this.cause('void-access')
        return
      case 'heal':
        this.#refusesAll = false
        return
      case 'rename':
        this.people.rename()
    }
  }

  personOf(family: Family): Person {
    return family.person
  }

  #grant(token: Token): Grant {
    return this.rules.refresh(this.book, token, this.nowMs)
  }

  #isAlive({ isRevoked, family, expiresAtMs }: Token): boolean {
    const isOut = expiresAtMs <= this.nowMs || this.#inactive.has(family.person)
    return !isRevoked && !family.isRevoked && !isOut
  }
}
