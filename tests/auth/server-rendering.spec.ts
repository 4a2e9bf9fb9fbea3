import axios from 'axios'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderToString } from 'vue/server-renderer'
import {
  ConfigurationError,
  createAuth,
  createAuthFetch,
  installAuthInterceptors,
  useAuthStore,
} from '@/auth'
import type { AuthOptions } from '@/auth'
import { profiles, resolveProfile } from '../support/resolve-profile'
import { createUniversalApp } from '../support/universal-app'

const options: AuthOptions = {
  apiBaseUrl: 'https://api.example.com/v1',
  profile: profiles.simplejwt,
  language: () => 'de',
}
const dana = { username: 'dana', password: 'secret' }

/** What a server answers with: the page, and the state of its Pinia. */
async function render(auth: ReturnType<typeof createAuth>, path: string) {
  const { app, pinia, router } = await createUniversalApp(auth, path)
  const html = await renderToString(app)
  return { html, state: JSON.stringify(pinia.state.value), path: router.currentRoute.value.path }
}

beforeEach(() => {
  // Some of what a page has is there in Node as well, and would be everybody's.
  for (const name of ['BroadcastChannel', 'indexedDB', 'localStorage', 'sessionStorage']) {
    vi.stubGlobal(name, undefined)
  }
  vi.stubGlobal('navigator', {
    get locks(): never {
      throw new Error('There are no locks on a server')
    },
  })
})

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('on a server', () => {
  it.each(['https://api.example.com/v1', '/api', 'https://api.example.com/v1/'])(
    'createAuth touches no page, whatever the address: %s',
    async (apiBaseUrl) => {
      const auth = createAuth({ ...options, apiBaseUrl })

      expect(auth.apiBaseUrl).toBe(apiBaseUrl)
      expect(auth.obtainUrl).toBe(`${apiBaseUrl.replace(/\/$/, '')}/api/token/`)
      await expect(auth.client.login(dana)).rejects.toThrow(/Nobody can log in on a server/)
      auth.dispose()
    },
  )

  it.each(['api', 'javascript:alert(1)', 'https://ada:pw@api.example.com'])(
    'createAuth refuses the same addresses as in the browser: %s',
    (apiBaseUrl) => {
      expect(() => createAuth({ ...options, apiBaseUrl })).toThrow(ConfigurationError)
    },
  )

  it('is built with a profile whose tokens and CSRF proof are in cookies', async () => {
    const profile = resolveProfile({ profile: 'dj-rest-auth-cookies' })
    const { client } = createAuth({ ...options, profile })

    await client.ready()

    expect(client.snapshot.session).toEqual({ status: 'restoring' })
  })

  it.each(['/account', '/login', '/about'])(
    'nobody is known, and nobody is redirected: %s',
    async (path) => {
      const { html, state, path: rendered } = await render(createAuth(options), path)

      expect(rendered).toBe(path)
      expect(html).toContain('<header>restoring</header>')
      expect(html).toContain(path === '/about' ? 'About us' : 'One moment')
      expect(JSON.parse(state)).toMatchObject({ auth: { status: 'restoring', user: null } })
    },
  )

  it('two requests at once share nothing, and neither can sign the other in', async () => {
    const auth = createAuth(options)
    const request = async (username: string) => {
      const { app, pinia } = await createUniversalApp(auth, '/account')
      const store = useAuthStore(pinia)
      await expect(store.login({ ...dana, username })).rejects.toThrow(/on a server/)
      return (await renderToString(app)) + JSON.stringify(pinia.state.value)
    }

    const [one, other] = await Promise.all([request('dana'), request('ada')])

    expect(one).toBe(other)
    expect(one).not.toMatch(/dana|ada/)
  })

  it('other calls say that nobody is signed in', async () => {
    const { client } = createAuth(options)

    await client.logout()
    await expect(client.refresh()).rejects.toMatchObject({ code: 'session-ended' })
    await expect(client.reloadUser()).rejects.toMatchObject({ code: 'session-ended' })
    expect(await client.getAccessToken()).toBeNull()
  })

  it('requests go without a token, with what the API wants of everybody', async () => {
    const { client, apiBaseUrl } = createAuth({
      ...options,
      profile: resolveProfile({ profile: 'simplejwt', headers: { 'X-Api-Key': 'k' } }),
    })
    const sent: unknown[] = []
    const http = axios.create({
      baseURL: apiBaseUrl,
      adapter: (config) => {
        sent.push([config.headers.get('X-Api-Key'), config.headers.get('Authorization')])
        return Promise.resolve({ data: 1, status: 200, statusText: '', headers: {}, config })
      },
    })
    installAuthInterceptors(http, client)
    const authFetch = createAuthFetch(client, (input) => {
      const { headers } = new Request(input)
      sent.push([headers.get('X-Api-Key'), headers.get('Authorization') ?? undefined])
      return Promise.resolve(new Response())
    })

    await http.get('/posts/')
    await authFetch(`${apiBaseUrl}/posts/`)

    expect(sent).toEqual([
      ['k', undefined],
      ['k', undefined],
    ])
  })
})
