import { emptyLedger } from '@/auth/core/ledger'
import type { Ledger } from '@/auth/core/ledger'
import type { HandOverHint } from '@/auth/core/ports'

/** A store in memory that a test can look into and break. */
export function createTestStore({ isShared }: { readonly isShared: boolean }) {
  const store = {
    isShared,
    ledger: emptyLedger,
    isBroken: false,
    /** Awaited before each read and write. */
    gate: Promise.resolve(),
    /** Awaited before each commit, when it is decided already what is written. */
    commitGate: null as Promise<void> | null,
    /** From now on every read and write hangs for ever, but for the next `count`. */
    hangAfter: (count: number) => {
      left = count
    },
    read: async () => {
      await enter()
      return store.ledger
    },
    transact: async (decide: (stored: Ledger) => Ledger) => {
      await enter()
      const ledger = decide(store.ledger)
      if (store.commitGate) await store.commitGate
      store.ledger = ledger
      return store.ledger
    },
  }
  let left = Infinity
  const enter = async () => {
    await store.gate
    left -= 1
    if (left < 0) await new Promise(() => {})
    if (store.isBroken) throw new Error('The storage is broken')
  }
  return store
}

export function createTestHint(): HandOverHint {
  let isSet = false
  return {
    isSet: () => isSet,
    set: () => {
      isSet = true
    },
    clear: () => {
      isSet = false
    },
  }
}
