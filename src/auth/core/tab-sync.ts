import { createMemoryCarrier } from './memory-carrier'
import type { AuthPorts, SessionCarrier, TabMessage } from './ports'
import type { SessionRecord } from './record'
import type { EndReason } from './session'
import type { OpenSession, SessionState } from './session-state'

/** Keeps the session of this tab, what is stored of it, and the other tabs in step. */
export class TabSync {
  readonly #ports: AuthPorts
  readonly #state: SessionState
  readonly #close: () => void

  constructor(ports: AuthPorts, state: SessionState) {
    this.#ports = ports
    this.#state = state
    this.#close = ports.channel.listen((message) => void this.#hear(message))
  }

  /** Opens what is stored: this tab's own session, else the shared one. Never rejects. */
  async restore(): Promise<void> {
    const { tabCarrier, sharedCarrier } = this.#ports
    for (const carrier of [tabCarrier, sharedCarrier]) {
      const record = await readQuietly(carrier)
      if (record) {
        this.#state.open(record, carrier)
        return
      }
    }
    this.#state.end('never-logged-in')
  }

  /** Looks at the shared carrier again: a message from another tab may have been lost. */
  async catchUp(): Promise<void> {
    const stored = await readQuietly(this.#ports.sharedCarrier)
    if (stored !== undefined) this.#state.follow(stored, 'logged-out')
  }

  /**
   * Stores a new session in the place that was asked for, and in no other. Where storage is full or
   * forbidden, the session lives in this page alone.
   */
  async store(record: SessionRecord, isKept: boolean): Promise<OpenSession> {
    const { tabCarrier, sharedCarrier } = this.#ports
    const [wanted, other] = isKept ? [sharedCarrier, tabCarrier] : [tabCarrier, sharedCarrier]
    await transactQuietly(other, () => null)
    const isStored = await transactQuietly(wanted, () => record)
    return { record, carrier: isStored ? wanted : createMemoryCarrier(record) }
  }

  /** Tells the other tabs that there is a session to take over. */
  announce({ sid }: SessionRecord): void {
    if (this.#state.isShared()) this.#ports.channel.post({ type: 'changed', sid })
  }

  /** Ends the session here at once, then in storage and in the other tabs. Never rejects. */
  async end({ record, carrier }: OpenSession, reason: EndReason): Promise<void> {
    this.#state.end(reason)
    await this.discard({ record, carrier })
    this.#ports.channel.post({ type: 'ended', sid: record.sid, reason })
  }

  /** Removes a session from where it is stored, unless another one is there by now. */
  async discard({ record, carrier }: OpenSession): Promise<void> {
    await transactQuietly(carrier, (stored) => (stored?.sid === record.sid ? null : stored))
  }

  stop(): void {
    this.#close()
  }

  async #hear(message: TabMessage): Promise<void> {
    const session = this.#state.current
    if (
      message.type === 'ended' &&
      session?.record.sid === message.sid &&
      !this.#state.isShared()
    ) {
      this.#state.end(message.reason)
      await this.discard(session)
      return
    }
    const stored = await readQuietly(this.#ports.sharedCarrier)
    const reason = message.type === 'ended' ? message.reason : 'logged-out'
    if (stored !== undefined) this.#state.follow(stored, reason)
  }
}

/** `undefined` when the carrier cannot be read. */
async function readQuietly(carrier: SessionCarrier): Promise<SessionRecord | null | undefined> {
  try {
    return await carrier.read()
  } catch {
    return undefined
  }
}

/** @returns whether the carrier could be written */
async function transactQuietly(
  carrier: SessionCarrier,
  decide: (stored: SessionRecord | null) => SessionRecord | null,
): Promise<boolean> {
  try {
    await carrier.transact(decide)
    return true
  } catch {
    return false
  }
}
