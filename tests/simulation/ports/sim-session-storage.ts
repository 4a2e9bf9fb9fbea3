import type { Ledger } from '@/auth/core/ledger'
import { emptyLedger } from '@/auth/core/ledger'
import { parseLedger } from '@/auth/core/parse-ledger'
import type { LedgerStore } from '@/auth/core/ports'

/** The session storage of one tab: it outlives a reload, can be copied with its tab, and come back with it. */
export class SimSessionStorage {
  readonly #isForbidden: boolean
  readonly #onWrite: (ledger: Ledger) => void
  #ledger: Ledger

  /** @param onWrite - told of what is stored */
  constructor(
    isForbidden: boolean,
    onWrite: (ledger: Ledger) => void,
    ledger: Ledger = emptyLedger,
  ) {
    this.#isForbidden = isForbidden
    this.#onWrite = onWrite
    this.#ledger = ledger
  }

  get ledger(): Ledger {
    return this.#ledger
  }

  readonly store: LedgerStore = {
    isShared: false,
    read: async () => this.#allowed(),
    transact: async (decide) => {
      this.#ledger = parseLedger(decide(this.#allowed()))
      this.#onWrite(this.#ledger)
      return this.#ledger
    },
  }

  #allowed(): Ledger {
    if (this.#isForbidden) throw new Error('Session storage is forbidden')
    return this.#ledger
  }
}
