// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://api.example.com/app/" }
import axios from 'axios'
import type { AxiosAdapter, InternalAxiosRequestConfig } from 'axios'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAuthFetch } from '@/auth/auth-fetch'
import type { AuthClient } from '@/auth/core/auth-client'
import { UnexpectedAnswerError } from '@/auth/core/errors'
import { installAuthInterceptors } from '@/auth/interceptors'
import { credentials, AuthWorld } from '../../support/auth-world'
import { apiBaseUrl } from '../../support/tab'

let client: AuthClient
let sent: { url: string; token: string | null }[]

/** Notes what Axios would open. */
const adapter: AxiosAdapter = async (config) => {
  const url = new URL(axios.getUri(config), document.baseURI).href
  sent.push({ url, token: tokenIn(config) })
  return { status: 200, data: {}, statusText: '', headers: {}, config }
}

const tokenIn = ({ headers }: InternalAxiosRequestConfig) => {
  const value = headers.get('Authorization')
  return typeof value === 'string' ? value : null
}

beforeEach(async () => {
  sent = []
  const tab = new AuthWorld().openTab()
  client = tab.client
  await client.login(credentials)
})

afterEach(() => {
  document.querySelector('base')?.remove()
  client.dispose()
})

function instance(baseURL?: string) {
  const http = axios.create({ adapter, ...(baseURL !== undefined && { baseURL }) })
  installAuthInterceptors(http, client)
  return http
}

describe('a URL object', () => {
  it('is as good as its text', async () => {
    await instance().get(new URL('/posts/', apiBaseUrl) as unknown as string)

    expect(sent).toMatchObject([
      { url: `${apiBaseUrl}/posts/`, token: expect.any(String) as string },
    ])
  })

  it('gets no token elsewhere', async () => {
    await instance(apiBaseUrl).get(new URL('https://evil.example/') as unknown as string)

    expect(sent).toEqual([{ url: 'https://evil.example/', token: null }])
  })

  it('goes through fetch as well', async () => {
    const tokens: (string | null)[] = []
    const authFetch = createAuthFetch(client, async (input, init) => {
      tokens.push(new Request(input, init).headers.get('Authorization'))
      return new Response()
    })

    await authFetch(new URL('/posts/', apiBaseUrl))
    await authFetch(new URL('https://evil.example/'))

    expect(tokens).toEqual([expect.stringMatching(/^Bearer /), null])
  })
})

describe('a page with another base address', () => {
  beforeEach(() => {
    document.head.append(
      Object.assign(document.createElement('base'), { href: 'https://evil.example/app/' }),
    )
  })

  it.each(['/posts/', 'posts/', '', './posts/', '//evil.example/posts/', '?a=1'])(
    'gets no token for %j of an instance without an absolute base URL',
    async (url) => {
      await instance().get(url)

      expect(sent).toMatchObject([{ token: null }])
      expect(new URL(sent[0]?.url ?? '').origin).toBe('https://evil.example')
    },
  )

  it('gets no token by a relative base URL', async () => {
    await instance('/api').get('/posts/')

    expect(sent).toEqual([{ url: 'https://evil.example/api/posts/', token: null }])
  })

  it('is no matter to an absolute one', async () => {
    await instance(apiBaseUrl).get('/posts/')

    expect(sent).toMatchObject([
      { url: `${apiBaseUrl}/posts/`, token: expect.any(String) as string },
    ])
  })

  it('of the API itself sends relative requests there, with the token', async () => {
    document.querySelector('base')?.setAttribute('href', `${apiBaseUrl}/`)

    await instance().get('posts/')

    expect(sent).toMatchObject([
      { url: `${apiBaseUrl}/posts/`, token: expect.any(String) as string },
    ])
  })
})

describe('a token that no header can carry', () => {
  it.each(['tökén→', 'two\nlines', 'a b\r\nX-Evil: 1', 'nul\0'])(
    'is an error of the login: %j',
    async (token) => {
      const world = new AuthWorld()
      const { client: other } = world.openTab()
      world.fault = () => ({
        status: 200,
        headers: {},
        body: JSON.stringify({ access: token, refresh: 'r' }),
      })

      await expect(other.login(credentials)).rejects.toThrow(UnexpectedAnswerError)

      expect(other.snapshot.session.status).toBe('anonymous')
      other.dispose()
    },
  )
})
