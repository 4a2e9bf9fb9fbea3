// @vitest-environment jsdom
import axios, { AxiosError } from 'axios'
import type { AxiosAdapter, AxiosInstance, AxiosResponse } from 'axios'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAuthFetch } from '@/auth/auth-fetch'
import { createAuth } from '@/auth/create-auth'
import type { Auth } from '@/auth/create-auth'
import { installAuthInterceptors } from '@/auth/interceptors'
import { jwtWith } from '../support/jwt'
import { pageWith } from '../support/page-with'
import { resolveProfile } from '../support/resolve-profile'

const api = 'https://api.example.com'
const tokenOf = (jti: number) => jwtWith({ sub: 7, jti, exp: 2_000_000_000 })

let auth: Auth
let http: AxiosInstance
/** Which token each request carried. */
let carried: (string | null)[]
let status: number

/** Each answer brings the next token in a header, as jwt-auth's middleware does. */
const adapter: AxiosAdapter = async (config) => {
  carried.push(String(config.headers.get('Authorization')))
  const headers = { authorization: `Bearer ${tokenOf(carried.length)}` }
  const response: AxiosResponse = { status, data: {}, statusText: '', headers, config }
  if (status < 400) return response
  throw new AxiosError('Refused', undefined, config, undefined, response)
}

beforeEach(async () => {
  sessionStorage.clear()
  localStorage.clear()
  carried = []
  status = 200
  const login = { access_token: tokenOf(0), token_type: 'bearer', expires_in: 3600 }
  const page = pageWith({
    fetch: async () => Response.json(login),
    indexedDB: new IDBFactory(),
    navigator: {},
  })
  const profile = resolveProfile({
    profile: 'laravel-tymon',
    endpoints: { user: null },
    read: { header: 'Authorization' },
  })
  auth = createAuth({ apiBaseUrl: api, profile }, page)
  http = axios.create({ baseURL: api, adapter })
  installAuthInterceptors(http, auth.client)
  await auth.client.login({ username: 'ada', password: 'pw' })
})

afterEach(() => {
  auth.dispose()
})

describe('an API that sends a new token with each answer', () => {
  it('gets the newest one with the next request', async () => {
    await http.get('/posts')
    await http.get('/posts')
    await http.get('/posts')

    expect(carried).toEqual([0, 1, 2].map((jti) => `Bearer ${tokenOf(jti)}`))
  })

  it('is heard as well when it refuses something', async () => {
    status = 403
    await http.get('/posts').catch(() => {})
    status = 200
    await http.get('/posts')

    expect(carried[1]).toBe(`Bearer ${tokenOf(1)}`)
  })

  it('is heard by fetch, too', async () => {
    const authFetch = createAuthFetch(auth.client, async () =>
      Response.json({}, { headers: { Authorization: `Bearer ${tokenOf(9)}` } }),
    )
    await authFetch(`${api}/posts`)

    expect(await auth.client.getAccessToken()).toBe(tokenOf(9))
  })
})
