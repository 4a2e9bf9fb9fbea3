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
 */
export function createIndexedDbStore(name: string, factory: () => IDBFactory): LedgerStore {
  return {
    isShared: true,
    read: () => withDatabase(factory, name, readLedger),
    transact: (decide) =>
      withDatabase(factory, name, (database) => runTransaction(database, decide)),
  }
}

async function withDatabase<Result>(
  factory: () => IDBFactory,
  name: string,
  use: (database: IDBDatabase) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase(factory, name)
  try {
    return await use(database)
  } finally {
    database.close()
  }
}

function openDatabase(factory: () => IDBFactory, name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory().open(name, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(storeName)
    request.onsuccess = () => {
      resolve(request.result)
    }
    request.onerror = () => {
      reject(request.error ?? new Error('IndexedDB cannot be opened'))
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
