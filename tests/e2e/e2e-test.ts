import { fileURLToPath } from 'node:url'
import { test as base, expect } from '@playwright/test'
import type { BrowserContext } from '@playwright/test'
import { legacyDefaults, simpleJwtDefaults } from '../../src/mocks/settings'
import type { MockSettings } from '../../src/mocks/settings'
import { AppPage } from '../support/app-page'
import { startApp } from '../support/app-server'
import type { AppServer, ProxyOptions } from '../support/app-server'
import { startMockHttpServer } from '../support/mock-http-server'
import type { MockHttpServer } from '../support/mock-http-server'

export { expect }

/** The production build. */
export const dist = fileURLToPath(new URL('../../dist', import.meta.url))

/** The build that carries the mock. */
export const demoDist = fileURLToPath(new URL('../../dist-demo', import.meta.url))

/** What `config.json` says for a mock of that dialect. */
export function configFor(dialect: MockSettings['dialect'], apiBaseUrl: string): object {
  const isPair = dialect === 'simplejwt'
  return {
    apiBaseUrl,
    auth: {
      profile: isPair ? 'simplejwt' : 'djangorestframework-jwt',
      endpoints: { user: '/user/', ...(isPair && { logout: '/api/token/blacklist/' }) },
    },
    lists: [
      { title: 'Posts', path: 'posts', url: '/posts/' },
      { title: 'Subscribers', path: 'subscribers', url: '/subscribers/' },
    ],
  }
}

/** The path that refreshes, by dialect. */
export const refreshPaths = {
  simplejwt: '/api/token/refresh/',
  legacy: '/auth/refresh_token/',
} as const

interface Options {
  readonly dialect: MockSettings['dialect']
  readonly accessSeconds: number
  /** Through the app's own origin, or from another one with CORS. */
  readonly isProxied: boolean
  /** For the test that breaks the policy on purpose. */
  readonly breaksPolicy: boolean
}

interface Fixtures {
  readonly api: MockHttpServer
  readonly server: AppServer
  readonly app: AppPage
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
  breaksPolicy: [false, { option: true }],

  api: async ({ dialect, accessSeconds }, use) => {
    const defaults = dialect === 'simplejwt' ? simpleJwtDefaults : legacyDefaults
    const allowedOrigins: string[] = []
    const api = await startMockHttpServer({
      settings: { ...defaults, accessSeconds },
      allowedOrigins,
    })
    // Filled when the app's own port is known.
    originsOf.set(api, allowedOrigins)
    await use(api)
    await api.close()
  },

  server: async ({ api, dialect, isProxied }, use) => {
    const proxy: ProxyOptions = {
      prefixes: ['/api/', '/user/', '/posts/', '/subscribers/'],
      target: api.url,
    }
    const server = await startApp({
      dist,
      config: configFor(dialect, isProxied ? '/' : api.url),
      ...(isProxied && { proxy }),
    })
    originsOf.get(api)?.push(server.url)
    await use(server)
    await server.close()
  },

  baseURL: async ({ server }, use) => use(server.url),

  app: async ({ page }, use) => use(new AppPage(page)),

  cleanPages: [
    async ({ context, breaksPolicy }, use) => {
      const errors = collectErrors(context)
      await use(undefined)
      if (!breaksPolicy) expect(errors, 'errors of the pages').toEqual([])
    },
    { auto: true },
  ],
})

const originsOf = new WeakMap<MockHttpServer, string[]>()

/** Uncaught errors and breaches of the content security policy, in every page of the context. */
export function collectErrors(context: BrowserContext): string[] {
  const errors: string[] = []
  context.on('weberror', (error) => errors.push(error.error().message))
  context.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) errors.push(message.text())
  })
  return errors
}
