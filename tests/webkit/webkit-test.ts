import { expect } from '@playwright/test'
import { test as base } from '../e2e/app-test'
import { startPageErrors } from './page-errors'
import type { PageErrors } from './page-errors'
import { Tab } from './tab'
import { WebDriver } from './web-driver'
import { startWebKit } from './webkit-process'
import type { WebKitProcess } from './webkit-process'

export { expect }

/** How often a driver is started until one starts a browser. */
const mostStarts = 3

/** What playwright.config.ts says. */
export interface WebKitOptions {
  /** Where the WebKitWebDriver is; `null` when it was not found. */
  readonly webKitDriver: string | null
}

interface WorkerFixtures extends WebKitOptions {
  /** Where the driver takes its commands. */
  readonly driverUrl: string
  readonly pageErrors: PageErrors
}

interface Fixtures {
  /** "Keep me signed in". */
  readonly keep: boolean
  readonly driver: WebDriver
  readonly tab: Tab
  readonly openTab: () => Promise<Tab>
  /** Opens a place as a stranger and logs in; resolves when the place is there. */
  readonly signedIn: (place: string) => Promise<void>
  /** What the pages of this test have told until now; a test that brings errors about takes them out. */
  readonly errors: string[]
}

/**
 * A Playwright test of the production build in WebKitGTK, each in a browser of its own. It fails on any uncaught error
 * and on any breach of the content security policy, in every page.
 */
export const test = base.extend<Fixtures, WorkerFixtures>({
  webKitDriver: [null, { option: true, scope: 'worker' }],

  driverUrl: [
    async ({ webKitDriver }, use) => {
      if (webKitDriver === null) throw new Error('No WebKitWebDriver and Xvfb were found.')
      const webKit = await startWorkingWebKit(webKitDriver)
      await use(webKit.url)
      await webKit.stop()
    },
    { scope: 'worker', timeout: mostStarts * 90_000 },
  ],

  pageErrors: [
    async ({}, use) => {
      const pageErrors = await startPageErrors()
      await use(pageErrors)
      await pageErrors.close()
    },
    { scope: 'worker' },
  ],

  keep: [true, { option: true }],

  build: async ({ build, pageErrors }, use) => use(await pageErrors.watch(build)),

  driver: [
    async ({ driverUrl }, use, testInfo) => {
      const driver = await WebDriver.open(driverUrl)
      await use(driver)
      // A picture of the window never comes where nothing is composited.
      const isAsExpected = testInfo.status === testInfo.expectedStatus
      if (!isAsExpected) await testInfo.attach('last window', { body: await describe(driver) })
      await driver.quit()
    },
    // Beside the time of the test: a busy machine takes long to start a browser.
    { timeout: 90_000 },
  ],

  tab: async ({ driver, server }, use) => {
    await use(new Tab(driver, await driver.currentWindow(), server.url))
  },

  openTab: async ({ driver, server }, use) => {
    await use(async () => new Tab(driver, await driver.openTab(), server.url))
  },

  signedIn: async ({ tab, keep }, use) => {
    await use(async (place) => {
      await tab.open(place)
      await tab.logIn('demo', 'demo', { keep })
      await tab.sees('button', 'Log out')
      await tab.isAt(place)
    })
  },

  errors: [
    async ({ pageErrors: { told } }, use) => {
      told.length = 0
      await use(told)
      expect(told, 'errors of the pages').toEqual([])
    },
    { auto: true },
  ],
})

/** A driver of which it is known that it starts browsers: on a busy machine some never start their first. */
async function startWorkingWebKit(path: string): Promise<WebKitProcess> {
  for (let starts = 1; ; starts += 1) {
    const webKit = await startWebKit(path)
    try {
      const first = await WebDriver.open(webKit.url)
      await first.quit()
      return webKit
    } catch (error) {
      await webKit.stop()
      if (starts === mostStarts) throw error
    }
  }
}

/** What the current window shows, in words. */
async function describe(driver: WebDriver): Promise<string> {
  const words = await driver.run('return document.body.innerText')
  return `${await driver.address()}\n${String(words)}`
}
