import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { openDB } from 'idb'
import { beforeEach, describe, expect, it } from 'vitest'
import { handleInIndexedDb } from '@/mocks/indexed-db-state'
import { MockBackend } from '@/mocks/mock-backend'
import type { MockRequest } from '@/mocks/mock-http'
import type { MockSettings } from '@/mocks/settings'
import { legacyDefaults, simpleJwtDefaults } from '@/mocks/settings'
import { textIn } from './mock-client'

const emptyState = {
  version: 2,
  signingKey: 'ab'.repeat(32),
  accounts: [],
  tokens: [],
  failedLogins: [],
  addedPosts: [],
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

describe('handleInIndexedDb', () => {
  it('loses no post when two tabs add theirs at the same time', async () => {
    const [first, second] = [openTab(), openTab()]
    const token = textIn(await first(login), 'access')

    const added = await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        const tab = index % 2 === 0 ? first : second
        return tab(addPost(token, `Post ${index}`))
      }),
    )

    expect(new Set(added.map((response) => textIn(response, 'id'))).size).toBe(20)
    expect(await openTab()(get('/posts/?limit=1', token))).toMatchObject({
      body: expect.stringContaining('"count":67') as unknown,
    })
  })

  it('lets one of two tabs rotate a refresh token, and refuses the other', async () => {
    const settings = { ...simpleJwtDefaults, rotate: true, blacklistAfterRotation: true }
    const refresh = textIn(await openTab(settings)(login), 'refresh')

    const both = await Promise.all([
      openTab(settings)(post('/api/token/refresh/', { refresh })),
      openTab(settings)(post('/api/token/refresh/', { refresh })),
    ])

    expect(both.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  it('keeps a session over a reload, and over a change of lifetimes', async () => {
    const token = textIn(await openTab()(login), 'access')

    const reloaded = openTab({ ...simpleJwtDefaults, accessSeconds: 5, release: '5.2' })

    expect((await reloaded(get('/user/', token))).status).toBe(200)
  })

  it('refuses the tokens of the other dialect, and serves both from one state', async () => {
    const token = textIn(await openTab()(login), 'access')
    const legacy = openTab({ ...legacyDefaults, prefix: 'Bearer' })

    expect((await legacy(get('/user/', token))).status).toBe(401)
    expect((await legacy(post('/auth/obtain_token/', demo))).status).toBe(200)
    expect((await openTab()(get('/user/', token))).status).toBe(200)
  })

  it.each([
    ['a text', 'garbage'],
    ['null', null],
    ['another version', { ...emptyState, version: 0 }],
    ['a state without its tokens', { ...emptyState, tokens: undefined }],
    ['a key that is none', { ...emptyState, signingKey: 'x' }],
  ])('starts afresh from %s', async (_, stored) => {
    const database = await openDB(databaseName, 1, {
      upgrade: (created) => void created.createObjectStore('state'),
    })
    await database.put('state', stored, 'current')
    database.close()

    expect((await openTab()(login)).status).toBe(200)
  })

  it('leaves no connection open that would keep the database from being deleted', async () => {
    await openTab()(login)

    await expect(
      new Promise((resolve, reject) => {
        const deletion = indexedDB.deleteDatabase(databaseName)
        deletion.onsuccess = () => resolve('deleted')
        deletion.onblocked = () => reject(new Error('blocked'))
      }),
    ).resolves.toBe('deleted')
  })
})

const databaseName = 'mock-test'
const demo = { username: 'demo', password: 'demo' }
const login = post('/api/token/', demo)

function openTab(settings: MockSettings = simpleJwtDefaults) {
  const backend = new MockBackend({ settings, now: () => Date.UTC(2026, 0, 1) })
  return (request: MockRequest) => handleInIndexedDb(backend, request, databaseName)
}

function post(path: string, body: unknown, headers: Record<string, string> = {}): MockRequest {
  return {
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    baseUrl: 'http://api.example',
  }
}

function addPost(token: string, title: string): MockRequest {
  return post('/posts/', { title }, { authorization: `Bearer ${token}` })
}

function get(path: string, token: string): MockRequest {
  const headers = { authorization: `Bearer ${token}` }
  return { method: 'GET', path, headers, body: '', baseUrl: 'http://api.example' }
}
