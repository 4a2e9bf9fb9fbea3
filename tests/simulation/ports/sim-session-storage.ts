import type { Ledger } from '@/auth/core/ledger'
import { emptyLedger } from '@/auth/core/ledger'
import { parseLedger } from '@/auth/core/parse-ledger'
import type { LedgerStore } from '@/auth/core/ports'

/** The session storage of one tab: it outlives a reload, can be copied with its tab, and come back with it. */
export class SimSessionStorage {
  readonly #isForbidden: boolean
  #ledger: Ledger

  constructor(isForbidden: boolean, ledger: Ledger = emptyLedger) {
    this.#isForbidden = isForbidden
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
      return this.#ledger
    },
  }

  #allowed(): Ledger {
    if (this.#isForbidden) throw new Error('Session storage is forbidden')
    return this.#ledger
  }
}
