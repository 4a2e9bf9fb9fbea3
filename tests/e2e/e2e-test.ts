import { fileURLToPath } from 'node:url'
import { test as base, expect } from '@playwright/test'
import type { BrowserContext, Page } from '@playwright/test'
import { legacyDefaults, simpleJwtDefaults } from '../../src/mocks/settings'
import type { MockSettings } from '../../src/mocks/settings'
import { AppPage } from '../support/app-page'
import { startApp } from '../support/app-server'
import type { AppServer, ProxyOptions } from '../support/app-server'
import { startMockHttpServer } from '../support/mock-http-server'
import type { LoggedRequest, MockHttpServer } from '../support/mock-http-server'

export { expect }

/** The production build. */
export const dist = fileURLToPath(new URL('../../dist', import.meta.url))

/** The build that carries the mock. */
export const demoDist = fileURLToPath(new URL('../../dist-demo', import.meta.url))

const newPost = {
  title: 'New post',
  fields: [
    { name: 'title', label: 'Title' },
    { name: 'body', label: 'Text', multiline: true, required: false },
  ],
}

/** What `config.json` says for a mock of that dialect. */
export function configFor(dialect: MockSettings['dialect'], apiBaseUrl: string): object {
  const isPair = dialect === 'simplejwt'
  return {
    apiBaseUrl,
    auth: {
      profile: isPair ? 'simplejwt' : 'djangorestframework-jwt',
      endpoints: { user: '/user/', ...(isPair && { logout: '/api/token/blacklist/' }) },
      oneTimeCode: { wanted: { statuses: [400], keys: ['otp_token'] }, field: 'otp_token' },
    },
    lists: [
      { title: 'Posts', path: 'posts', url: '/posts/', create: newPost },
      { title: 'Subscribers', path: 'subscribers', url: '/subscribers/' },
    ],
  }
}

/** The path that refreshes, by dialect. */
export const refreshPaths = {
  simplejwt: '/api/token/refresh/',
  legacy: '/auth/refresh_token/',
} as const

/** Whether a logged request is a refresh, of whichever dialect. */
export function isRefresh({ method, path }: Pick<LoggedRequest, 'method' | 'path'>): boolean {
  return method === 'POST' && Object.values<string>(refreshPaths).includes(path)
}

interface Options {
  readonly dialect: MockSettings['dialect']
  readonly accessSeconds: number
  /** Through the app's own origin, or from another one with CORS. */
  readonly isProxied: boolean
  /** Errors of the pages that a test brings about on purpose. */
  readonly expectedErrors: RegExp | null
}

/** The mock's clock. */
export interface ServerClock {
  /** How far it is before that of this machine, in ms. */
  aheadMs: number
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
  /** How the mock behaves: the defaults of its dialect, with tokens of `accessSeconds`. */
  readonly settings: MockSettings
  readonly allowedOrigins: string[]
  readonly serverClock: ServerClock
  readonly api: MockHttpServer
  readonly server: AppServer
  readonly app: AppPage
  /** Opens a place as a stranger and logs in; resolves when the place is there. */
  readonly signedIn: (place: string, how?: SignIn) => Promise<AppPage>
  readonly cleanPages: undefined
}

/**
 * A Playwright test with the production build and a mock API over HTTP. It fails on any uncaught error and
 * on any breach of the content security policy, in every page.
 */
export const test = base.extend<Options & Fixtures>({
  dialect: ['simplejwt', { option: true }],
  accessSeconds: [300, { option: true }],
  isProxied: [false, { option: true }],
  expectedErrors: [null, { option: true }],

  settings: async ({ dialect, accessSeconds }, use) => {
    const defaults = dialect === 'simplejwt' ? simpleJwtDefaults : legacyDefaults
    await use({ ...defaults, accessSeconds })
  },

  // Filled when the app's own port is known.
  allowedOrigins: async ({}, use) => use([]),

  serverClock: async ({}, use) => use({ aheadMs: 0 }),

  api: async ({ settings, allowedOrigins, serverClock }, use) => {
    const now = () => Date.now() + serverClock.aheadMs
    const api = await startMockHttpServer({ settings, allowedOrigins, now })
    await use(api)
    await api.close()
  },

  server: async ({ api, allowedOrigins, dialect, isProxied }, use) => {
    const proxy: ProxyOptions = {
      prefixes: ['/api/', '/user/', '/posts/', '/subscribers/'],
      target: api.url,
    }
    const server = await startApp({
      dist,
      config: configFor(dialect, isProxied ? '/' : api.url),
      ...(isProxied && { proxy }),
    })
    allowedOrigins.push(server.url)
    await use(server)
    await server.close()
  },

  baseURL: async ({ server }, use) => use(server.url),

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
