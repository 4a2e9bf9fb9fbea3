// @vitest-environment jsdom
import { flushPromises, mount } from '@vue/test-utils'
import { createTestingPinia } from '@pinia/testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { connectionKey } from '@/app-keys'
import { AuthUnavailableError, LoginRefusedError, useAuthStore } from '@/auth'
import type { AuthError, FailedCall } from '@/auth'
import ConnectionReport from '@/diagnosis/ConnectionReport.vue'
import { createStillRouter } from '../app/app-world'
import LoginView from '@/views/LoginView.vue'
import { connectionTo, failedLogin, page, stubServer, wantsPost } from './diagnosis-world'

const provide = { [connectionKey]: connectionTo() }

function openReport(call: FailedCall | null, replies: Parameters<typeof stubServer>[0]) {
  const { send, asked } = stubServer(replies)
  vi.stubGlobal('fetch', send)
  const wrapper = mount(ConnectionReport, {
    props: { call },
    global: { provide },
    attachTo: document.body,
  })
  return { wrapper, asked, verdict: wrapper.get('[role="status"]') }
}

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.innerHTML = ''
})

describe('ConnectionReport', () => {
  it('takes the focus, and says that it is looking until it knows', async () => {
    const { wrapper, verdict } = openReport(failedLogin(null), {})

    expect(document.activeElement).toBe(wrapper.get('h2').element)
    await nextTick()
    expect(verdict.text()).toBe('Asking the server…')
    await flushPromises()
    expect(verdict.text()).toBe('No server answers at this address.')
  })

  it('shows the address, the setting on either side, and what was tried', async () => {
    const { wrapper } = openReport(failedLogin(null), { reached: page(200) })
    await flushPromises()

    expect(wrapper.get('dd').text()).toBe('https://api.example/api/token/')
    const remedies = wrapper.findAll('li').map((remedy) => remedy.text())
    expect(remedies[0]).toContain('On the server')
    expect(remedies[0]).toContain('CORS_ALLOWED_ORIGINS = ["https://app.example"]')
    expect(remedies[1]).toContain('In config.json')
    expect(wrapper.get('.trials').text()).toContain('POST https://api.example/api/token/')
    expect(wrapper.get('.trials').text()).toContain('somebody answers')
  })

  it('looks again when it is asked to', async () => {
    const { wrapper, verdict, asked } = openReport(null, {})
    await flushPromises()
    const { send } = stubServer({
      reached: page(200),
      read: wantsPost(),
      preflight: wantsPost(),
      otherSlash: page(404),
    })
    vi.stubGlobal('fetch', send)

    await wrapper.get('button').trigger('click')
    await flushPromises()

    expect(asked).toHaveLength(1)
    expect(verdict.text()).toBe('Nothing is wrong as far as a browser can tell.')
  })
})

async function failToLogIn(error: AuthError) {
  const pinia = createTestingPinia({ createSpy: vi.fn })
  const router = createStillRouter({ lists: [] })
  await router.push('/login')
  const wrapper = mount(LoginView, {
    global: { plugins: [pinia, router], provide },
    attachTo: document.body,
  })
  vi.mocked(useAuthStore().login).mockRejectedValue(error)
  await wrapper.get('input[name="username"]').setValue('dana')
  await wrapper.get('input[name="password"]').setValue('correct horse')
  await wrapper.get('form').trigger('submit')
  await flushPromises()
  const find = () => wrapper.findAll('button').find((b) => b.text() === 'Find out why')
  return { wrapper, findOut: find }
}

describe('LoginView, when a login gets no usable answer', () => {
  it('offers to find out why, in place, and keeps what was typed', async () => {
    vi.stubGlobal('fetch', stubServer({}).send)
    const error = new AuthUnavailableError(null, { call: failedLogin(null) })
    const { wrapper, findOut } = await failToLogIn(error)

    await findOut()?.trigger('click')

    await expect.poll(() => wrapper.text()).toContain('No server answers at this address.')
    expect(wrapper.get<HTMLInputElement>('input[name="username"]').element.value).toBe('dana')
    expect(wrapper.text()).not.toContain('correct horse')
  })

  it('takes the report away with the next attempt', async () => {
    vi.stubGlobal('fetch', stubServer({}).send)
    const error = new AuthUnavailableError(null, { call: failedLogin(null) })
    const { wrapper, findOut } = await failToLogIn(error)
    await findOut()?.trigger('click')
    await expect.poll(() => wrapper.text()).toContain('No server answers')

    await wrapper.get('form').trigger('submit')
    await flushPromises()

    expect(wrapper.text()).not.toContain('No server answers')
  })

  it('offers nothing where the server has said why', async () => {
    const { findOut } = await failToLogIn(new LoginRefusedError('No such account', {}))

    expect(findOut()).toBeUndefined()
  })

  it('offers nothing while the browser says that it is offline', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    const { findOut } = await failToLogIn(new AuthUnavailableError(null))

    expect(findOut()).toBeUndefined()
  })
})
