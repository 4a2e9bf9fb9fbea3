// @vitest-environment jsdom
import { createTestingPinia } from '@pinia/testing'
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { profileKey } from '@/app-keys'
import App from '@/App.vue'
import { AuthUnavailableError, SessionEndedError, useAuthStore } from '@/auth'
import type { Profile } from '@/auth'
import { profiles, resolveProfile } from '../support/resolve-profile'
import { appContext, createTestRouter, user } from './app-world'

const withEndpoint = resolveProfile({ profile: 'simplejwt', endpoints: { user: '/user/' } })
const signedIn = { token: 'test-token', user, status: 'authenticated' }

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 })
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

interface Options {
  readonly profile?: Profile
  readonly auth?: object
}

async function openApp(path = '/', { profile = withEndpoint, auth = signedIn }: Options = {}) {
  const pinia = createTestingPinia({ createSpy: vi.fn, initialState: { auth } })
  const router = await createTestRouter(path)
  const { provide, plugins } = appContext(router, pinia)
  const wrapper = mount(App, {
    global: { plugins, provide: { ...provide, [profileKey]: profile } },
  })
  await flushPromises()
  const store = useAuthStore()
  return { wrapper, router, store, reloadUser: vi.mocked(store.reloadUser) }
}

async function hide(ms: number) {
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
  document.dispatchEvent(new Event('visibilitychange'))
  vi.setSystemTime(Date.now() + ms)
  hidden.mockReturnValue(false)
  document.dispatchEvent(new Event('visibilitychange'))
  await flushPromises()
}

describe('who is signed in is asked again', () => {
  it('when a tab is looked at that was hidden for a while', async () => {
    const { reloadUser } = await openApp()
    expect(reloadUser).not.toHaveBeenCalled()

    await hide(6_000)
    await hide(6_000)

    expect(reloadUser).toHaveBeenCalledTimes(2)
  })

  it('when Account opens, and when the app opens there', async () => {
    const { router, reloadUser } = await openApp()
    await router.push('/account')
    await flushPromises()
    expect(reloadUser).toHaveBeenCalledOnce()

    const other = await openApp('/account')

    expect(other.reloadUser).toHaveBeenCalledOnce()
  })
})

describe('who is signed in is not asked again', () => {
  it('when a tab was hidden for a moment', async () => {
    const { reloadUser } = await openApp()

    await hide(1_000)

    expect(reloadUser).not.toHaveBeenCalled()
  })

  it('with each click on Account', async () => {
    const { router, reloadUser } = await openApp('/account')

    for (const path of ['/', '/account', '/', '/account']) await router.push(path)
    await flushPromises()

    expect(reloadUser).toHaveBeenCalledOnce()
  })

  it('soon after a login, which has asked', async () => {
    const { router, store, reloadUser } = await openApp('/', { auth: { status: 'anonymous' } })
    Object.assign(store.$state, signedIn)
    await flushPromises()

    await router.push('/account')
    await flushPromises()
    expect(reloadUser).not.toHaveBeenCalled()
    await hide(60_000)

    expect(reloadUser).toHaveBeenCalledOnce()
  })

  it.each([
    ['where the API has no user endpoint', { profile: profiles.simplejwt }],
    ['while nobody is signed in', { auth: { status: 'anonymous', reason: 'ended-by-server' } }],
  ])('%s', async (_, options) => {
    const { reloadUser } = await openApp('/account', options)

    await hide(60_000)

    expect(reloadUser).not.toHaveBeenCalled()
  })

  it('by an app that has gone', async () => {
    const { wrapper, reloadUser } = await openApp()
    wrapper.unmount()

    await hide(60_000)

    expect(reloadUser).not.toHaveBeenCalled()
  })
})

it.each([new AuthUnavailableError(null), new SessionEndedError('other-user')])(
  'that who is signed in cannot be asked is told to nobody: %s',
  async (error) => {
    const { wrapper, reloadUser } = await openApp()
    const before = wrapper.html()
    reloadUser.mockRejectedValue(error)

    await hide(60_000)

    expect(reloadUser).toHaveBeenCalledOnce()
    expect(wrapper.html()).toBe(before)
  },
)
