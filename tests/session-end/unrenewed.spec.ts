// @vitest-environment jsdom
import { createTestingPinia } from '@pinia/testing'
import { flushPromises, mount } from '@vue/test-utils'
import App from '@/App.vue'
import { useAuthStore } from '@/auth'
import type { Reachability } from '@/auth'
import { describe, expect, it, vi } from 'vitest'
import { appContext, createStubHttp, createTestRouter, user } from '../app/app-world'

const hint = 'Set auth.refresh.deadWithoutJson.'

function notRenewed({ isLasting }: { readonly isLasting: boolean }): Reachability {
  const [sinceMs, nextTryAtMs] = [Date.now() - 130_000, Date.now() + 30_000]
  return { status: 'not-renewed', sinceMs, nextTryAtMs, isLasting, hint }
}

/** The app on a form of somebody who is signed in, with its dialogs loaded. */
async function openApp(path = '/lists/posts/new') {
  const router = await createTestRouter(path)
  const { http, sent } = createStubHttp()
  const initialState = {
    auth: { token: 'test-token', user, status: 'authenticated', isKept: true },
  }
  const pinia = createTestingPinia({ createSpy: vi.fn, initialState })
  const wrapper = mount(App, { global: appContext(router, pinia, http), attachTo: document.body })
  await vi.dynamicImportSettled()
  await flushPromises()
  const store = useAuthStore()
  const become = async (reachability: Reachability) => {
    Object.assign(store, { reachability })
    await flushPromises()
  }
  const dialog = () => wrapper.find('dialog')
  const button = (name: string) => wrapper.findAll('button').find((one) => one.text() === name)
  return { router, sent, wrapper, store, become, dialog, button }
}

describe('a session that the server does not renew', () => {
  it('is said at once, with what to do, and opens nothing over the page', async () => {
    const { become, wrapper, dialog, button } = await openApp()

    await become(notRenewed({ isLasting: false }))

    const banner = wrapper.get('section[aria-label="Connection"]')
    expect(banner.get('[role="status"]').text()).toMatch(
      /^The server has not renewed your session since \d\d:\d\d\. You are still signed in\.$/,
    )
    expect(banner.text()).toContain('Log in again if it goes on.')
    expect(button('Log in again')).toBeDefined()
    expect(dialog().exists()).toBe(false)
  })

  it('is offered another login over the page when it lasts, and nothing typed is lost', async () => {
    const { become, wrapper, dialog, store } = await openApp()
    await wrapper.get('main input').setValue('Hello')

    await become(notRenewed({ isLasting: true }))

    expect(dialog().get('[role="status"]').text()).toContain(
      'The server does not renew your session.',
    )
    const name = dialog().get<HTMLInputElement>('input[name="username"]').element
    expect([name.value, name.readOnly]).toEqual(['dana', true])
    await dialog().get('input[name="password"]').setValue('secret')
    await dialog().get('form').trigger('submit')
    await flushPromises()
    expect(store.login).toHaveBeenCalledExactlyOnceWith(
      { username: 'dana', password: 'secret' },
      { keepSignedIn: true },
    )
    await become({ status: 'reachable' })
    expect(dialog().exists()).toBe(false)
    expect(wrapper.get<HTMLInputElement>('main input').element.value).toBe('Hello')
  })

  it('goes on where the person says so, and is not offered again by itself', async () => {
    const { become, dialog, button, router } = await openApp()
    await become(notRenewed({ isLasting: true }))

    await button('Not now')?.trigger('click')
    await become({ ...notRenewed({ isLasting: true }) })

    expect(dialog().exists()).toBe(false)
    expect(router.currentRoute.value.path).toBe('/lists/posts/new')
    await button('Log in again')?.trigger('click')
    await flushPromises()
    expect(dialog().exists()).toBe(true)
  })

  it('keeps the offer, and what is typed into it, when the connection is gone for a moment', async () => {
    const { become, dialog } = await openApp()
    await become(notRenewed({ isLasting: true }))
    await dialog().get('input[name="password"]').setValue('sec')

    await become({ status: 'unreachable', sinceMs: 0, nextTryAtMs: Date.now() })

    expect(dialog().get<HTMLInputElement>('input[name="password"]').element.value).toBe('sec')
  })

  it('offers it anew after it was renewed in between', async () => {
    const { become, dialog, button } = await openApp()
    await become(notRenewed({ isLasting: true }))
    await button('Not now')?.trigger('click')
    await become({ status: 'reachable' })

    await become(notRenewed({ isLasting: true }))

    expect(dialog().exists()).toBe(true)
  })

  it('asks for a list again that waited for it', async () => {
    const { become, sent, wrapper } = await openApp('/lists/posts')
    sent[0]?.answer({ status: 503, data: { detail: 'Busy.' } })
    await flushPromises()
    expect(wrapper.get('main [role="alert"]').text()).toContain('The server is having problems.')
    await become(notRenewed({ isLasting: false }))

    await become({ status: 'reachable' })

    expect(sent).toHaveLength(2)
  })

  it('tells developers on the account page which setting would recognise the answer', async () => {
    const { become, wrapper } = await openApp('/account')
    expect(wrapper.find('main details').exists()).toBe(false)

    await become(notRenewed({ isLasting: false }))

    const details = wrapper.get('main details')
    expect(details.get('summary').text()).toBe('For developers')
    expect(details.text()).toContain(hint)
  })
})
