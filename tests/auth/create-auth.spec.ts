// @vitest-environment jsdom
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ConfigurationError } from '@/auth/core/errors'
import { createAuth } from '@/auth/create-auth'
import type { Auth, AuthOptions } from '@/auth/create-auth'
import { MockBackend } from '@/mocks/mock-backend'
import { simpleJwtDefaults } from '@/mocks/settings'
import { pageWith } from '../support/page-with'
import { profiles, resolveProfile } from '../support/resolve-profile'
import { get } from '../support/requests'

const demo = { username: 'demo', password: 'demo' }
const admin = { username: 'admin', password: 'admin' }
const kept = { keepSignedIn: true }
const opened: Auth[] = []

/** An API at any address, in the place of the network. */
function createFetch(log: string[]): typeof fetch {
  const backend = new MockBackend({ settings: simpleJwtDefaults, now: () => Date.now() })
  let state = backend.restoreState()
  return async (input, init) => {
    const sent = new Request(input, init)
    const { origin, pathname } = new URL(sent.url)
    const headers = Object.fromEntries(sent.headers)
    const request = { method: sent.method, path: pathname, headers, body: await sent.text() }
    const answer = backend.handle({ ...request, baseUrl: origin }, state)
    state = answer.state
    log.push(`${request.method} ${pathname} ${answer.response.status}`)
    return new Response(answer.response.body, answer.response)
  }
}

/** The locks of a browser, each for one at a time, with their names. */
function createLocks(names: string[]): LockManager {
  let last: Promise<unknown> = Promise.resolve()
  const request = (name: string, _: LockOptions, task: () => Promise<unknown>) => {
    names.push(name)
    last = last.then(task, task)
    return last
  }
  return { request } as unknown as LockManager
}

/** This page, with what a test puts in the place of its parts. */
function createPage(parts: Readonly<Record<string, unknown>> = {}) {
  const log: string[] = []
  const lockNames: string[] = []
  const defaults = {
    fetch: createFetch(log),
    indexedDB: new IDBFactory(),
    navigator: { locks: createLocks(lockNames) },
  }
  const page = pageWith({ ...defaults, ...parts })
  return { page, log, lockNames, indexedDB: defaults.indexedDB }
}

function open(page: Window, options: Partial<AuthOptions> = {}): Auth {
  const auth = createAuth(
    {
      apiBaseUrl: 'https://api.example.com',
      profile: resolveProfile({ profile: 'simplejwt', endpoints: { user: '/user/' } }),
      ...options,
    },
    page,
  )
  opened.push(auth)
  return auth
}

beforeEach(() => {
  sessionStorage.clear()
  localStorage.clear()
})

afterEach(() => {
  for (const auth of opened.splice(0)) auth.dispose()
  vi.unstubAllGlobals()
})

describe('a profile that no request can be built with', () => {
  it('is an error while the client is built, which names the setting', () => {
    const { page, log } = createPage()
    const profile = resolveProfile({
      profile: 'simplejwt',
      endpoints: { refresh: { url: '/refresh', method: 'GET' } },
    })

    expect(() => open(page, { profile })).toThrow(
      /^auth\.refresh\.placement: "body:refresh", and the endpoint is a GET, which has no body/,
    )
    expect(() => open(page, { apiBaseUrl: 'https://[' })).toThrow(ConfigurationError)
    expect(() => open(page, { apiBaseUrl: 'api' })).toThrow(ConfigurationError)
    expect(log).toEqual([])
  })
})

