import { fileURLToPath } from 'node:url'
import { test as base } from '@playwright/test'
import { legacyDefaults, simpleJwtDefaults } from '../../src/mocks/settings'
import type { MockSettings } from '../../src/mocks/settings'
import { startApp } from '../support/app-server'
import type { AppServer, ProxyOptions } from '../support/app-server'
import { startMockHttpServer } from '../support/mock-http-server'
import type { LoggedRequest, MockHttpServer } from '../support/mock-http-server'
import { startStrangerServer } from '../support/stranger-server'
import type { StrangerServer } from '../support/stranger-server'

/** The production build. */
export const dist = fileURLToPath(new URL('../../dist', import.meta.url))

/** The build that carries the mock. */
export const demoDist = fileURLToPath(new URL('../../dist-demo', import.meta.url))

/** A page of a list with one entry. */
export const listOf = (title: string) => ({
  count: 1,
  next: null,
  previous: null,
  results: [{ id: 1, title }],
})

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
  /** Whether the app comes with the headers of a production server. */
  readonly hasHeaders: boolean
}

/** The mock's clock. */
export interface ServerClock {
  /** How far it is before that of this machine, in ms. */
  aheadMs: number
}

interface Fixtures {
  /** The folder of the build that is served. */
  readonly build: string
  /** How the mock behaves: the defaults of its dialect, with tokens of `accessSeconds`. */
  readonly settings: MockSettings
  readonly allowedOrigins: string[]
  readonly serverClock: ServerClock
  readonly api: MockHttpServer
  readonly server: AppServer
  /** Another origin, with a list of one entry: "From elsewhere". Started where a test asks for it. */
  readonly stranger: StrangerServer
}

/** A Playwright test with the production build and a mock API over HTTP, for whichever browser. */
export const test = base.extend<Options & Fixtures>({
  dialect: ['simplejwt', { option: true }],
  accessSeconds: [300, { option: true }],
  isProxied: [false, { option: true }],
  hasHeaders: [true, { option: true }],

  build: async ({}, use) => use(dist),

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

  server: async ({ build, api, allowedOrigins, dialect, isProxied, hasHeaders }, use) => {
    const proxy: ProxyOptions = {
      prefixes: ['/api/', '/user/', '/posts/', '/subscribers/'],
      target: api.url,
    }
    const server = await startApp({
      dist: build,
      config: configFor(dialect, isProxied ? '/' : api.url),
      ...(isProxied && { proxy }),
      ...(!hasHeaders && { headers: [] }),
    })
    allowedOrigins.push(server.url)
    await use(server)
    await server.close()
  },

  stranger: async ({}, use) => {
    const stranger = await startStrangerServer(listOf('From elsewhere'))
    await use(stranger)
    await stranger.close()
  },

  baseURL: async ({ server }, use) => use(server.url),
})
