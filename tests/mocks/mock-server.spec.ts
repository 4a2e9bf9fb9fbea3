import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import type { MockRequest } from '@/mocks/mock-http'
import { MockServer } from '@/mocks/mock-server'
import type { MockSettings } from '@/mocks/settings'
import { legacyDefaults, simpleJwtDefaults } from '@/mocks/settings'
import { bodyOf, textIn } from './mock-client'

const nowMs = Date.UTC(2026, 0, 1, 12)
const hourMs = 3_600_000

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

describe('MockServer', () => {
  it('is calm at first', async () => {
    const { server, login, user } = openTab()

    expect(await user(textIn(await login(), 'access'))).toBe(200)
    expect(await server.conditions()).toMatchObject({ answers: 'own', latencyMs: 0 })
  })

  it('has its trouble in every tab, until one of them resets it', async () => {
    const [first, second] = [openTab(), openTab()]
    await first.server.change({ answers: 'none' })

    expect(await second.server.respond(get('/user/', ''))).toBeNull()
    expect(await second.server.conditions()).toMatchObject({ answers: 'none' })
    await second.server.reset()

    expect((await first.login()).status).toBe(200)
  })

  it('keeps one trouble when another is added', async () => {
    const { server, waits } = openTab()
    await server.change({ latencyMs: 3000 })
    await server.change({ answers: 'unavailable' })

    expect(await server.respond(get('/user/', ''))).toMatchObject({ status: 503 })
    expect(waits).toEqual([3000])
  })

  it('expires access tokens, which a refresh replaces', async () => {
    const { server, login, user, refresh } = openTab()
    const pair = await login()

    await server.cause('expire-access-tokens')

    expect(await user(textIn(pair, 'access'))).toBe(401)
    expect(await user(textIn(await refresh(textIn(pair, 'refresh')), 'access'))).toBe(200)
  })

  it('revokes refresh tokens and leaves the access tokens alone', async () => {
    const { server, login, user, refresh } = openTab()
    const pair = await login()

    await server.cause('revoke-refresh-tokens')

    expect(await user(textIn(pair, 'access'))).toBe(200)
    expect((await refresh(textIn(pair, 'refresh'))).status).toBe(401)
  })

  it('ends every session for good; a login begins another', async () => {
    const { server, login, user, refresh } = openTab()
    const pair = await login()

    await server.cause('end-sessions')

    expect(await user(textIn(pair, 'access'))).toBe(401)
    expect((await refresh(textIn(pair, 'refresh'))).status).toBe(401)
    expect(await user(textIn(await login(), 'access'))).toBe(200)
  })

  it('ends every session of the legacy dialect as well', async () => {
    const { server } = openTab({ ...legacyDefaults, prefix: 'Bearer' })
    const token = textIn(await answered(server, post('/auth/obtain_token/', demo)), 'token')

    await server.cause('end-sessions')

    expect((await answered(server, get('/user/', token))).status).toBe(401)
    expect((await answered(server, post('/auth/refresh_token/', { token }))).status).toBe(400)
  })

  it('throttles the login of everybody, by the clock it has, until it is reset', async () => {
    const { server, login } = openTab()
    await server.change({ clockAheadMs: hourMs })

    await server.cause('throttle-logins')

    const refused = await login()
    expect([refused.status, bodyOf(refused)['detail']]).toEqual([
      429,
      'Request was throttled. Expected available in 60 seconds.',
    ])
    await server.reset()
    expect((await login()).status).toBe(200)
  })

  it('issues tokens by a clock that is an hour ahead, and finds those of before too old', async () => {
    const { server, login, user } = openTab()
    const before = textIn(await login(), 'access')

    await server.change({ clockAheadMs: hourMs })

    expect(await user(before)).toBe(401)
    const after = textIn(await login(), 'access')
    expect(claimsOf(after)).toMatchObject({ iat: (nowMs + hourMs) / 1000 })
    expect(await user(after)).toBe(200)
  })

  it('rotates refresh tokens when it is told to, and no more when it is told so', async () => {
    const { server, login, refresh } = openTab()
    const pair = await login()
    await server.change({ rotates: true })

    const next = await refresh(textIn(pair, 'refresh'))

    expect((await refresh(textIn(pair, 'refresh'))).status).toBe(401)
    await server.change({ rotates: false })
    expect(Object.keys(bodyOf(await refresh(textIn(next, 'refresh'))))).toEqual(['access'])
  })

  it('issues tokens that live shorter', async () => {
    const { server, login } = openTab()
    await server.change({ accessSeconds: 10 })

    expect(claimsOf(textIn(await login(), 'access'))).toMatchObject({ exp: nowMs / 1000 + 10 })
  })
})

const demo = { username: 'demo', password: 'demo' }

function openTab(settings: MockSettings = simpleJwtDefaults) {
  const waits: number[] = []
  const server = new MockServer({
    settings,
    databaseName: 'mock-test',
    now: () => nowMs,
    wait: async (ms) => void waits.push(ms),
  })
  return {
    server,
    waits,
    login: () => answered(server, post('/api/token/', demo)),
    user: async (token: string) => (await answered(server, get('/user/', token))).status,
    refresh: (refresh: string) => answered(server, post('/api/token/refresh/', { refresh })),
  }
}

async function answered(server: MockServer, request: MockRequest) {
  const response = await server.respond(request)
  if (response === null) throw new Error('No answer')
  return response
}

function post(path: string, body: unknown): MockRequest {
  const headers = { 'content-type': 'application/json' }
  return { method: 'POST', path, headers, body: JSON.stringify(body), baseUrl }
}

function get(path: string, token: string): MockRequest {
  const headers = { authorization: `Bearer ${token}` }
  return { method: 'GET', path, headers, body: '', baseUrl }
}

const baseUrl = 'http://api.example'

function claimsOf(token: string): unknown {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
}