describe('several APIs in one page', () => {
  it('do not see each other: logins, refreshes and logouts are of one alone', async () => {
    const { page } = createPage()
    const [one, other] = [open(page), open(page, { apiBaseUrl: 'https://other.example.com' })]
    await one.client.login(demo, kept)
    await other.client.login(admin)

    await other.client.refresh()
    await other.client.logout()

    expect(one.client.snapshot.session).toMatchObject({ user: { username: 'demo' } })
    expect(other.client.snapshot.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
    expect(await one.client.authorize(get('https://other.example.com/user/'))).toBeNull()
    expect(await one.client.authorize(get('https://api.example.com/user/'))).not.toBeNull()
  })

  it('have names of their own, from address, profile and schema', async () => {
    const { page, lockNames, indexedDB } = createPage()
    const auths = [
      open(page),
      open(page, { apiBaseUrl: '/api' }),
      open(page, { profile: profiles['djangorestframework-jwt'] }),
    ]
    await Promise.all(auths.map(({ client }) => client.ready()))
    await auths[0]?.client.login(demo, kept)
    await auths[0]?.client.refresh()

    const stored = (await indexedDB.databases()).map(({ name }) => name)

    expect(stored.sort()).toEqual([
      'latchkey/2/djangorestframework-jwt/https://api.example.com/',
      'latchkey/2/simplejwt/http://localhost:3000/api',
      'latchkey/2/simplejwt/https://api.example.com/',
    ])
    expect(lockNames).toEqual(['latchkey/2/simplejwt/https://api.example.com/'])
  })
})

describe('a page that lacks something', () => {
  const denied = () => {
    throw new DOMException('denied', 'SecurityError')
  }
  const lacks: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    nothing: {},
    'navigator.locks': { navigator: {} },
    BroadcastChannel: { BroadcastChannel: undefined },
    IndexedDB: { indexedDB: undefined },
    'storage that may be touched': { indexedDB: { open: denied } },
    'all of it': { navigator: {}, BroadcastChannel: undefined, indexedDB: undefined },
  }

  it.each(Object.keys(lacks))('logs in, asks, refreshes and logs out without %s', async (name) => {
    const missing = lacks[name] ?? {}
    if ('BroadcastChannel' in missing) vi.stubGlobal('BroadcastChannel', undefined)
    const { page, log } = createPage(missing)
    const { client } = open(page)

    await client.login(demo, kept)
    const before = await client.getAccessToken()
    expect(await client.authorize(get('https://api.example.com/posts/'))).not.toBeNull()
    await client.refresh()
    expect(client.snapshot.session).toMatchObject({ user: { username: 'demo' } })
    expect(await client.getAccessToken()).not.toBe(before)
    await client.logout()

    expect(client.snapshot.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
    expect(log).toEqual(['POST /api/token/ 200', 'GET /user/ 200', 'POST /api/token/refresh/ 200'])
  })

  it('says whether the session will survive the browser', async () => {
    const whole = open(createPage().page)
    const poor = open(createPage({ indexedDB: undefined }).page)

    await whole.client.login(demo, kept)
    await poor.client.login(demo, kept)

    expect(whole.client.snapshot.session).toMatchObject({ isKept: true })
    expect(poor.client.snapshot.session).toMatchObject({ isKept: false })
  })
})

describe('what a reload finds', () => {
  it('is the session that was kept, without a request', async () => {
    const { page, log } = createPage()
    const first = open(page)
    await first.client.login(demo, kept)
    first.dispose()
    const before = log.length

    const { client } = open(page)
    await client.ready()

    expect(client.snapshot.session).toMatchObject({ user: { username: 'demo' } })
    expect(log).toHaveLength(before)
  })

  it('is nothing of another profile or another API', async () => {
    const { page } = createPage()
    await open(page).client.login(demo, kept)

    const others = [
      open(page, { apiBaseUrl: 'https://api.example.com/v2' }),
      open(page, { profile: profiles['djangorestframework-jwt'] }),
    ]
    await Promise.all(others.map(({ client }) => client.ready()))

    for (const { client } of others) {
      expect(client.snapshot.session).toEqual({ status: 'anonymous', reason: 'never-logged-in' })
    }
  })

  it('is no token in local storage, wherever the session is kept', async () => {
    const { page } = createPage()

    await open(page).client.login(demo, kept)
    await open(page, { apiBaseUrl: 'https://other.example.com' }).client.login(demo)

    const stored = Object.keys(localStorage).map((key) => localStorage.getItem(key))
    expect(stored).not.toEqual([])
    expect(stored.join()).not.toContain('eyJ')
  })
})

describe('dispose (G12)', () => {
  it('takes back every listener, and may be called twice', async () => {
    const listeners: string[] = []
    const note = (target: EventTarget, name: string) => {
      vi.spyOn(target, 'addEventListener').mockImplementation((type) => {
        listeners.push(`${name} ${type}`)
      })
      vi.spyOn(target, 'removeEventListener').mockImplementation((type) => {
        listeners.splice(listeners.indexOf(`${name} ${type}`), 1)
      })
    }
    note(window, 'window')
    note(document, 'document')
    const auth = open(createPage().page)
    await auth.client.login(demo, kept)
    expect(listeners).toHaveLength(4)

    auth.dispose()
    auth.dispose()

    expect(listeners).toEqual([])
  })

  it('leaves the other APIs of the page as they are', async () => {
    const { page } = createPage()
    const [one, other] = [open(page), open(page, { apiBaseUrl: 'https://other.example.com' })]
    await other.client.login(demo, kept)

    one.dispose()
    await other.client.refresh()

    expect(other.client.snapshot.session).toMatchObject({ user: { username: 'demo' } })
  })
})
