import type { Environment, Person } from '../schedule'

/** 64-bit ids that no JavaScript number tells apart. */
const ids: Readonly<Record<Person, string>> = {
  ann: '9007199254740993',
  bob: '9007199254740992',
}
const shortIds: Readonly<Record<Person, string>> = { ann: '1', bob: '2' }

/** Who people are, as the server's tokens and its user endpoint tell; their names change. */
export class People {
  readonly #kind: Environment['ids']
  #names = 0

  constructor(kind: Environment['ids']) {
    this.#kind = kind
  }

  /** Whether anybody is called otherwise than at first. */
  get areRenamed(): boolean {
    return this.#names > 0
  }

  rename(): void {
    this.#names += 1
  }

  /** The claims of a token. */
  claimsOf(person: Person, isLogin: boolean): Readonly<Record<string, unknown>> {
    const { id, name } = this.#told(person)
    switch (this.#kind) {
      case 'name':
        return { sub: name }
      case 'drifting':
        return { user_id: id, ...(isLogin && { id: `uuid of ${person}` }) }
      case 'number':
      case 'text':
      case 'long':
        return { user_id: id, username: name }
    }
  }

  /** What the user endpoint says. */
  userOf(person: Person): object {
    const { id, name } = this.#told(person)
    if (this.#kind === 'name') return { username: name }
    return { id: this.#kind === 'text' ? shortIds[person] : id, username: name }
  }

  /** Whether somebody who goes by that id is this person. */
  isIdOf(person: Person, id: string): boolean {
    if (this.#kind === 'name') return id.startsWith(person)
    return [this.#idOf(person), `uuid of ${person}`].includes(id)
  }

  #idOf(person: Person): string {
    return this.#kind === 'long' ? ids[person] : shortIds[person]
  }

  #told(person: Person): { readonly id: Digits; readonly name: string } {
    const name = this.#names === 0 ? person : `${person}-${String(this.#names)}`
    return { id: { digits: this.#idOf(person) }, name }
  }
}

/** Who goes by a name, whatever it has become. */
export const personNamed = (name: string): Person | null =>
  (['ann', 'bob'] as const).find((person) => name.startsWith(person)) ?? null

/** A number of which JSON has every digit. */
interface Digits {
  readonly digits: string
}

/** JSON as a server writes it that has longer numbers than JavaScript. */
export const toJson = (value: object): string =>
  JSON.stringify(value).replaceAll(/\{"digits":"(\d+)"\}/g, '$1')
