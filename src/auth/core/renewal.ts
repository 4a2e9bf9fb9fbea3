import { AuthUnavailableError, isAuthError } from './errors'
import type { SessionModel } from './models'
import type { AuthPorts } from './ports'
import type { SessionRecord } from './record'
import { Refresher } from './refresher'
import type { RefreshOptions } from './refresher'
import type { OpenSession, SessionState } from './session-state'

/** How a session is kept going. */
export interface RenewalSettings {
  readonly model: SessionModel
  /** How long before expiry to renew, at most. See `models.ts` for the cap. */
  readonly leewaySeconds: number
}

/** Renews the token when it is due: by a timer, before a request, and when the page comes back. */
export class Renewal {
  readonly #ports: AuthPorts
  readonly #settings: RenewalSettings
  readonly #state: SessionState
  readonly #refresher: Refresher
  readonly #unsubscribe: () => void
  #cancelTimer: (() => void) | null = null

  constructor(ports: AuthPorts, settings: RenewalSettings, state: SessionState) {
    this.#ports = ports
    this.#settings = settings
    this.#state = state
    this.#refresher = new Refresher(ports, settings.model, state, (record) => this.#isDue(record))
    this.#unsubscribe = state.subscribe(() => this.#schedule())
  }

  /**
   * A record whose token is good by all that is known. A token that is due but has not run out yet is
   * still used when no new one can be had.
   *
   * @throws AuthUnavailableError - it has run out, and no new one can be had; the session is kept
   * @throws SessionEndedError
   */
  async freshRecord(session: OpenSession): Promise<SessionRecord> {
    const { record } = session
    if (!this.#isDue(record)) return record
    try {
      return await this.refresh(session, { force: false })
    } catch (error) {
      if (error instanceof AuthUnavailableError && !this.#hasRunOut(record)) return record
      throw error
    }
  }

  /** @throws AuthUnavailableError, SessionEndedError; see {@link Refresher.refresh} */
  refresh(session: OpenSession, options: RefreshOptions): Promise<SessionRecord> {
    return this.#refresher.refresh(session, options)
  }

  /** The page has come back, or the network: whatever is due is done now. */
  catchUp(): void {
    const session = this.#state.current
    if (!session) return
    const isUnreachable = this.#state.snapshot.reachability.status === 'unreachable'
    if (isUnreachable || this.#isDue(session.record)) void this.#renewQuietly(session)
    else this.#schedule()
  }

  stop(): void {
    this.#unsubscribe()
    this.#cancelTimer?.()
  }

  #schedule(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
    const session = this.#state.current
    const atMs = session && this.#nextActionAtMs(session.record)
    if (!session || atMs === null) return
    const delayMs = Math.max(0, atMs - this.#ports.clock.now())
    this.#cancelTimer = this.#ports.clock.after(delayMs, () => void this.#renewQuietly(session))
  }

  #nextActionAtMs(record: SessionRecord): number | null {
    const { reachability } = this.#state.snapshot
    if (reachability.status === 'unreachable') return reachability.nextTryAtMs
    return this.#renewAtMs(record)
  }

  /** Subscribers have been told already; nobody waits for this one. */
  async #renewQuietly(session: OpenSession): Promise<void> {
    try {
      await this.refresh(session, { force: true })
    } catch (error) {
      if (!isAuthError(error)) throw error
    }
  }

  #isDue(record: SessionRecord): boolean {
    const atMs = this.#renewAtMs(record)
    return atMs !== null && this.#ports.clock.now() >= atMs
  }

  #renewAtMs(record: SessionRecord): number | null {
    const { model, leewaySeconds } = this.#settings
    return model.renewAtMs(record, { leewaySeconds, isVisible: this.#ports.page.isVisible() })
  }

  #hasRunOut({ expiresAtMs }: SessionRecord): boolean {
    return expiresAtMs !== null && this.#ports.clock.now() >= expiresAtMs
  }
}
