// @vitest-environment jsdom
import axios from 'axios'
import type { AxiosAdapter } from 'axios'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAuthFetch } from '@/auth/auth-fetch'
import { createAuth } from '@/auth/create-auth'
import type { Auth, AuthOptions } from '@/auth/create-auth'
import { installAuthInterceptors } from '@/auth/interceptors'
import { jwtWith } from '../support/jwt'
import { pageWith } from '../support/page-with'
import { resolveProfile } from '../support/resolve-profile'

const api = 'https://api.example.com'
const token = jwtWith({ user_id: 7, exp: 2_000_000_000 })

/** What each request asked for, by its path. */
let asked: [string, unknown][]
let auth: Auth | undefined

function open(options: Partial<AuthOptions>): Auth {
  const page = pageWith({
    fetch: async ({ url, headers }: Request) => {
      asked.push([new URL(url).pathname, headers.get('Accept-Language')])
      return Response.json({ access: token, refresh: token })
    },
    indexedDB: new IDBFactory(),
    navigator: {},
  })
  auth = createAuth(
    { apiBaseUrl: api, profile: resolveProfile({ profile: 'simplejwt' }), ...options },
    page,
  )
  return auth
}

/** The app's own requests, by Axios. */
function createHttp({ client }: Auth) {
  const adapter: AxiosAdapter = async (config) => {
    asked.push([config.url ?? '', config.headers.get('Accept-Language') ?? null])
    return { status: 200, data: {}, statusText: '', headers: {}, config }
  }
  const http = axios.create({ baseURL: api, adapter })
  installAuthInterceptors(http, client)
  return http
}

beforeEach(() => {
  sessionStorage.clear()
  localStorage.clear()
  asked = []
})

afterEach(() => auth?.dispose())

describe('the language of the person', () => {
  it('is asked for by login, refresh and every request, and changes with them', async () => {
    let language = 'de'
    const opened = open({ language: () => language })
    const { client } = opened
    const http = createHttp(opened)
    const send = createAuthFetch(client, async (input) => {
      const request = new Request(input)
      asked.push([new URL(request.url).pathname, request.headers.get('Accept-Language')])
      return new Response()
    })

    await client.login({ username: 'ada', password: 'pw' })
    await http.get('/posts')
    await send(`${api}/events`)
    language = 'en'
    await client.refresh()
    await http.get('/posts')

    expect(asked).toEqual([
      ['/api/token/', 'de, en;q=0.5'],
      ['/posts', 'de, en;q=0.5'],
      ['/events', 'de, en;q=0.5'],
      ['/api/token/refresh/', 'en'],
      ['/posts', 'en'],
    ])
  })

  it('is not told to other servers', async () => {
    const opened = open({ language: () => 'de' })
    const http = createHttp(opened)
    await opened.client.login({ username: 'ada', password: 'pw' })

    await http.get('https://elsewhere.example/')

    expect(asked.at(-1)).toEqual(['https://elsewhere.example/', null])
  })

  it('gives way to a header of the profile', async () => {
    const headers = { 'Accept-Language': 'fr' }
    const profile = resolveProfile({ profile: 'simplejwt', headers })
    const opened = open({ profile, language: () => 'de' })
    const http = createHttp(opened)

    await opened.client.login({ username: 'ada', password: 'pw' })
    await http.get('/posts')

    expect(asked.map(([, language]) => language)).toEqual(['fr', 'fr'])
  })

  it('is left to the browser where the app does not say', async () => {
    const opened = open({})
    const http = createHttp(opened)

    await opened.client.login({ username: 'ada', password: 'pw' })
    await http.get('/posts')

    expect(asked.map(([, language]) => language)).toEqual([null, null])
  })
})
