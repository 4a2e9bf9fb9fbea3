import { fileURLToPath } from 'node:url'
import { type Page, test as base, expect } from '@playwright/test'
import { type AppServer, startApp } from '../support/app-server.ts'
import { type LiveServer, type LogEntry, startSeed } from './servers/live-server.ts'
import type { SeedFacts } from './seed-facts.ts'

export { expect }

/** How long an access token lives here. */
export const accessSeconds = 8

/** How long a session can go on here: longer than any test. */
const refreshSeconds = 600

/** The production build. */
const dist = fileURLToPath(new URL('../../dist', import.meta.url))

/** The built app and the real server it talks to, on two origins. */
export interface LiveWorld {
  readonly app: AppServer
  readonly server: LiveServer
}

interface TestFixtures {
  /** What the server has answered since the test began, preflights left out. */
  readonly requests: () => LogEntry[]
  /** Uncaught errors of the page, and breaches of its content security policy. */
  readonly pageErrors: readonly string[]
}

interface WorkerFixtures {
  readonly world: LiveWorld
}

/** A Playwright test with the live server of a seed, started once for all tests of a file. */
export function createLiveTest(facts: SeedFacts) {
  return base.extend<TestFixtures, WorkerFixtures>({
    world: [
      async ({}, use) => {
        const app = await startApp({ dist, config: null })
        const allowedOrigins = [app.url]
        const server = await startSeed(facts.seed, {
          accessSeconds,
          refreshSeconds,
          allowedOrigins,
        })
        app.setConfig(facts.config(server.url))
        await use({ app, server })
        await server.stop()
        await app.close()
      },
      // The first run installs Django.
      { scope: 'worker', timeout: 5 * 60_000 },
    ],

    baseURL: async ({ world }, use) => use(world.app.url),

    requests: async ({ world: { server } }, use) => {
      const before = server.log().length
      await use(() =>
        server
          .log()
          .slice(before)
          .filter(({ method }) => method !== 'OPTIONS'),
      )
    },

    pageErrors: [async ({ page }, use) => use(collectErrors(page)), { auto: true }],
  })
}

function collectErrors(page: Page): string[] {
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) errors.push(message.text())
  })
  return errors
}
