// @vitest-environment jsdom
import axios from 'axios'
import type { AxiosInstance } from 'axios'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAuthFetch } from '@/auth/auth-fetch'
import type { AuthSettings } from '@/auth/backends/auth-settings'
import { createAuth } from '@/auth/create-auth'
import type { Auth } from '@/auth/create-auth'
import { installAuthInterceptors } from '@/auth/interceptors'
import { FlaskCookieServer } from '../support/flask-cookie-server'
import { documentWith, pageWith } from '../support/page-with'
import { resolveProfile } from '../support/resolve-profile'

const api = 'http://localhost:5000'
const alice = { username: 'alice', password: 'secret' }

let server: FlaskCookieServer
let auth: Auth
let http: AxiosInstance

/** An app on the same host as its API, on another port. */
function open(settings: Partial<AuthSettings> = {}, apiBaseUrl = api) {
  const page = pageWith({
    fetch: server.fetch,
    indexedDB: new IDBFactory(),
    navigator: {},
    document: documentWith(() => server.visibleCookies),
  })
  const profile = resolveProfile({
    profile: 'flask-jwt-extended-cookies',
    endpoints: { user: '/user', logout: '/logout' },
    ...settings,
  })
  auth = createAuth({ apiBaseUrl, profile }, page)
  http = axios.create({ baseURL: apiBaseUrl, adapter: server.adapter })
  installAuthInterceptors(http, auth.client)
}

const sentTo = (path: string) => server.sent.filter((request) => request.path === path)

beforeEach(() => {
  sessionStorage.clear()
  localStorage.clear()
  server = new FlaskCookieServer()
  open()
})

afterEach(() => {
  auth.dispose()
})

describe('a session whose tokens are all in cookies', () => {
  it('begins with an answer that has no token in it, and knows whose it is', async () => {
    await auth.client.login(alice)

    expect(auth.client.snapshot.session).toMatchObject({
      status: 'authenticated',
      user: { username: 'alice' },
      accessToken: null,
      expiresAtMs: null,
    })
  })

  it('sends requests with cookies, and without an empty Authorization header', async () => {
    await auth.client.login(alice)

    await http.get('/protected')

    const [request] = sentTo('/protected')
    expect(request).toMatchObject({ withCredentials: true })
    expect(request?.headers).not.toHaveProperty('authorization')
    expect(request?.headers).not.toHaveProperty('x-csrf-token')
  })

  it('proves where a request comes from when it changes something', async () => {
    await auth.client.login(alice)

    await http.post('/protected')

    expect(sentTo('/protected')).toMatchObject([{ headers: { 'x-csrf-token': 'a-1-alice' } }])
  })

  it('refreshes with the other cookie, and sends the request again with the new proof', async () => {
    await auth.client.login(alice)
    server.expireAccessToken()

    await http.post('/protected')

    expect(sentTo('/refresh')).toMatchObject([
      { withCredentials: true, headers: { 'x-csrf-token': 'r-1-alice' } },
    ])
    expect(sentTo('/protected').map(({ headers }) => headers['x-csrf-token'])).toEqual([
      'a-1-alice',
      'a-2-alice',
    ])
  })

  it('asks for one refresh for many requests, and for none that came before it', async () => {
    await auth.client.login(alice)
    server.expireAccessToken()

    await Promise.all([http.get('/a'), http.get('/b'), http.get('/c')])

    expect(sentTo('/refresh')).toHaveLength(1)
  })

  it('is renewed in time where the settings say how long a token lives', async () => {
    auth.dispose()
    open({ expiry: ['fixed:600'] })
    await auth.client.login(alice)
    const { session } = auth.client.snapshot

    expect(session).toMatchObject({ status: 'authenticated' })
    expect(session.status === 'authenticated' && session.expiresAtMs).toBeGreaterThan(
      Date.now() + 590_000,
    )
  })

  it('gives nobody a token that it does not have', async () => {
    await auth.client.login(alice)

    expect(await auth.client.getAccessToken()).toBeNull()
  })

  it('comes back after a reload', async () => {
    await auth.client.login(alice)
    auth.dispose()
    open()

    await auth.client.ready()

    expect(auth.client.snapshot.session).toMatchObject({ status: 'authenticated' })
  })

  it('tells the server of a logout, with the proof', async () => {
    await auth.client.login(alice)

    await auth.client.logout()

    expect(sentTo('/logout')).toMatchObject([
      { method: 'POST', withCredentials: true, headers: { 'x-csrf-token': 'a-1-alice' } },
    ])
  })

  it('ends when the browser\u2019s cookies are somebody else\u2019s by now (G7)', async () => {
    await auth.client.login(alice)
    server.owner = 'bob'

    await expect(auth.client.refresh()).rejects.toMatchObject({ reason: 'other-user' })

    expect(auth.client.snapshot.session).toEqual({ status: 'anonymous', reason: 'other-user' })
  })

  it('waits while nobody says whose the refreshed cookies are', async () => {
    await auth.client.login(alice)
    server.owner = 'bob'
    server.isUserKnown = false

    await expect(auth.client.refresh()).rejects.toMatchObject({ code: 'auth-unavailable' })

    expect(auth.client.snapshot.session).toMatchObject({ status: 'authenticated' })
  })

  it('sends the proof to no other host', async () => {
    auth.dispose()
    open({}, 'https://api.example.com')
    await auth.client.login(alice)

    await http.post('/protected').catch(() => {})

    expect(sentTo('/protected')[0]?.headers).not.toHaveProperty('x-csrf-token')
  })

  it('goes through fetch as well', async () => {
    const requests: Request[] = []
    const authFetch = createAuthFetch(auth.client, async (input, init) => {
      requests.push(new Request(input, init))
      return Response.json({})
    })
    await auth.client.login(alice)

    await authFetch(`${api}/protected`, { method: 'POST', body: 'x' })

    expect(requests[0]?.credentials).toBe('include')
    expect(requests[0]?.headers.get('x-csrf-token')).toBe('a-1-alice')
    expect(requests[0]?.headers.has('authorization')).toBe(false)
    expect(await requests[0]?.text()).toBe('x')
  })
})
