// @vitest-environment jsdom
import { flushPromises, mount } from '@vue/test-utils'
import { createTestingPinia } from '@pinia/testing'
import { demoKey } from '@/app-keys'
import { LoginRefusedError, useAuthStore } from '@/auth'
import { signedOut } from '@/auth/testing'
import DemoCredentials from '@/components/DemoCredentials.vue'
import LoginView from '@/views/LoginView.vue'
import type { Pinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import { appContext, createTestRouter } from '../app/app-world'

async function openLogin(pinia: Pinia, path = '/login', provide: object = {}) {
  const router = await createTestRouter(path)
  const context = appContext(router, pinia)
  const wrapper = mount(LoginView, {
    global: { ...context, provide: { ...context.provide, ...provide } },
    attachTo: document.body,
  })
  await flushPromises()
  return { wrapper, reason: wrapper.get('[role="status"]') }
}

async function submit(wrapper: Awaited<ReturnType<typeof openLogin>>['wrapper']) {
  await wrapper.get('input[name="username"]').setValue('dana')
  await wrapper.get('input[name="password"]').setValue('secret')
  await wrapper.get('form').trigger('submit')
  await flushPromises()
}

describe('LoginView', () => {
  it.each([
    ['logged-out', 'You are logged out.'],
    ['idle', 'You were logged out because nothing had happened for a while. Log in to go on.'],
    ['ended-by-server', 'Your session has ended. Log in again to go on.'],
    ['ceiling-reached', 'Your session has reached its longest time. Log in again to go on.'],
    ['other-user', 'Somebody else has logged in in this browser, so your session here has ended.'],
    ['never-logged-in', ''],
  ] as const)('says why somebody is here: %s', async (reason, words) => {
    const login = await openLogin(signedOut({ reason }))

    expect(login.reason.text()).toBe(words)
  })

  it('says that it was another tab that logged out', async () => {
    const pinia = signedOut({ reason: 'logged-out', isLoggedOutElsewhere: true })

    const { reason } = await openLogin(pinia)

    expect(reason.text()).toBe('You logged out in another tab.')
  })

  it('says that a page was wanted, unless it is the one where everybody lands', async () => {
    const wanted = await openLogin(signedOut(), '/login?redirect=/lists/posts')
    expect(wanted.reason.text()).toBe('Log in to open that page.')

    const landed = await openLogin(signedOut(), '/login?redirect=/')
    expect(landed.reason.text()).toBe('')
  })

  it('says that the session has ended even when there is a page to go back to', async () => {
    const pinia = signedOut({ reason: 'ended-by-server' })

    const { reason } = await openLogin(pinia, '/login?redirect=/lists/posts')

    expect(reason.text()).toContain('Your session has ended.')
  })

  it('logs in with what was typed', async () => {
    const pinia = createTestingPinia({ createSpy: vi.fn })
    const { wrapper } = await openLogin(pinia)

    await submit(wrapper)

    const credentials = { username: 'dana', password: 'secret' }
    expect(useAuthStore().login).toHaveBeenCalledExactlyOnceWith(credentials, {
      keepSignedIn: false,
    })
  })

  it('shows a refusal in place of the reason', async () => {
    const pinia = createTestingPinia({
      createSpy: vi.fn,
      initialState: { auth: { reason: 'logged-out' } },
    })
    const { wrapper, reason } = await openLogin(pinia)
    vi.mocked(useAuthStore().login).mockRejectedValue(new LoginRefusedError('No such account', {}))

    await submit(wrapper)

    expect(wrapper.get('[role="alert"]').text()).toBe('No such account')
    expect(reason.text()).toBe('')
  })

  it('asks for the one-time code that the server wants, and sends it', async () => {
    const pinia = createTestingPinia({
      createSpy: vi.fn,
      initialState: { auth: { reason: 'logged-out' } },
    })
    const { wrapper, reason } = await openLogin(pinia)
    const challenge = { kind: 'one-time-code', method: null, message: 'The code?' } as const
    vi.mocked(useAuthStore().login).mockResolvedValue({ kind: 'challenge', challenge })

    await submit(wrapper)
    await wrapper.get('input[name="code"]').setValue('123456')
    await wrapper.get('form').trigger('submit')

    expect(reason.text()).toBe('')
    expect(wrapper.text()).toContain('The code?')
    expect(useAuthStore().answerChallenge).toHaveBeenCalledExactlyOnceWith('123456')
  })

  it('has no trace of a demo, unless one is provided', async () => {
    const credentials = { username: 'demo', password: 'hush' }
    const plain = await openLogin(signedOut())
    expect(plain.wrapper.find('aside').exists()).toBe(false)

    const demo = await openLogin(signedOut(), '/login', {
      [demoKey]: { component: DemoCredentials, credentials },
    })
    await demo.wrapper.get('aside button').trigger('click')

    const password = demo.wrapper.get<HTMLInputElement>('input[name="password"]')
    expect(password.element.value).toBe('hush')
  })
})
