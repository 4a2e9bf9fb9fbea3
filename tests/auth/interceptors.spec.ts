import axios from 'axios'
import type { AxiosInstance } from 'axios'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { installAuthInterceptors } from '@/auth/interceptors'
import { createFetchTransport } from '@/auth/browser/fetch-transport'
import { ProfileAuthApi } from '@/auth/backends/profile-auth-api'
import { resolveProfile } from '@/auth/backends/resolve-profile'
import { createAudience } from '@/auth/core/audience'
import { AuthClient } from '@/auth/core/auth-client'
import { AuthUnavailableError, SessionEndedError } from '@/auth/core/errors'
import { pairModel } from '@/auth/core/models'
import { simpleJwtDefaults } from '@/mocks/settings'
import { deactivateUser, expireAccessTokens, revokeRefreshTokens } from '@/mocks/trouble'
import { createTestCarrier, credentials } from '../support/auth-world'
import { FakeClock } from '../support/fake-clock'
import { startMockHttpServer } from '../support/mock-http-server'
import type { MockHttpServer } from '../support/mock-http-server'

/** Real Axios and real fetch against a real server: only storage, tabs and timers are stand-ins. */
let server: MockHttpServer
let foreign: MockHttpServer
let client: AuthClient
let http: AxiosInstance
let uninstall: () => void
const clock = new FakeClock(Date.now())

beforeEach(async () => {
  server = await startMockHttpServer({
    settings: { ...simpleJwtDefaults, rotate: true, blacklistAfterRotation: true },
    now: () => clock.now(),
  })
  foreign = await startMockHttpServer()
  client = createClient(server.url)
  http = axios.create({ baseURL: server.url })
  uninstall = installAuthInterceptors(http, client)
  await client.login(credentials)
  server.log.length = 0
})

afterEach(async () => {
  client.dispose()
  await Promise.all([server.close(), foreign.close()])
})

const refreshes = () => server.log.filter(({ path }) => path === '/api/token/refresh/').length
const statuses = (path: string) =>
  server.log.filter((entry) => entry.path === path).map(({ status }) => status)

