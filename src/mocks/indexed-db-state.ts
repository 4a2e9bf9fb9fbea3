import type { DBSchema } from 'idb'
import { openDB } from 'idb'
import type { Conditions } from './conditions'
import { parseConditions } from './conditions'
import type { MockBackend } from './mock-backend'
import type { MockRequest, MockResponse } from './mock-http'
import type { Trouble } from './trouble'

/** `current` is the backend's state; `conditions` are those it works under. */
type Key = 'current' | 'conditions'

interface MockDatabase extends DBSchema {
  state: { key: Key; value: unknown }
}

/**
 * Answers a request from the state in IndexedDB. Reading, answering and writing are one readwrite
 * transaction, so that the requests of all tabs happen one after the other on one state.
 *
 * @param databaseName - the tabs that share a server share its name
 */
export function handleInIndexedDb(
  backend: MockBackend,
  request: MockRequest,
  databaseName: string,
): Promise<MockResponse> {
  return update(databaseName, 'current', (stored) => {
    const { response, state } = backend.handle(request, backend.restoreState(stored))
    return { value: state, result: response }
  })
}

/** Lets something happen on the server, between two requests. */
export function causeInIndexedDb(
  backend: MockBackend,
  trouble: Trouble,
  databaseName: string,
): Promise<void> {
  return update(databaseName, 'current', (stored) => ({
    value: trouble(backend.restoreState(stored)),
    result: undefined,
  }))
}

/** Changes the conditions for every tab, or with no changes reads them. */
export function changeConditions(
  changes: Partial<Conditions>,
  databaseName: string,
): Promise<Conditions> {
  return update(databaseName, 'conditions', (stored) => {
    const conditions = { ...parseConditions(stored), ...changes }
    return { value: conditions, result: conditions }
  })
}

async function update<Result>(
  databaseName: string,
  key: Key,
  change: (stored: unknown) => { readonly value: unknown; readonly result: Result },
): Promise<Result> {
  const database = await openDB<MockDatabase>(databaseName, 1, {
    upgrade: (created) => void created.createObjectStore('state'),
  })
  try {
    const transaction = database.transaction('state', 'readwrite')
    const { value, result } = change(await transaction.store.get(key))
    await Promise.all([transaction.store.put(value, key), transaction.done])
    return result
  } finally {
    database.close()
  }
}
