// @vitest-environment jsdom
import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defineComponent } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import { installAuthGuard, LoginStepExpiredError, useLogin } from '@/auth'
import { authClientKey } from '@/auth/plugin'
import { AuthWorld } from '../support/auth-world'
import { settle } from '../support/fake-clock'

const page = { template: '<p>page</p>' }
const person = { username: 'otp', password: 'otp' }
const code = '123456'
const auth = {
  oneTimeCode: { wanted: { statuses: [400], keys: ['otp_token'] }, field: 'otp_token' },
}

/** jsdom goes back in a task, and tells of it in a further one. */
async function traversed() {
  for (let task = 0; task < 3; task++) await new Promise((resolve) => setTimeout(resolve, 0))
  await settle()
}

/** What the browser does when the person presses Back. */
async function goBack() {
  const { state: before } = window.history
  window.history.back()
  await vi.waitUntil(() => window.history.state !== before, { interval: 1 })
  await settle()
}

/** An app at its login, opened from a public page; with the login of one person under way, if asked for. */
async function openLogin() {
  const { client } = new AuthWorld({ auth }).openTab()
  const router = createRouter({
    history: createWebHistory(),
    routes: [
      { path: '/about', name: 'about', component: page },
      { path: '/login', name: 'login', component: page, meta: { access: 'anonymous' } },
      { path: '/', name: 'home', component: page, meta: { access: 'authenticated' } },
    ],
  })
  const uninstall = installAuthGuard(router, client, { loginRoute: 'login', homeRoute: 'home' })
  await router.push('/about')
  await router.push('/login?redirect=/')
  let view: ReturnType<typeof useLogin> | undefined
  const View = defineComponent(() => {
    view = useLogin()
    return () => null
  })
  const wrapper = mount(View, {
    global: { plugins: [createPinia(), router], provide: { [authClientKey]: client } },
  })
  if (!view) throw new Error('The view was not set up')
  close.push(() => {
    wrapper.unmount()
    uninstall()
    router.options.history.destroy()
    client.dispose()
  })
  return { client, router, wrapper, login: view, place: () => router.currentRoute.value.fullPath }
}

async function openStep() {
  const opened = await openLogin()
  await opened.login.login(person)
  expect(opened.login.challenge.value).not.toBeNull()
  return opened
}

const close: (() => void)[] = []
afterEach(async () => {
  vi.useRealTimers()
  for (const end of close.splice(0)) end()
  await traversed()
})

describe('the step for a one-time code', () => {
  it('is left by Back, which leads to name and password', async () => {
    const { client, router, login, place } = await openStep()
    const navigated = vi.fn()
    router.afterEach(navigated)

    await goBack()

    expect(login.challenge.value).toBeNull()
    expect(place()).toBe('/login?redirect=/')
    expect(navigated).not.toHaveBeenCalled()
    await expect(client.answerChallenge(code)).rejects.toMatchObject({ code: 'session-ended' })
    await goBack()
    expect(place()).toBe('/about')
  })

  it('can be come to again', async () => {
    const { login, place } = await openStep()
    await goBack()

    await login.login(person)
    await goBack()

    expect(login.challenge.value).toBeNull()
    expect(place()).toBe('/login?redirect=/')
  })

  it.each([
    ['the form', async ({ login }: Awaited<ReturnType<typeof openStep>>) => login.back()],
    [
      'its end',
      async ({ login, client }: Awaited<ReturnType<typeof openStep>>) => {
        client.cancelLogin()
        await login.answer(code)
      },
    ],
  ])('leaves no entry behind when it is over by %s', async (_, end) => {
    const opened = await openStep()

    await end(opened)
    await traversed()
    expect(opened.login.challenge.value).toBeNull()
    await goBack()

    expect(opened.place()).toBe('/about')
  })

  it('leaves no way back to the login when the code is taken', async () => {
    const { login, place } = await openStep()

    expect(await login.answer(code)).toBe(true)
    await traversed()
    expect(place()).toBe('/')
    await goBack()

    expect(place()).toBe('/about')
  })

  it('leaves no entry behind in a dialog that closes over its page', async () => {
    const { router, login, wrapper } = await openLogin()
    // With its app a router forgets where it is.
    const place = () => location.pathname + location.search
    await router.push('/about?open')
    await login.login(person)

    wrapper.unmount()
    await traversed()
    expect(place()).toBe('/about?open')
    await goBack()

    expect(place()).toBe('/login?redirect=/')
  })

  it('is over after five minutes, without a further question', async () => {
    const { login } = await openLogin()
    vi.useFakeTimers()
    await login.login(person)

    await vi.advanceTimersByTimeAsync(5 * 60_000)
    // jsdom goes back by such a timer, too.
    await vi.advanceTimersByTimeAsync(20)

    expect(login.challenge.value).toBeNull()
    expect(login.error.value).toBeInstanceOf(LoginStepExpiredError)
  })
})
