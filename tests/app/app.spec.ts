// @vitest-environment jsdom
import { createTestingPinia } from '@pinia/testing'
import { flushPromises, mount } from '@vue/test-utils'
import App from '@/App.vue'
import { AuthUnavailableError, useAuthStore } from '@/auth'
import { signedIn, signedOut, signIn, signOut } from '@/auth/testing'
import type { Pinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import { appContext, createStillRouter, createStubHttp, createTestRouter, user } from './app-world'

async function openApp(pinia: Pinia, path = '/') {
  const router = await createTestRouter(path)
  const { http, sent } = createStubHttp()
  const wrapper = mount(App, { global: appContext(router, pinia, http), attachTo: document.body })
  await flushPromises()
  const header = wrapper.get('header')
  const button = (name: string) => wrapper.findAll('button').find((found) => found.text() === name)
  return { router, sent, wrapper, header, button }
}

const testingPinia = (auth: object) =>
  createTestingPinia({ createSpy: vi.fn, initialState: { auth } })

describe('App', () => {
  it.each([
    ['signedIn', () => signedIn({ user })],
    ['createTestingPinia alone', () => testingPinia({ token: 'test-token', user })],
  ])('shows who is signed in, with %s', async (_, createPinia) => {
    const { header, button } = await openApp(createPinia())

    expect(header.text()).toContain('dana')
    expect(header.findAll('nav a').map((link) => link.text())).toEqual([
      'Home',
      'Posts',
      'Subscribers',
    ])
    expect(button('Log out')).toBeDefined()
  })

  it('shows neither a name nor navigation when nobody is signed in', async () => {
    const { header, button } = await openApp(signedOut({ reason: 'logged-out' }), '/login')

    expect(header.text()).toBe('Latchkey')
    expect(header.find('nav').exists()).toBe(false)
    expect(button('Log out')).toBeUndefined()
  })

  it('logs out', async () => {
    const { button } = await openApp(testingPinia({ token: 'test-token', user }))

    await button('Log out')?.trigger('click')

    expect(useAuthStore().logout).toHaveBeenCalledOnce()
  })

  it('shows neither the page nor the login while the session is being restored', async () => {
    const { wrapper, header } = await openApp(testingPinia({ status: 'restoring' }), '/login')

    expect(wrapper.find('form').exists()).toBe(false)
    expect(header.find('nav').exists()).toBe(false)
  })

  it('names the page in the title of the document', async () => {
    const { router } = await openApp(signedIn({ user }), '/lists/posts')
    expect(document.title).toBe('Posts – Latchkey')

    await router.push('/no/such/page')
    expect(document.title).toBe('Page not found – Latchkey')
  })

  it('leaves the focus alone when it is loaded', async () => {
    vi.spyOn(window, 'scrollTo').mockReturnValue()
    const router = createStillRouter({ lists: [] })
    const global = appContext(router, signedIn({ user }))
    const wrapper = mount(App, { global, attachTo: document.body })

    await router.push('/forbidden')
    await flushPromises()

    expect(wrapper.find('h1').exists()).toBe(true)
    expect(document.activeElement).toBe(document.body)
  })

  it('moves the focus to the heading of a new page', async () => {
    const { router, wrapper } = await openApp(signedIn({ user }))

    await router.push('/account')
    await flushPromises()

    expect(document.activeElement).toBe(wrapper.get('h1').element)
    expect(wrapper.get('h1').text()).toBe('Account')
  })

  it('gives another user new views, and asks the API anew', async () => {
    const pinia = signedIn({ user })
    const { sent } = await openApp(pinia, '/lists/posts')
    expect(sent).toHaveLength(1)

    signIn(pinia, { user: { id: '2', username: 'ada' } })
    await flushPromises()

    expect(sent[0]?.signal.aborted).toBe(true)
    expect(sent).toHaveLength(2)
  })

  it('leaves a page as it is when its session ends, and asks for nothing more', async () => {
    const pinia = signedIn({ user })
    const { sent, wrapper } = await openApp(pinia, '/lists/posts')
    const list = wrapper.get('main section').element

    signOut(pinia, { reason: 'ended-by-server' })
    await flushPromises()

    expect(sent).toHaveLength(1)
    expect(wrapper.get('main section').element).toBe(list)
  })
})

describe('App while the server cannot be reached', () => {
  const unreachable = (nextTryInMs: number, status = 'unreachable') => ({
    token: 'test-token',
    user,
    reachability: {
      status,
      sinceMs: Date.now() - 60_000,
      nextTryAtMs: Date.now() + nextTryInMs,
    },
  })

  it('says since when, that nobody is logged out, and when the next try is', async () => {
    const { wrapper } = await openApp(testingPinia(unreachable(12_900)))

    const banner = wrapper.get('section[aria-label="Connection"]')
    expect(banner.get('[role="status"]').text()).toMatch(
      /^The server has been out of reach since \d\d:\d\d\. You are still signed in\.$/,
    )
    expect(banner.get('[role="timer"]').text()).toBe('Next try in 12 seconds.')
  })

  it.each([
    ['unreachable', 'The server has been out of reach since', 'Check your connection.'],
    [
      'server-trouble',
      'The server has been having problems since',
      "You don't have to do anything.",
    ],
    ['not-renewed', 'The server has not renewed your session since', 'Log in again if it goes on.'],
  ])('says which it is, and what can be done: %s', async (status, what, advice) => {
    const { wrapper } = await openApp(testingPinia(unreachable(60_000, status)))

    const banner = wrapper.get('section[aria-label="Connection"]')
    expect(banner.get('[role="status"]').text()).toContain(what)
    expect(banner.text()).toContain(advice)
  })

  it('tries now when asked, and stays calm when that fails', async () => {
    const { wrapper, button } = await openApp(testingPinia(unreachable(60_000)))
    const store = useAuthStore()
    vi.mocked(store.refresh).mockRejectedValue(new AuthUnavailableError(503))

    await button('Try now')?.trigger('click')
    await flushPromises()

    expect(store.refresh).toHaveBeenCalledOnce()
    expect(wrapper.text()).toContain('You are still signed in.')
  })

  it('lets people log out', async () => {
    const { wrapper } = await openApp(testingPinia(unreachable(60_000)))

    const banner = wrapper.get('section[aria-label="Connection"]')
    await banner.findAll('button').at(-1)?.trigger('click')

    expect(useAuthStore().logout).toHaveBeenCalledOnce()
  })

  it('goes away by itself', async () => {
    const { wrapper } = await openApp(testingPinia(unreachable(60_000)))

    Object.assign(useAuthStore(), { reachability: { status: 'reachable' } })
    await flushPromises()

    expect(wrapper.find('section[aria-label="Connection"]').exists()).toBe(false)
  })
})
