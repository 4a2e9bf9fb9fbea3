import type { Ledger } from './ledger'
import { storeDeadlineMs, storePauseMs } from './limits'
import type { Clock, LedgerStore } from './ports'
import { withDeadline } from './with-deadline'

/** A store that is waited for only so long. One that hangs is left alone for a while. Nothing here rejects. */
export class PatientStore {
  readonly #store: LedgerStore
  readonly #clock: Clock
  #isWorking = true
  #hasFailed = false
  /** By the monotonic clock. */
  #pausedUntilMs = 0

  constructor(store: LedgerStore, clock: Clock) {
    this.#store = store
    this.#clock = clock
  }

  get isShared(): boolean {
    return this.#store.isShared
  }

  /** Whether the store did what it was last asked for. */
  get isWorking(): boolean {
    return this.#isWorking
  }

  /** Whether it has ever not done what it was asked for. */
  get hasFailed(): boolean {
    return this.#hasFailed
  }

  /** @returns `null` when the store did not do it in time */
  read(): Promise<Ledger | null> {
    return this.#use(() => this.#store.read())
  }

  /**
   * A store that comes to it late, when the caller has long gone on from memory, changes nothing.
   *
   * @returns `null` when the store did not do it in time
   */
  async transact(decide: (stored: Ledger) => Ledger): Promise<Ledger | null> {
    let isGivenUp = false
    const change = (stored: Ledger) => (isGivenUp ? stored : decide(stored))
    const result = await this.#use(() => this.#store.transact(change))
    isGivenUp = true
    return result
  }

  async #use(ask: () => Promise<Ledger>): Promise<Ledger | null> {
    if (this.#clock.monotonic() < this.#pausedUntilMs) return null
    const startedAtMs = this.#clock.monotonic()
    const result = await withDeadline(this.#clock, storeDeadlineMs, () =>
      ask().finally(() => {
        this.#pausedUntilMs = 0
      }),
    )
    const tookMs = this.#clock.monotonic() - startedAtMs
    this.#isWorking = result !== null
    this.#hasFailed ||= result === null
    if (result === null && tookMs >= storeDeadlineMs) {
      this.#pausedUntilMs = this.#clock.monotonic() + storePauseMs
    }
    return result
  }
}
