import type { Carrier } from './carrier'
import type { Revocation } from './ledger'
import { backstopMs, lockWaitMs } from './limits'
import type { AuthPorts, RevokeOutcome } from './ports'
import type { SessionRecord } from './record'
import {
  claimRevocations,
  dueRevocations,
  revocationPauseMs,
  revocationWaitMs,
  settleRevocation,
  spareSession,
  suspendRevocations,
} from './revocations'
import { isOtherPerson } from './same-person'
import type { SessionState } from './session-state'
import { withDeadline } from './with-deadline'

/** What a {@link Revoker} works with. */
export interface RevokerSurroundings {
  readonly ports: AuthPorts
  readonly state: SessionState
  readonly carriers: readonly Carrier[]
  /** Whether the tokens are in the browser's one jar. */
  readonly isCookie: boolean
}

/**
 * Tells the server of logouts: at once, and where it could not be told, again when a page opens, when it comes back, and
 * in growing steps meanwhile. Nobody waits for that, and nothing here rejects.
 */
export class Revoker {
  readonly #around: RevokerSurroundings
  #isRetrying = false
  #isStopped = false
  #cancelTimer: (() => void) | null = null

  constructor(around: RevokerSurroundings) {
    this.#around = around
  }

  /** Tells the server of these tokens now. */
  async revoke(records: readonly SessionRecord[]): Promise<void> {
    for (const record of records) {
      const outcome = await this.#locked(() => this.#send(record))
      for (const carrier of this.#around.carriers) await this.#settle(carrier, record, outcome)
    }
    this.#schedule()
  }

  /** The page is here: tells it of what it could not be told before, now or as soon as that is due. */
  async retry(): Promise<void> {
    const hasTried = await this.#retryDue()
    this.#schedule(hasTried ? revocationWaitMs : revocationPauseMs)
  }

  /** @returns whether anything was due */
  async #retryDue(): Promise<boolean> {
    if (this.#isRetrying || this.#isStopped) return true
    this.#isRetrying = true
    const due = this.#around.carriers.filter((carrier) => this.#isAnyDue(carrier))
    for (const carrier of due) await this.#locked(() => this.#retryIn(carrier))
    this.#isRetrying = false
    return due.length > 0
  }

  /** Somebody is about to log in: with one cookie jar a logout that comes late would be theirs. */
  async giveWay(): Promise<void> {
    const { carriers, isCookie, ports } = this.#around
    if (!isCookie) return
    const ledgers = await Promise.all(carriers.map((carrier) => carrier.read()))
    if (ledgers.every(({ revocations }) => revocations.length === 0)) return
    const nowMs = ports.clock.now()
    await this.#locked(() =>
      Promise.all(
        carriers.map((carrier) => carrier.transact((found) => suspendRevocations(found, nowMs))),
      ),
    )
  }

  stop(): void {
    this.#isStopped = true
    this.#cancelTimer?.()
  }

  async #retryIn(carrier: Carrier): Promise<void> {
    const { state, isCookie, ports } = this.#around
    const nowMs = ports.clock.now()
    const open = state.current?.record ?? null
    let claimed: readonly Revocation[] = []
    await carrier.transact((found) => {
      const living = [found.record, open].filter((record) => record !== null)
      const rest = living.reduce((ledger, one) => spareSession(ledger, one, isCookie), found)
      claimed = dueRevocations(rest, nowMs)
      return claimRevocations(rest, nowMs)
    })
    for (const { record } of claimed) {
      if (this.#isStopped) return
      const isOthers = isCookie && (await this.#isJarOfOther(record))
      const outcome = isOthers ? ({ kind: 'told' } as const) : await this.#send(record)
      await this.#settle(carrier, record, outcome)
    }
  }

  /** Another app of this server may have signed somebody in since. */
  async #isJarOfOther(record: SessionRecord): Promise<boolean> {
    if (record.accessToken !== null) return false
    const { api, clock } = this.#around.ports
    const answer = await withDeadline(clock, backstopMs, () => api.fetchUser(null))
    return answer?.kind === 'user' && isOtherPerson(record, answer)
  }

  async #send(record: SessionRecord): Promise<RevokeOutcome> {
    const { api, clock } = this.#around.ports
    const outcome = await withDeadline(clock, backstopMs, () => api.revoke(record))
    return outcome ?? { kind: 'unavailable', status: null }
  }

  async #settle(carrier: Carrier, { version }: SessionRecord, outcome: RevokeOutcome) {
    const isOwed = carrier.known.revocations.some(({ record }) => record.version.id === version.id)
    if (!isOwed) return
    const nowMs = this.#around.ports.clock.now()
    await carrier.transact((found) => settleRevocation(found, version.id, outcome, nowMs))
  }

  /** With cookies, under the lock: a refresh on its way would set new ones behind the logout. */
  #locked<Result>(task: () => Promise<Result>): Promise<Result> {
    const { ports, isCookie } = this.#around
    return isCookie ? ports.runExclusive(task, lockWaitMs) : task()
  }

  #isAnyDue({ known: { revocations } }: Carrier): boolean {
    const nowMs = this.#around.ports.clock.now()
    return revocations.some(({ notBeforeMs }) => notBeforeMs <= nowMs)
  }

  #schedule(waitOf = revocationWaitMs): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
    const { carriers, ports } = this.#around
    const nowMs = ports.clock.now()
    const waits = carriers
      .flatMap(({ known }) => known.revocations)
      .map((one) => waitOf(one, nowMs))
    if (waits.length === 0 || this.#isStopped) return
    this.#cancelTimer = ports.clock.after(
      Math.min(...waits),
      () => void this.#retryDue().then(() => this.#schedule()),
    )
  }
}
