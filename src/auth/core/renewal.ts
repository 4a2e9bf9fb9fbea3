import { AuthUnavailableError, isAuthError } from './errors'
import type { EventHub } from './events'
import { clockJumpMs, longestTimerMs } from './limits'
import type { Clock } from './ports'
import type { SessionRecord } from './record'
import type { Refresher } from './refresher'
import type { OpenSession, SessionState } from './session-state'
import type { TokenTimes } from './token-times'

/** Renews the token when it is due: by a timer, before a request, and when the page comes back. */
export class Renewal {
  readonly #clock: Clock
  readonly #times: TokenTimes
  readonly #events: EventHub
  readonly #state: SessionState
  readonly #refresher: Refresher
  readonly #unsubscribe: () => void
  #cancelTimer: (() => void) | null = null
  #apartMs: number
  #isStopped = false

  constructor(
    clock: Clock,
    times: TokenTimes,
    events: EventHub,
    state: SessionState,
    refresher: Refresher,
  ) {
    this.#clock = clock
    this.#times = times
    this.#events = events
    this.#state = state
    this.#refresher = refresher
    this.#apartMs = this.#clocksApartMs()
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
    return this.#times.isDue(session.record) ? this.renewedRecord(session) : session.record
  }

  /** The same, where the token is to be renewed although it is not due. */
  async renewedRecord(session: OpenSession): Promise<SessionRecord> {
    const { record } = session
    try {
      const renewed = await this.#refresher.refresh(session, { force: false })
      return await this.unlessSlept(renewed)
    } catch (error) {
      if (error instanceof AuthUnavailableError && !this.#times.hasRunOut(record)) return record
      throw error
    }
  }

  /**
   * A record that a refresh has just brought. The machine may have slept between the answer and now, or its clock was
   * set: then there is time for one more.
   */
  async unlessSlept(record: SessionRecord): Promise<SessionRecord> {
    const session = this.#state.current
    if (session?.record !== record || this.#times.isGood(record)) return record
    return await this.#refresher.refresh(session, { force: false })
  }

  /** The page has come back, or the network: whatever is due is done now. */
  catchUp(): void {
    if (this.#isStopped) return
    this.#noteJump()
    const session = this.#state.current
    if (!session) return
    const isUnreachable = this.#state.snapshot.reachability.status !== 'reachable'
    if (isUnreachable || this.#times.isDue(session.record)) void this.#renewQuietly(session)
    else this.#schedule()
  }

  stop(): void {
    this.#isStopped = true
    this.#unsubscribe()
    this.#cancelTimer?.()
  }

  /** A long wait is cut into short ones, and each looks at the clocks again: the machine may sleep under a timer. */
  #schedule(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
    const session = this.#state.current
    if (!session) return
    this.#times.use(session.record)
    const waitMs = this.#waitMs(session.record)
    if (waitMs === null) return
    const task = () => {
      this.#tick(session)
    }
    this.#cancelTimer = this.#clock.after(Math.min(waitMs, longestTimerMs), task)
  }

  #tick(session: OpenSession): void {
    this.#noteJump()
    if (this.#waitMs(session.record) === 0) void this.#renewQuietly(session)
    else this.#schedule()
  }

  /** How long to leave the record alone, in ms; `null` for ever. */
  #waitMs(record: SessionRecord): number | null {
    const pauseMs = Math.max(0, this.#refresher.pauseLeftMs(record))
    if (this.#state.snapshot.reachability.status !== 'reachable') return pauseMs
    const dueInMs = this.#times.dueInMs(record)
    return dueInMs === null ? null : Math.max(dueInMs, pauseMs)
  }

  /** Subscribers have been told already; nobody waits for this one. */
  async #renewQuietly(session: OpenSession): Promise<void> {
    try {
      await this.#refresher.refresh(session, { force: true })
    } catch (error) {
      if (!isAuthError(error)) throw error
    }
  }

  #noteJump(): void {
    const apartMs = this.#clocksApartMs()
    const byMs = apartMs - this.#apartMs
    this.#apartMs = apartMs
    if (Math.abs(byMs) >= clockJumpMs) this.#events.emit({ type: 'clock-jumped', byMs })
  }

  #clocksApartMs(): number {
    return this.#clock.now() - this.#clock.monotonic()
  }
}
