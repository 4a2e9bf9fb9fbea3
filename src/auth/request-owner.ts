import type { AuthClient } from './core/auth-client'

/** Whose request it is. That does not change, whoever is signed in when it is sent, or sent again. */
export class RequestOwner {
  #id: string | null

  private constructor(id: string | null) {
    this.#id = id
  }

  /** Whoever is signed in now; nobody yet while the session is being restored. */
  static of({ snapshot: { session } }: AuthClient): RequestOwner {
    return new RequestOwner(session.status === 'authenticated' ? session.user.id : null)
  }

  get id(): string | null {
    return this.#id
  }

  /** A request that nobody has made belongs to whoever it is first sent as. */
  claim(id: string | undefined): void {
    this.#id ??= id ?? null
  }
}