describe('installAuthInterceptors', () => {
  it('sends the token with every request to the API', async () => {
    const { data } = await http.get<{ username: string }>('/user/')

    expect(data.username).toBe('demo')
    expect(server.log).toMatchObject([{ path: '/user/', status: 200, authorization: true }])
  })

  it('renews an expired token once for fifty requests and sends none of them with the old one', async () => {
    clock.jump(400_000)

    const answers = await Promise.all(Array.from({ length: 50 }, () => http.get('/user/')))

    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200))
    expect(refreshes()).toBe(1)
    expect(server.log.filter(({ status }) => status === 401)).toEqual([])
  })

  it('refreshes once for requests rejected together, then replays each of them', async () => {
    server.cause(expireAccessTokens)

    const answers = await Promise.all(Array.from({ length: 20 }, () => http.get('/user/')))

    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
    expect(refreshes()).toBe(1)
    expect(statuses('/user/').filter((status) => status === 401)).toHaveLength(20)
  })

  it('sends a body again as the caller gave it', async () => {
    server.cause(expireAccessTokens)

    const { data } = await http.post<{ title: string }>('/posts/', { title: 'Twice', body: 'x' })

    expect(data.title).toBe('Twice')
    expect(statuses('/posts/')).toEqual([401, 201])
  })

  it('sends what the caller gave again, and not what a transformer has made of it', async () => {
    server.cause(expireAccessTokens)
    const transformRequest = (post: unknown) => JSON.stringify({ title: 'x', body: post })

    const { data } = await http.post<{ body: string }>('/posts/', 'text', {
      transformRequest,
      headers: { 'Content-Type': 'application/json' },
    })

    expect(data.body).toBe('text')
  })

  it('does not send a stream twice', async () => {
    server.cause(expireAccessTokens)
    const stream = new Blob(['{"title":"x"}']).stream()

    await expect(
      http.post('/posts/', stream, {
        adapter: 'fetch',
        headers: { 'Content-Type': 'application/json' },
      }),
    ).rejects.toMatchObject({ response: { status: 401 } })

    expect(statuses('/posts/')).toEqual([401])
  })

  it('gives up after one replay', async () => {
    server.intercept(({ path }) =>
      path === '/user/' ? { status: 401, headers: {}, body: '{"detail":"no"}' } : undefined,
    )

    await expect(http.get('/user/')).rejects.toMatchObject({ response: { status: 401 } })

    expect(statuses('/user/')).toEqual([401, 401])
    expect(refreshes()).toBe(1)
  })

  it('passes a permission 403 on: no refresh, no logout', async () => {
    await client.login({ username: 'limited', password: 'limited' })

    await expect(http.get('/subscribers/')).rejects.toMatchObject({ response: { status: 403 } })

    expect(refreshes()).toBe(0)
    expect(client.snapshot.session.status).toBe('authenticated')
  })

  it('rejects every waiting request when the refresh token is refused', async () => {
    server.cause(expireAccessTokens)
    server.cause(revokeRefreshTokens)

    const results = await Promise.allSettled([http.get('/user/'), http.get('/posts/')])

    const ended = { status: 'rejected', reason: expect.any(SessionEndedError) as unknown }
    expect(results).toEqual([ended, ended])
    expect(client.snapshot.session).toEqual({ status: 'anonymous', reason: 'ended-by-server' })
    expect(refreshes()).toBe(1)
  })

  it('ends the session without a refresh on an answer that no token can cure', async () => {
    server.cause(deactivateUser('demo'))

    await expect(http.get('/user/')).rejects.toMatchObject({ response: { status: 401 } })

    expect(client.snapshot.session).toEqual({ status: 'anonymous', reason: 'ended-by-server' })
    expect(refreshes()).toBe(0)
  })

  it('keeps the session when the refresh endpoint answers 503', async () => {
    server.cause(expireAccessTokens)
    server.intercept(({ path }) =>
      path === '/api/token/refresh/' ? { status: 503, headers: {}, body: '' } : undefined,
    )

    await expect(http.get('/user/')).rejects.toThrow(AuthUnavailableError)

    expect(client.snapshot.session.status).toBe('authenticated')
  })

  it('obeys an abort at once while waiting for the token', async () => {
    clock.jump(400_000)
    let answer = () => {}
    server.intercept(() => new Promise((resolve) => (answer = () => resolve(undefined))))
    const abort = new AbortController()
    const request = http.get('/user/', { signal: abort.signal })

    abort.abort()

    await expect(request).rejects.toMatchObject({ code: 'ERR_CANCELED' })
    expect(statuses('/user/')).toEqual([])
    answer()
  })

  it('sends no token to another origin, absolute or by a base URL', async () => {
    await http.get(`${foreign.url}/api/public/`)
    await http.get('/api/public/', { baseURL: foreign.url })

    expect(foreign.log.map(({ authorization }) => authorization)).toEqual([false, false])
  })

  it('sends no token to the obtain endpoint, nor where it is told not to', async () => {
    await http.post('/api/token/', credentials)
    await http.get('/api/public/', { skipAuth: true })

    expect(server.log.map(({ authorization }) => authorization)).toEqual([false, false])
  })

  it('does not refresh for a request that carried no token', async () => {
    await client.logout()
    server.log.length = 0

    await expect(http.get('/user/')).rejects.toMatchObject({ response: { status: 401 } })

    expect(server.log.map(({ path }) => path)).toEqual(['/user/'])
  })

  it('leaves the instance as it was when uninstalled', async () => {
    uninstall()

    await expect(http.get('/user/')).rejects.toMatchObject({ response: { status: 401 } })

    expect(server.log).toMatchObject([{ authorization: false }])
  })
})

function createClient(apiBaseUrl: string): AuthClient {
  const profile = resolveProfile({ profile: 'simplejwt', endpoints: { user: '/user/' } })
  const page = { fetch, location: { origin: 'http://app.example' }, document: { cookie: '' } }
  const transport = createFetchTransport(page, { withCredentials: false, csrf: null })
  return new AuthClient(
    {
      api: new ProfileAuthApi(profile, apiBaseUrl, transport),
      sharedCarrier: createTestCarrier(),
      tabCarrier: createTestCarrier(),
      runExclusive: (task) => task(true),
      channel: { post: () => {}, listen: () => () => {} },
      page: { isVisible: () => true, onChange: () => () => {} },
      clock,
      randomness: { id: () => crypto.randomUUID(), fraction: () => 0.5 },
    },
    {
      model: pairModel,
      leewaySeconds: 30,
      audience: createAudience({
        apiBaseUrl,
        pageUrl: 'http://app.example/',
        origins: [],
        anonymousUrls: [`${apiBaseUrl}/api/token/`, `${apiBaseUrl}/api/token/refresh/`],
      }),
      header: { name: 'Authorization', prefix: 'Bearer' },
    },
  )
}
