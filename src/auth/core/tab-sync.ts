import { createMemoryCarrier } from './memory-carrier'
import type { AuthPorts, SessionCarrier, TabMessage } from './ports'
import { readQuietly } from './read-quietly'
import { isNewer } from './record'
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

  /** Opens what is stored: this tab's own session, else the shared one, else another tab's. Never rejects. */
  async restore(): Promise<void> {
    const { tabCarrier, sharedCarrier } = this.#ports
    const own = await readQuietly(tabCarrier.read)
    const shared = own ? null : await readQuietly(sharedCarrier.read)
    if (own) this.#state.open(own, tabCarrier)
    else if (shared) this.#state.open(shared, sharedCarrier)
    else if (!(await this.#takeOver())) this.#state.end('never-logged-in')
  }

  /** Looks at the shared carrier again: a message from another tab may have been lost. */
  async catchUp(): Promise<void> {
    const stored = await readQuietly(this.#ports.sharedCarrier.read)
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
    this.#ports.channel.post({ type: 'changed', sid })
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
    if (session && !this.#state.isShared()) {
      // A session of some tabs alone: what the others do with theirs is nothing to it.
      if (session.record.sid === message.sid) await this.#followTabs(session, message)
      return
    }
    const stored = await readQuietly(this.#ports.sharedCarrier.read)
    const reason = message.type === 'ended' ? message.reason : 'logged-out'
    if (stored !== undefined) this.#state.follow(stored, reason)
    if (message.type === 'changed' && !this.#state.current) await this.#takeOver()
  }

  async #followTabs(session: OpenSession, message: TabMessage): Promise<void> {
    if (message.type === 'ended') {
      this.#state.end(message.reason)
      await this.discard(session)
      return
    }
    const newest = await readQuietly(session.carrier.readNewest)
    const current = this.#state.current
    if (newest && current && isNewer(newest, current.record)) {
      this.#state.open(newest, session.carrier)
    }
  }

  /** Takes over the session of a tab that has one for itself. @returns whether there was one */
  async #takeOver(): Promise<boolean> {
    const { tabCarrier } = this.#ports
    const record = await readQuietly(tabCarrier.readNewest)
    if (!record || this.#state.current) return false
    this.#state.open(record, tabCarrier)
    return true
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
