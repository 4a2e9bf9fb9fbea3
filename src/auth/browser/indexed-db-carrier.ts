import type { SessionCarrier } from '../core/ports'
import { isSessionRecord } from '../core/record'
import type { SessionRecord } from '../core/record'

const storeName = 'session'
const key = 'record'

/** The longest to wait for IndexedDB, in ms: in some browsers it hangs on open for ever. */
const deadlineMs = 2_000

/**
 * A record that all tabs share. IndexedDB and not localStorage: a transaction is read and written as
 * one, and a tab that has waited for another never reads a value from before.
 *
 * Each transaction opens and closes the database, so that nothing is left behind and no other tab is
 * ever blocked. Rejects when the database cannot be used; a record that is not one counts as none.
 *
 * @param factory - asked for each time, since touching it throws where it is forbidden
 */
export function createIndexedDbCarrier(name: string, factory: () => IDBFactory): SessionCarrier {
  const transact = (decide: (stored: SessionRecord | null) => SessionRecord | null) =>
    withDatabase(factory, name, (database) => runTransaction(database, decide))
  const read = () => withDatabase(factory, name, readRecord)
  return { read, readNewest: read, transact }
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
    const timer = setTimeout(() => {
      reject(new Error('IndexedDB does not open'))
    }, deadlineMs)
    request.onupgradeneeded = () => request.result.createObjectStore(storeName)
    request.onsuccess = () => {
      clearTimeout(timer)
      resolve(request.result)
    }
    request.onerror = () => {
      clearTimeout(timer)
      reject(request.error ?? new Error('IndexedDB cannot be opened'))
    }
  })
}

function readRecord(database: IDBDatabase): Promise<SessionRecord | null> {
  return new Promise((resolve, reject) => {
    const request = database.transaction(storeName).objectStore(storeName).get(key)
    request.onsuccess = () => {
      resolve(recordOf(request.result))
    }
    request.onerror = () => {
      reject(request.error ?? new Error('IndexedDB cannot be read'))
    }
  })
}

function runTransaction(
  database: IDBDatabase,
  decide: (stored: SessionRecord | null) => SessionRecord | null,
): Promise<SessionRecord | null> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(storeName, 'readwrite')
    const store = transaction.objectStore(storeName)
    const request = store.get(key)
    let result: SessionRecord | null = null
    request.onsuccess = () => {
      const stored = recordOf(request.result)
      result = decide(stored)
      if (result === null) store.delete(key)
      else if (result !== stored) store.put(result, key)
    }
    transaction.oncomplete = () => {
      resolve(result)
    }
    transaction.onabort = () => {
      reject(transaction.error ?? new Error('IndexedDB cannot be written'))
    }
  })
}

const recordOf = (value: unknown) => (isSessionRecord(value) ? value : null)
