import type { EndReason } from './session'
import type { Clock } from './ports'

/**
 * What happened to the session, for a log, a timeline or a metric. Holds no token, no password and nothing of the
 * person; generations count the tokens of one session.
 */
export type AuthEvent =
  | { readonly type: 'session-opened'; readonly cause: OpenCause; readonly generation: number }
  | { readonly type: 'token-replaced'; readonly cause: OpenCause; readonly generation: number }
  | { readonly type: 'session-ended'; readonly reason: EndReason }
  | { readonly type: 'refresh-sent'; readonly generation: number }
  | { readonly type: 'refresh-refused'; readonly generation: number }
  /** No answer, or one of a server in trouble; the session is kept. `status` is `null` without an answer. */
  | { readonly type: 'refresh-unavailable'; readonly status: number | null }
  /** An answer that the profile does not know; the session is kept. `status` is `null` where nothing could be sent. */
  | { readonly type: 'refresh-unrecognised'; readonly status: number | null }
  /** The API refused a token, and the request is sent once more with a newer one. */
  | { readonly type: 'request-replayed'; readonly generation: number }
  /** The API refused the newer token as well. */
  | { readonly type: 'replay-refused' }
  /** The machine slept, or somebody set its clock. */
  | { readonly type: 'clock-jumped'; readonly byMs: number }

/** Where a session or its token came from. */
export type OpenCause = 'login' | 'restore' | 'refresh' | 'other-tab'

/** An {@link AuthEvent}, and when it happened, in ms since the epoch by this machine's clock. */
export type TimedAuthEvent = AuthEvent & { readonly atMs: number }

/** Tells listeners what happened. */
export class EventHub {
  readonly #clock: Clock
  readonly #listeners = new Set<(event: TimedAuthEvent) => void>()
  #isClosed = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** @returns a function that unsubscribes */
  subscribe(listener: (event: TimedAuthEvent) => void): () => void {
    if (!this.#isClosed) this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  emit(event: AuthEvent): void {
    this.publish(this.timed(event))
  }

  /** Notes the time of an event that is to be published later, when no lock is held. */
  timed(event: AuthEvent): TimedAuthEvent {
    return { ...event, atMs: this.#clock.now() }
  }

  /** Nobody is told anything any more. */
  close(): void {
    this.#isClosed = true
    this.#listeners.clear()
  }

  publish(event: TimedAuthEvent): void {
    for (const listener of [...this.#listeners]) notifyListener(listener, event)
  }
}

/** A listener that throws must not stop the session; its error is reported as an uncaught one. */
export function notifyListener<Value>(listener: (value: Value) => void, value: Value): void {
  try {
    listener(value)
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}
