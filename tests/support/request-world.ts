import axios from 'axios'
import type { AxiosInstance } from 'axios'
import { afterEach, beforeEach } from 'vitest'
import { createAuthFetch } from '@/auth/auth-fetch'
import type { AuthFetch } from '@/auth/auth-fetch'
import type { AuthClient } from '@/auth/core/auth-client'
import { installAuthInterceptors } from '@/auth/interceptors'
import { simpleJwtDefaults } from '@/mocks/settings'
import { credentials } from './auth-world'
import { FakeClock } from './fake-clock'
import { createHttpClient } from './http-client'
import { startMockHttpServer } from './mock-http-server'
import type { MockHttpServer } from './mock-http-server'

/** Somebody is signed in at a real server, and asks it by real Axios and real fetch. */
export interface RequestWorld {
  readonly clock: FakeClock
  /** Each refresh token buys one pair. */
  readonly server: MockHttpServer
  /** A server that must never see the token. */
  readonly foreign: MockHttpServer
  readonly client: AuthClient
  /** With the interceptors installed. */
  readonly http: AxiosInstance
  readonly authFetch: AuthFetch
  readonly refreshes: () => number
  /** The statuses that requests to the path were answered with. */
  readonly statuses: (path: string) => number[]
}

/** A new one for each test of the file. */
export function useRequestWorld(): RequestWorld {
  const world = {} as { -readonly [Key in keyof RequestWorld]: RequestWorld[Key] }
  beforeEach(async () => {
    const clock = new FakeClock(Date.now())
    const server = await startMockHttpServer({
      settings: { ...simpleJwtDefaults, rotate: true, blacklistAfterRotation: true },
      now: () => clock.now(),
    })
    const client = createHttpClient(server.url, clock)
    const http = axios.create({ baseURL: server.url })
    installAuthInterceptors(http, client)
    const statuses = (path: string) =>
      server.log.filter((entry) => entry.path === path).map(({ status }) => status)
    Object.assign(world, {
      clock,
      server,
      foreign: await startMockHttpServer(),
      client,
      http,
      authFetch: createAuthFetch(client),
      refreshes: () => statuses('/api/token/refresh/').length,
      statuses,
    })
    await client.login(credentials, { keepSignedIn: true })
    server.log.length = 0
  })
  afterEach(async () => {
    world.client.dispose()
    await Promise.all([world.server.close(), world.foreign.close()])
  })
  return world
}

/** The server refuses every token at this path, or at all of them. */
export function refuseAlways({ server }: Pick<RequestWorld, 'server'>, path?: string): void {
  server.intercept((request) => {
    const isRefused =
      path === undefined ? !request.path.startsWith('/api/token/') : request.path === path
    return isRefused ? { status: 401, headers: {}, body: '{"detail":"no"}' } : undefined
  })
}
