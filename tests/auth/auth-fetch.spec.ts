import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAuthFetch } from '@/auth/auth-fetch'
import type { AuthFetch } from '@/auth/auth-fetch'
import type { AuthClient } from '@/auth/core/auth-client'
import { SessionEndedError } from '@/auth/core/errors'
import { simpleJwtDefaults } from '@/mocks/settings'
import { deactivateUser, expireAccessTokens, revokeRefreshTokens } from '@/mocks/trouble'
import { credentials } from '../support/auth-world'
import { FakeClock } from '../support/fake-clock'
import { createHttpClient } from '../support/http-client'
import { startMockHttpServer } from '../support/mock-http-server'
import type { MockHttpServer } from '../support/mock-http-server'

let server: MockHttpServer
let foreign: MockHttpServer
let client: AuthClient
let authFetch: AuthFetch
const clock = new FakeClock(Date.now())

beforeEach(async () => {
  server = await startMockHttpServer({
    settings: { ...simpleJwtDefaults, rotate: true, blacklistAfterRotation: true },
    now: () => clock.now(),
  })
  foreign = await startMockHttpServer()
  client = createHttpClient(server.url, clock)
  authFetch = createAuthFetch(client)
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
const url = (path: string) => server.url + path
const json = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
})

describe('createAuthFetch', () => {
  it('sends the token to the API, and to nobody else', async () => {
    expect((await authFetch(url('/user/'))).status).toBe(200)
    await authFetch(`${foreign.url}/api/public/`)

    expect(foreign.log).toMatchObject([{ authorization: false }])
  })

  it('renews an expired token once for many, and sends none with the old one', async () => {
    clock.jump(400_000)

    const answers = await Promise.all(Array.from({ length: 20 }, () => authFetch(url('/user/'))))

    expect(answers.every(({ ok }) => ok)).toBe(true)
    expect(refreshes()).toBe(1)
    expect(statuses('/user/')).not.toContain(401)
  })

  it('sends a refused request once more, body and all, and gives its answer', async () => {
    server.cause(expireAccessTokens)

    const response = await authFetch(url('/posts/'), json({ title: 'Twice', body: 'x' }))

    expect(await response.json()).toMatchObject({ title: 'Twice' })
    expect(statuses('/posts/')).toEqual([401, 201])
  })

  it('takes a Request as well', async () => {
    server.cause(expireAccessTokens)

    const response = await authFetch(new Request(url('/posts/'), json({ title: 'x', body: 'y' })))

    expect(response.status).toBe(201)
  })

  it('does not send a stream twice', async () => {
    server.cause(expireAccessTokens)
    const body = new Blob(['{"title":"x"}']).stream()

    // Node asks for `duplex`, which the DOM's types do not know yet.
    const init = Object.assign(json(null), { body, duplex: 'half' })
    const response = await authFetch(url('/posts/'), init)

    expect(response.status).toBe(401)
    expect(statuses('/posts/')).toEqual([401])
  })

  it('refreshes once for an API that refuses every token', async () => {
    server.intercept(({ path }) =>
      path === '/user/' ? { status: 401, headers: {}, body: '{"detail":"no"}' } : undefined,
    )

    for (let poll = 0; poll < 5; poll += 1) {
      expect((await authFetch(url('/user/'))).status).toBe(401)
    }

    expect(refreshes()).toBe(1)
  })

  it('rejects when the session ends while it waits', async () => {
    server.cause(expireAccessTokens)
    server.cause(revokeRefreshTokens)

    await expect(authFetch(url('/user/'))).rejects.toThrow(SessionEndedError)
  })

  it('ends the session on an answer that no token can cure, and names it as the cause', async () => {
    server.cause(deactivateUser('demo'))

    const refusal = authFetch(url('/user/'))

    await expect(refusal).rejects.toThrow(SessionEndedError)
    await expect(refusal).rejects.toMatchObject({ cause: { status: 401, bodyUsed: false } })
    expect(client.snapshot.session).toMatchObject({ reason: 'ended-by-server' })
  })

  it('obeys an abort at once while it waits for a token, with the reason', async () => {
    clock.jump(400_000)
    let answer = () => {}
    server.intercept(() => new Promise((resolve) => (answer = () => resolve(undefined))))
    const abort = new AbortController()
    const request = authFetch(url('/user/'), { signal: abort.signal })

    abort.abort(new Error('changed my mind'))

    await expect(request).rejects.toThrow('changed my mind')
    answer()
  })
})
