import { fileURLToPath } from 'node:url'
import { type BrowserContext, test as base, expect } from '@playwright/test'
import { type AppServer, startApp } from '../support/app-server.ts'
import type { SeedFacts } from './seed-facts.ts'
import type { LogEntry } from './servers/access-log.mjs'
import { type LiveServer, startSeed } from './servers/live-server.mjs'
import { type Variant, configOf } from './servers/variants.mjs'

export { expect }

/**
 * How long an access token lives here. `exp` is cut to the second and the app renews a second early: in five
 * shorter lifetimes there would be time for more than six refreshes.
 */
export const accessSeconds = 8

/** How long a session can go on here: longer than any test. */
const refreshSeconds = 1200

/** The production build. */
const dist = fileURLToPath(new URL('../../dist', import.meta.url))

/** What the proxy of a seed on one origin hands to its server. */
const proxied = ['/api/', '/admin/', '/static/']

/** The built app and the real server it talks to, on two origins or on one. */
export interface LiveWorld {
  readonly app: AppServer
  readonly server: LiveServer
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

/** A Playwright test with the live server of a seed, started once for all tests of a file. */
export type LiveTest = ReturnType<typeof createLiveTest>

/** Makes the {@link LiveTest} of a seed. */
export function createLiveTest({ variant }: Pick<SeedFacts, 'variant'>) {
  return base.extend<TestFixtures, WorkerFixtures>({
    world: [
      async ({}, use) => {
        const world = await (variant.isSameOrigin ? startProxied : startApart)(variant)
        await use(world)
        await world.server.stop()
        await world.app.close()
      },
      // The first run installs Django.
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

/** The list of the seed, twice: going from one to the other asks the server again. */
export function listsOf({ list }: Variant) {
  return [list, { ...list, title: `${list.title} again`, path: `${list.path}-again` }] as const
}

async function startApart(variant: Variant): Promise<LiveWorld> {
  const app = await startApp({ dist, config: null })
  const server = await startSeed(variant, {
    accessSeconds,
    refreshSeconds,
    allowedOrigins: [app.url],
  })
  app.setConfig(configFor(variant, server.url))
  return { app, server }
}

async function startProxied(variant: Variant): Promise<LiveWorld> {
  const server = await startSeed(variant, { accessSeconds, refreshSeconds, allowedOrigins: [] })
  const app = await startApp({
    dist,
    config: configFor(variant, '/'),
    proxy: { prefixes: proxied, target: server.url },
  })
  return { app, server }
}

function configFor(variant: Variant, apiBaseUrl: string): object {
  return { ...configOf(variant, apiBaseUrl, refreshSeconds), lists: listsOf(variant) }
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
