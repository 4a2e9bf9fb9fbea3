import { emptyLedger } from '../core/ledger'
import type { Ledger } from '../core/ledger'
import { parseLedger } from '../core/parse-ledger'
import type { LedgerStore } from '../core/ports'

const storeName = 'session'
const key = 'ledger'

/**
 * A ledger that all tabs share. IndexedDB and not localStorage: a transaction is read and written as one, and a tab
 * that has waited for another never reads a value from before.
 *
 * Each transaction opens and closes the database, so that nothing is left behind and no other tab is ever blocked.
 * Rejects when the database cannot be used; whoever asks has a deadline, since in some browsers it hangs for ever.
 *
 * @param factory - asked for each time, since touching it throws where it is forbidden
 * @param isFormer - whether it is only to be emptied: where it is not, it is not made
 */
export function createIndexedDbStore(
  name: string,
  factory: () => IDBFactory,
  { isFormer = false }: { readonly isFormer?: boolean } = {},
): LedgerStore {
  const place = { name, factory, isFormer }
  return {
    isShared: true,
    read: async () => (await withDatabase(place, readLedger)) ?? emptyLedger,
    transact: async (decide) => {
      const ledger = await withDatabase(place, (database) => runTransaction(database, decide))
      return ledger ?? decide(emptyLedger)
    },
  }
}

interface DatabasePlace {
  readonly name: string
  readonly factory: () => IDBFactory
  readonly isFormer: boolean
}

/** @returns `null` where there is no database, and none is to be made */
async function withDatabase<Result>(
  place: DatabasePlace,
  use: (database: IDBDatabase) => Promise<Result>,
): Promise<Result | null> {
  const database = await openDatabase(place)
  if (!database) return null
  try {
    return await use(database)
  } finally {
    database.close()
  }
}

function openDatabase({ name, factory, isFormer }: DatabasePlace): Promise<IDBDatabase | null> {
  return new Promise((resolve, reject) => {
    const request = factory().open(name, 1)
    let isMissing = false
    request.onupgradeneeded = () => {
      isMissing = isFormer
      // It is gone again when this is taken back.
      if (isFormer) request.transaction?.abort()
      else request.result.createObjectStore(storeName)
    }
    request.onsuccess = () => {
      resolve(request.result)
    }
    request.onerror = () => {
      if (isMissing) resolve(null)
      else reject(request.error ?? new Error('IndexedDB cannot be opened'))
    }
  })
}

function readLedger(database: IDBDatabase): Promise<Ledger> {
  return new Promise((resolve, reject) => {
    const request = database.transaction(storeName).objectStore(storeName).get(key)
    request.onsuccess = () => {
      resolve(parseLedger(request.result))
    }
    request.onerror = () => {
      reject(request.error ?? new Error('IndexedDB cannot be read'))
    }
  })
}

function runTransaction(
  database: IDBDatabase,
  decide: (stored: Ledger) => Ledger,
): Promise<Ledger> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(storeName, 'readwrite')
    const store = transaction.objectStore(storeName)
    const request = store.get(key)
    let result: Ledger
    request.onsuccess = () => {
      result = decide(parseLedger(request.result))
      store.put(result, key)
    }
    transaction.oncomplete = () => {
      resolve(result)
    }
    transaction.onabort = () => {
      reject(transaction.error ?? new Error('IndexedDB cannot be written'))
    }
  })
}
