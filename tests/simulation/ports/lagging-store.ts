import type { Ledger } from '@/auth/core/ledger'
import { emptyLedger } from '@/auth/core/ledger'
import type { LedgerStore } from '@/auth/core/ports'
import type { Machine } from '../machine/machine'
import type { OnCommit } from './sim-database'

interface Write {
  readonly ledger: Ledger
  readonly by: number
  readonly shownAtMs: number
}

/** How late other tabs see a write. */
const lagMs = 60

/**
 * Local storage: no transactions, and other tabs see a write late, lock or no lock. The module does not use it for
 * the session; here it is what happens if somebody does.
 */
export class LaggingStore {
  readonly #machine: Machine
  readonly #onCommit: OnCommit
  #writes: readonly Write[] = [{ ledger: emptyLedger, by: -1, shownAtMs: 0 }]

  constructor(machine: Machine, onCommit: OnCommit) {
    this.#machine = machine
    this.#onCommit = onCommit
  }

  get ledger(): Ledger {
    return this.#writes.at(-1)?.ledger ?? emptyLedger
  }

  storeOf(tab: number): LedgerStore {
    return {
      isShared: true,
      read: async () => this.#seenBy(tab),
      transact: async (decide) => {
        const ledger = decide(this.#seenBy(tab))
        this.#onCommit(this.ledger, ledger)
        const shownAtMs = this.#machine.trueMs + lagMs
        this.#writes = [...this.#writes.slice(-16), { ledger, by: tab, shownAtMs }]
        return ledger
      },
    }
  }

  #seenBy(tab: number): Ledger {
    const { trueMs } = this.#machine
    const seen = this.#writes.filter(({ by, shownAtMs }) => by === tab || shownAtMs <= trueMs)
    return seen.at(-1)?.ledger ?? emptyLedger
  }
}
