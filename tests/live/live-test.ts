import { fileURLToPath } from 'node:url'
import { type BrowserContext, test as base, expect } from '@playwright/test'
import { type AppServer, startApp } from '../support/app-server.ts'
import type { LogEntry } from './servers/access-log.mjs'
import { type Backend, type Lifetimes, configOf } from './servers/backend.mjs'
import { type LiveServer, startBackend } from './servers/live-server.mjs'

export { expect }

/**
 * How long an access token lives here. `exp` is cut to the second and the app renews a second early: in five
 * shorter lifetimes there would be time for more than six refreshes.
 */
export const accessSeconds = 8

/** A session goes on for longer than any test. */
const shortLifetimes: Lifetimes = { accessSeconds, windowSeconds: 1200 }

/** The production build. */
const dist = fileURLToPath(new URL('../../dist', import.meta.url))

/** The built app and the real server it talks to, on two origins or on one. */
export interface LiveWorld {
  readonly app: Pick<AppServer, 'url' | 'setConfig' | 'close'>
  readonly server: LiveServer
  /** The `config.json` that the app is served with. */
  readonly config: object
}

interface TestFixtures {
  /** What the API has answered since the test began. Preflights and Django's admin are left out. */
  readonly requests: () => LogEntry[]
  /** Uncaught errors of all tabs, and breaches of their content security policy. */
  readonly pageErrors: readonly string[]
}

interface WorkerFixtures {
  readonly world: LiveWorld
}

/** A Playwright test with the live server of a backend, started once for all tests of a file. */
export type LiveTest = ReturnType<typeof createLiveTest>

/** Starts the app and its server. */
export type StartWorld = (backend: Backend, lifetimes: Lifetimes) => Promise<LiveWorld>

/** Makes the {@link LiveTest} of a backend. */
export function createLiveTest(
  backend: Backend,
  lifetimes: Lifetimes = shortLifetimes,
  start: StartWorld = startOnTestServer,
) {
  return base.extend<TestFixtures, WorkerFixtures>({
    world: [
      async ({}, use) => {
        const world = await start(backend, lifetimes)
        await use(world)
        await world.server.stop()
        await world.app.close()
      },
      // The first run installs the packages.
      { scope: 'worker', timeout: 5 * 60_000 },
    ],

    baseURL: async ({ world }, use) => use(world.app.url),

    requests: async ({ world: { server } }, use) => {
      const before = server.log().length
      await use(() => server.log().slice(before).filter(isApiCall))
    },

    pageErrors: [async ({ context }, use) => use(collectErrors(context)), { auto: true }],
  })
}

/** The list of the backend, twice: going from one to the other asks the server again. */
export function listsOf({ list }: Backend) {
  return [list, { ...list, title: `${list.title} again`, path: `${list.path}-again` }] as const
}

async function startOnTestServer(backend: Backend, lifetimes: Lifetimes): Promise<LiveWorld> {
  const { proxy } = backend
  const { accessSeconds, windowSeconds: refreshSeconds } = lifetimes
  const app = await startApp({ dist, config: null })
  const allowedOrigins = proxy ? [] : [app.url]
  const server = await startBackend(backend, { accessSeconds, refreshSeconds, allowedOrigins })
  if (proxy) app.setProxy({ prefixes: proxy.prefixes, target: server.url })
  const config = { ...configOf(backend, server.url, lifetimes), lists: listsOf(backend) }
  app.setConfig(config)
  return { app, server, config }
}

function isApiCall({ method, path }: LogEntry): boolean {
  return method !== 'OPTIONS' && !/^\/(admin|static)\//.test(path)
}

function collectErrors(context: BrowserContext): string[] {
  const errors: string[] = []
  context.on('weberror', (error) => errors.push(error.error().message))
  context.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) errors.push(message.text())
  })
  return errors
}
