// @vitest-environment jsdom
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createSSRApp, nextTick } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { createAuth, LoginForm, useAuthStore } from '@/auth'
import type { Auth, AuthOptions } from '@/auth'
import { createServerAuth } from '@/auth/server-auth'
import { MockBackend } from '@/mocks/mock-backend'
import { simpleJwtDefaults } from '@/mocks/settings'
import { pageWith } from '../support/page-with'
import { resolveProfile } from '../support/resolve-profile'
import { createUniversalApp } from '../support/universal-app'

const options: AuthOptions = {
  apiBaseUrl: 'https://api.example.com',
  profile: resolveProfile({ profile: 'simplejwt', endpoints: { user: '/user/' } }),
}
const opened: Auth[] = []

/** The browser of one person, who may have signed in before. */
async function openBrowser(username: string | null) {
  const indexedDB = new IDBFactory()
  const page = pageWith({ fetch: createFetch(), indexedDB, navigator: {} })
  if (username !== null) {
    const former = createAuth(options, page)
    await former.client.login({ username, password: username }, { keepSignedIn: true })
    former.dispose()
  }
  const auth = createAuth(options, page)
  opened.push(auth)
  return auth
}

function createFetch(): typeof fetch {
  const backend = new MockBackend({ settings: simpleJwtDefaults, now: () => Date.now() })
  let state = backend.restoreState()
  return async (input, init) => {
    const sent = new Request(input, init)
    const { origin, pathname } = new URL(sent.url)
    const headers = Object.fromEntries(sent.headers)
    const request = { method: sent.method, path: pathname, headers, body: await sent.text() }
    const answer = backend.handle({ ...request, baseUrl: origin }, state)
    state = answer.state
    return new Response(answer.response.body, answer.response)
  }
}

/** What the server answers with. One auth may serve every request. */
async function render(auth: Auth, path: string) {
  const { app, pinia } = await createUniversalApp(auth, path)
  const html = await renderToString(app)
  return { html, state: JSON.stringify(pinia.state.value) }
}

/** Takes over in a browser what the server has answered with. */
async function hydrate(
  auth: Auth,
  path: string,
  { html, state }: Awaited<ReturnType<typeof render>>,
) {
  const warnings: string[] = []
  const errors = vi.spyOn(console, 'error').mockReturnValue()
  const root = document.createElement('div')
  root.innerHTML = html
  const { app, pinia, router } = await createUniversalApp(auth, path)
  pinia.state.value = JSON.parse(state) as typeof pinia.state.value
  app.config.warnHandler = (message) => warnings.push(message)
  app.mount(root)
  const atFirst = root.innerHTML
  await nextTick()
  return { root, atFirst, pinia, router, problems: [...warnings, ...errors.mock.calls] }
}

afterEach(() => {
  for (const auth of opened.splice(0)) auth.dispose()
})

describe('a page that a server has rendered', () => {
  it.each([
    ['demo', '/account', 'Account of demo'],
    ['demo', '/about', 'About us'],
    [null, '/about', 'About us'],
  ])('is taken over as it is, then shows who is signed in: %s at %s', async (name, path, shown) => {
    const auth = await openBrowser(name)
    const rendered = await render(createServerAuth(options), path)

    const { root, atFirst, pinia, problems } = await hydrate(auth, path, rendered)

    expect(problems).toEqual([])
    expect(atFirst).toBe(rendered.html)
    expect(root.querySelector('header')?.textContent).toBe(name ?? 'anonymous')
    expect(root.querySelector('main')?.textContent).toBe(shown)
    expect(useAuthStore(pinia).isAuthenticated).toBe(name !== null)
    expect(pinia.state.value['auth']).toMatchObject({ status: auth.client.snapshot.session.status })
  })

  it('has a login form that is taken over as it is', async () => {
    const props = { error: null, isPending: false, challenge: null }
    const root = document.createElement('div')
    root.innerHTML = await renderToString(createSSRApp(LoginForm, props))
    const atFirst = root.innerHTML
    const problems: string[] = []
    const app = createSSRApp(LoginForm, props)
    app.config.warnHandler = (message) => problems.push(message)

    app.mount(root)

    expect(problems).toEqual([])
    expect(root.innerHTML).toBe(atFirst)
    app.unmount()
  })

  it('leads a stranger from a protected page to the login, without a mismatch', async () => {
    const rendered = await render(createServerAuth(options), '/account')

    const { root, router, problems } = await hydrate(await openBrowser(null), '/account', rendered)

    expect(problems).toEqual([])
    expect(router.currentRoute.value.fullPath).toBe('/login?redirect=/account')
    expect(root.querySelector('form')).not.toBeNull()
  })

  it('is of each person alone, though one server rendered both at once', async () => {
    const server = createServerAuth(options)
    const people = ['demo', 'admin'] as const
    const pages = await Promise.all(people.map(() => render(server, '/account')))
    const shown = []
    for (const [index, person] of people.entries()) {
      const page = pages[index]
      if (!page) throw new Error('No page')
      const { root } = await hydrate(await openBrowser(person), '/account', page)
      shown.push(root.querySelector('header')?.textContent)
    }

    expect(shown).toEqual(people)
    expect(pages[0]).toEqual(pages[1])
  })

  it('cannot tell the store of a session that the client does not have', async () => {
    const { html } = await render(createServerAuth(options), '/about')
    const user = { id: '9', username: 'eve' }
    const auth = { user, token: 'planted', status: 'authenticated' }
    const state = JSON.stringify({ auth })

    const { root, pinia } = await hydrate(await openBrowser(null), '/about', { html, state })

    expect(useAuthStore(pinia)).toMatchObject({ user: null, token: null, status: 'anonymous' })
    expect(root.innerHTML).not.toContain('eve')
  })

  it('is not in the way of a store that is used before it is mounted', async () => {
    const auth = await openBrowser('demo')
    const { state } = await render(createServerAuth(options), '/about')
    const { pinia } = await createUniversalApp(auth, '/about')
    pinia.state.value = JSON.parse(state) as typeof pinia.state.value
    await auth.client.ready()

    expect(useAuthStore(pinia).user?.username).toBe('demo')
  })
})
