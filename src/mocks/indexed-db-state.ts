import type { DBSchema } from 'idb'
import { openDB } from 'idb'
import type { MockBackend } from './mock-backend'
import type { MockRequest, MockResponse } from './mock-http'

interface MockDatabase extends DBSchema {
  state: { key: 'current'; value: unknown }
}

/**
 * Answers a request from the state in IndexedDB. Reading, answering and writing are one readwrite
 * transaction, so that the requests of all tabs happen one after the other on one state.
 *
 * @param databaseName - the tabs that share a server share its name
 */
export async function handleInIndexedDb(
  backend: MockBackend,
  request: MockRequest,
  databaseName: string,
): Promise<MockResponse> {
  const database = await openDB<MockDatabase>(databaseName, 1, {
    upgrade: (created) => void created.createObjectStore('state'),
  })
  try {
    const transaction = database.transaction('state', 'readwrite')
    const stored = await transaction.store.get('current')
    const { response, state } = backend.handle(request, backend.restoreState(stored))
    await Promise.all([transaction.store.put(state, 'current'), transaction.done])
    return response
  } finally {
    database.close()
  }
}
