import type { AuthApi } from './ports'
import type { SessionRecord } from './record'
import type { OpenSession } from './session-state'

/** What a {@link JarWatch} works with. */
export interface JarWatchDeps {
  readonly api: Pick<AuthApi, 'jarMark'>
  /** Asks the API whose the cookies are; ends the session when they are somebody else's. See `UserReloader`. */
  readonly identify: (session: OpenSession) => Promise<void>
}

/**
 * Requests of a session whose token is in a cookie are sent as whoever the browser's cookies belong to. Where scripts
 * can see that they have changed hands, nothing is sent before the API has said whose they are.
 */
export class JarWatch {
  readonly #deps: JarWatchDeps
  /** What has been asked about, and what is known to be the session's. */
  #familiar: string | null = null
  #question: Promise<void> | null = null

  constructor(deps: JarWatchDeps) {
    this.#deps = deps
  }

  /** Whether the cookies may be another person's than those the session was last renewed with. */
  isSuspicious({ accessToken, jarMark }: SessionRecord): boolean {
    if (accessToken !== null || jarMark === undefined) return false
    const mark = this.#deps.api.jarMark?.()
    return mark !== jarMark && mark !== this.#familiar
  }

  /**
   * Resolves when the cookies are the session's, or the API has no way to tell.
   *
   * @throws AuthUnavailableError - it does not tell now; nothing may be sent
   * @throws SessionEndedError - they are somebody else's
   */
  identify(session: OpenSession): Promise<void> {
    this.#question ??= this.#ask(session).finally(() => (this.#question = null))
    return this.#question
  }

  async #ask(session: OpenSession): Promise<void> {
    const mark = this.#deps.api.jarMark?.() ?? null
    await this.#deps.identify(session)
    this.#familiar = mark
  }
}
