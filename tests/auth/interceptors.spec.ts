import axios from 'axios'
import type { AxiosInstance } from 'axios'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { installAuthInterceptors } from '@/auth/interceptors'
import type { AuthClient } from '@/auth/core/auth-client'
import { AuthUnavailableError, SessionEndedError } from '@/auth/core/errors'
import { simpleJwtDefaults } from '@/mocks/settings'
import { deactivateUser, expireAccessTokens, revokeRefreshTokens } from '@/mocks/trouble'
import { credentials } from '../support/auth-world'
import { FakeClock } from '../support/fake-clock'
import { createHttpClient } from '../support/http-client'
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
  client = createHttpClient(server.url, clock)
  http = axios.create({ baseURL: server.url })
  uninstall = installAuthInterceptors(http, client)
  await client.login(credentials, { keepSignedIn: true })
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
    await client.login({ username: 'limited', password: 'limited' }, { keepSignedIn: true })

    await expect(http.get('/subscribers/')).rejects.toMatchObject({ response: { status: 403 } })

    expect(refreshes()).toBe(0)
    expect(client.snapshot.session.status).toBe('authenticated')
  })

  it('refreshes once for an API that refuses every token, however often it is asked', async () => {
    server.intercept(({ path }) =>
      path === '/user/' ? { status: 401, headers: {}, body: '{"detail":"no"}' } : undefined,
    )
    const refused = {
      status: 'rejected',
      reason: expect.objectContaining({ status: 401 }) as unknown,
    }

    const first = await Promise.allSettled(Array.from({ length: 5 }, () => http.get('/user/')))
    expect(first).toEqual(Array.from({ length: 5 }, () => refused))
    for (let poll = 0; poll < 5; poll += 1) {
      expect(await Promise.allSettled([http.get('/user/')])).toEqual([refused])
    }

    expect(refreshes()).toBe(1)
    expect(statuses('/user/')).toHaveLength(15)
    expect(client.snapshot.session.status).toBe('authenticated')
  })

  it('tries again after a while: the API may have learnt to take its own tokens', async () => {
    server.intercept(({ path }) =>
      path === '/user/' ? { status: 401, headers: {}, body: '{"detail":"no"}' } : undefined,
    )
    await Promise.allSettled([http.get('/user/')])
    server.intercept(null)
    server.cause(expireAccessTokens)
    await clock.advance(60_000)

    expect((await http.get('/user/')).status).toBe(200)
    expect(refreshes()).toBe(2)
  })

  it('replays a late 401 with the newer token, without another refresh', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    server.cause(expireAccessTokens)
    server.intercept(async ({ path }) => {
      if (path === '/posts/' && refreshes() === 0) await held
      return undefined
    })
    const late = http.get('/posts/')
    await http.get('/user/')

    release()

    expect((await late).status).toBe(200)
    expect(refreshes()).toBe(1)
  })

  it('refreshes on a 403 with the code of a bad token, as when sessions are DRF\u2019s first way in', async () => {
    server.intercept(({ path, headers }) =>
      path === '/user/' && refreshes() === 0 && headers['authorization']
        ? { status: 403, headers: {}, body: '{"detail":"x","code":"token_not_valid"}' }
        : undefined,
    )

    expect((await http.get('/user/')).status).toBe(200)
    expect(refreshes()).toBe(1)
  })

  it('sends a form with a file again, whole', async () => {
    const bodies: string[] = []
    server.cause(expireAccessTokens)
    server.intercept(({ path, body }) => {
      if (path === '/posts/') bodies.push(body)
      return undefined
    })
    const form = new FormData()
    form.append('title', 'Twice')
    form.append('file', new Blob(['content of the file']), 'a.txt')

    await Promise.allSettled([http.post('/posts/', form)])

    expect(bodies).toHaveLength(2)
    for (const body of bodies) expect(body).toMatch(/Twice[^]*content of the file/)
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

    const refusal = http.get('/user/')

    await expect(refusal).rejects.toThrow(SessionEndedError)
    await expect(refusal).rejects.toMatchObject({
      cause: { response: { status: 401, data: { code: 'user_inactive' } } },
    })
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

  it.each(['before it is sent', 'while it is replayed'])('obeys an abort %s', async (when) => {
    const abort = new AbortController()
    if (when === 'before it is sent') abort.abort()
    else server.cause(expireAccessTokens)
    server.intercept(({ path }) => {
      if (path === '/user/' && refreshes() === 1) abort.abort()
      return undefined
    })

    await expect(http.get('/user/', { signal: abort.signal })).rejects.toMatchObject({
      code: 'ERR_CANCELED',
    })
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
