import { delay } from 'msw'
import { setupWorker } from 'msw/browser'
import { createMockHandlers } from './handlers'
import { MockServer } from './mock-server'
import type { MockSettings } from './settings'
import type { TroubleControl } from './trouble-control'

/** What {@link startMock} needs to know of the app. */
export interface StartMockOptions {
  /** Path below which the mock answers, without a slash at its end. */
  readonly baseUrl: string
  /** Where MSW's worker script is served. Pages below its folder are reached by it. */
  readonly workerUrl: string
  readonly settings: MockSettings
}

/**
 * Lets the mock backend answer this page's requests below `baseUrl`; its state is in IndexedDB, shared
 * by the tabs and kept over reloads. Requests to elsewhere are left alone.
 *
 * @returns what makes trouble for it; `unsupported` where no service worker can run: on plain HTTP anywhere
 *   but on this machine (Secure Contexts section 3.1), in some private windows, or when the script cannot
 *   be fetched
 */
export async function startMock({
  baseUrl,
  workerUrl,
  settings,
}: StartMockOptions): Promise<TroubleControl | 'unsupported'> {
  if (!('serviceWorker' in navigator)) return 'unsupported'

  const server = new MockServer({ settings, databaseName, now: () => Date.now(), wait: delay })
  const handlers = createMockHandlers(baseUrl, (request) => server.respond(request))
  try {
    await setupWorker(...handlers).start({
      onUnhandledRequest: 'bypass',
      quiet: true,
      serviceWorker: { url: workerUrl },
    })
    return server
  } catch {
    return 'unsupported'
  }
}

const databaseName = 'latchkey-mock'
