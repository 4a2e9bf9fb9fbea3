// @vitest-environment jsdom
import { IDBFactory } from 'fake-indexeddb'
import type { AxiosAdapter } from 'axios'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAuthFetch } from '@/auth/auth-fetch'
import { createAuth } from '@/auth/create-auth'
import type { Auth } from '@/auth/create-auth'
import { createHttp } from '@/http'
import { jwtWith } from '../../support/jwt'
import { pageWith } from '../../support/page-with'
import { resolveProfile } from '../../support/resolve-profile'

const api = 'https://api.example.com'
const token = jwtWith({ user_id: 7, exp: 2_000_000_000 })

let open: (headers: Record<string, string>) => Auth
let auth: Auth
/** The tenant that each address was told. */
let told: [string, string | null][]

beforeEach(() => {
  told = []
  const page = pageWith({
    fetch: async () => Response.json({ access: token, refresh: token }),
    indexedDB: new IDBFactory(),
    navigator: {},
  })
  open = (headers) => {
    const profile = resolveProfile({ profile: 'simplejwt', headers })
    return createAuth({ apiBaseUrl: api, profile }, page)
  }
  auth = open({ 'X-Tenant': 'acme' })
})

afterEach(() => {
  auth.dispose()
})

const elsewhere = [
  'https://evil.example/posts',
  '//evil.example/posts',
  'https://api.example.com.evil.example/posts',
  'http://api.example.com/posts',
  'https://api.example.com:8443/posts',
]

describe.each(['a stranger', 'somebody signed in'])('a constant header, for %s,', (who) => {
  beforeEach(async () => {
    if (who !== 'a stranger') await auth.client.login({ username: 'ada', password: 'pw' })
  })

  it('goes to the API', async () => {
    await askByAxios('/posts')
    await askByFetch(`${api}/posts`)

    expect(told.map(([, tenant]) => tenant)).toEqual(['acme', 'acme'])
  })

  it.each(elsewhere)('does not go to %s', async (url) => {
    await askByAxios(url)
    await askByFetch(new URL(url, api).href)

    expect(told.map(([, tenant]) => tenant)).toEqual([null, null])
  })
})

describe.each(['a stranger', 'somebody signed in'])(
  'a header in two ways of writing, for %s,',
  (who) => {
    const bearer = who === 'a stranger' ? 'constant' : `Bearer ${token}`

    it.each([
      ['of the token and a constant', { authorization: 'constant' }, {}, bearer],
      ['of the token and of the request', {}, { authorization: 'own' }, 'own'],
      [
        'of a constant and of the request',
        { Authorization: 'constant' },
        { authorization: 'own' },
        'constant',
      ],
    ])('%s, goes once', async (_, constant, own, expected) => {
      auth.dispose()
      auth = open(constant)
      if (who !== 'a stranger') await auth.client.login({ username: 'ada', password: 'pw' })
      const sent: unknown[] = []

      await createHttp(auth).get('/posts', {
        headers: own,
        adapter: async (config) => {
          sent.push(
            ...Object.entries(config.headers).filter(([name]) => /^authorization$/i.test(name)),
          )
          return { status: 200, data: {}, statusText: '', headers: {}, config }
        },
      })

      expect(sent).toEqual([[expect.stringMatching(/^authorization$/i), expected]])
    })
  },
)

async function askByAxios(url: string): Promise<void> {
  const adapter: AxiosAdapter = async (config) => {
    told.push([url, (config.headers.get('X-Tenant') ?? null) as string | null])
    return { status: 200, data: {}, statusText: '', headers: {}, config }
  }
  await createHttp(auth).get(url, { adapter })
}

async function askByFetch(url: string): Promise<void> {
  const authFetch = createAuthFetch(auth.client, async (input, init) => {
    told.push([url, new Request(input, init).headers.get('X-Tenant')])
    return new Response()
  })
  await authFetch(url)
}
