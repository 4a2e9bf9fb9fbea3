import { expect } from '@playwright/test'
import type { BrowserContext, Page } from '@playwright/test'
import { AppPage } from '../support/app-page'
import { test as base } from './app-test'

export { configFor, demoDist, dist, isRefresh, refreshPaths } from './app-test'
export type { ServerClock } from './app-test'
export { expect }

interface Options {
  /** Errors of the pages that a test brings about on purpose. */
  readonly expectedErrors: RegExp | null
}

/** Where and how somebody logs in. */
interface SignIn {
  /** @default the page of the test */
  readonly on?: Page
  /** Also the password. @default demo */
  readonly as?: string
  /** "Keep me signed in". @default true */
  readonly keep?: boolean
}

interface Fixtures {
  readonly app: AppPage
  /** Opens a place as a stranger and logs in; resolves when the place is there. */
  readonly signedIn: (place: string, how?: SignIn) => Promise<AppPage>
  readonly cleanPages: undefined
}

/**
 * With pages of Playwright's browser. It fails on any uncaught error and on any breach of the content security
 * policy, in every page.
 */
export const test = base.extend<Options & Fixtures>({
  expectedErrors: [null, { option: true }],

  app: async ({ page }, use) => use(new AppPage(page)),

  signedIn: async ({ page }, use) => {
    await use(async (place, { on = page, as = 'demo', keep = true } = {}) => {
      const app = new AppPage(on)
      await on.goto(place)
      await app.logIn(as, as, { keep })
      await expect(app.logOutButton).toBeVisible()
      await expect(on).toHaveURL(place)
      return app
    })
  },

  cleanPages: [
    async ({ context, expectedErrors }, use) => {
      const errors = collectErrors(context)
      await use(undefined)
      const unexpected = errors.filter((error) => !expectedErrors?.test(error))
      expect(unexpected, 'errors of the pages').toEqual([])
    },
    { auto: true },
  ],
})

/** Uncaught errors and breaches of the content security policy, in every page of the context. */
export function collectErrors(context: BrowserContext): string[] {
  const errors: string[] = []
  context.on('weberror', (error) => errors.push(error.error().message))
  context.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) errors.push(message.text())
  })
  return errors
}
