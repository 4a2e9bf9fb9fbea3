// @vitest-environment jsdom
import { createTestingPinia } from '@pinia/testing'
import { flushPromises, mount } from '@vue/test-utils'
import App from '@/App.vue'
import { configKey, draftsKey } from '@/app-keys'
import { LoginRefusedError, useAuthStore } from '@/auth'
import type { EndReason, User } from '@/auth'
import type { AppConfig } from '@/config'
import { Drafts } from '@/drafts'
import { describe, expect, it, vi } from 'vitest'
import { appContext, config, createStubHttp, createTestRouter, user } from '../app/app-world'

/** The app on a page of somebody who is signed in, with its dialogs loaded. */
async function openApp(
  path = '/lists/posts/new',
  { loginName = null, ...settings }: Partial<AppConfig> & { loginName?: string | null } = {},
) {
  const router = await createTestRouter(path)
  const { http, sent } = createStubHttp()
  const initialState = {
    auth: { token: 'test-token', user, loginName, status: 'authenticated', isKept: true },
  }
  const pinia = createTestingPinia({ createSpy: vi.fn, initialState })
  const drafts = new Drafts(() => sessionStorage, 'app')
  const context = appContext(router, pinia, http)
  const wrapper = mount(App, {
    global: {
      ...context,
      provide: {
        ...context.provide,
        [draftsKey]: drafts,
        [configKey]: { ...config, ...settings },
      },
    },
    attachTo: document.body,
  })
  await vi.dynamicImportSettled()
  await flushPromises()
  const store = useAuthStore()
  const end = async (reason: EndReason) => {
    store.$patch({ user: null, token: null, status: 'anonymous', reason })
    await flushPromises()
  }
  const begin = async (person: User) => {
    store.$patch({ user: person, token: 'new-token', status: 'authenticated', reason: null })
    await flushPromises()
  }
  const dialog = () => wrapper.find('dialog')
  const button = (name: string) =>
    dialog()
      .findAll('button')
      .find((found) => found.text() === name)
  const logIn = async () => {
    await dialog().get('input[name="password"]').setValue('secret')
    await dialog().get('form').trigger('submit')
    await flushPromises()
  }
  return { router, sent, wrapper, store, drafts, end, begin, dialog, button, logIn }
}

describe('a session that is interrupted under a page (G11)', () => {
  it.each([
    ['ended-by-server', 'Your session has ended.'],
    ['ceiling-reached', 'Your session has reached its longest time.'],
  ] as const)('asks for the password over the page, and says why: %s', async (reason, words) => {
    const { end, dialog } = await openApp()
    expect(dialog().exists()).toBe(false)

    await end(reason)

    expect(dialog().get('h2').text()).toBe('Log in again')
    expect(dialog().get('[role="status"]').text()).toContain(words)
    const name = dialog().get<HTMLInputElement>('input[name="username"]').element
    expect([name.value, name.readOnly]).toEqual(['dana', true])
    expect(document.activeElement).toBe(dialog().get('input[name="password"]').element)
    expect(dialog().get<HTMLInputElement>('input[name="keep"]').element.checked).toBe(true)
  })

  it('sends the name that was typed at the login, whatever the API calls the person', async () => {
    const { store, end, dialog, logIn } = await openApp('/lists/posts', {
      loginName: '+49 151 0000000',
    })

    await end('ended-by-server')
    await logIn()

    expect(dialog().get<HTMLInputElement>('input[name="username"]').element.value).toBe(
      '+49 151 0000000',
    )
    expect(vi.mocked(store.login).mock.lastCall?.[0]).toEqual({
      username: '+49 151 0000000',
      password: 'secret',
    })
  })

  it('leaves header and page as they are', async () => {
    const { wrapper, end } = await openApp()
    await wrapper.get('main input').setValue('Hello')
    const [header, input] = [wrapper.get('header').text(), wrapper.get('main input').element]

    await end('ended-by-server')

    expect(wrapper.get('header').text()).toBe(header)
    expect(wrapper.get('main input').element).toBe(input)
  })

  it.each(['/', '/account'])('leaves what %s says of person and session', async (path) => {
    const { wrapper, end } = await openApp(path)
    const text = wrapper.get('main').text()

    await end('ended-by-server')

    expect(text).toContain('Dana Moreau')
    expect(wrapper.get('main').text()).toBe(text)
  })

  it('goes away when the same person is back, here or by another tab, and nothing is lost', async () => {
    const { wrapper, end, begin, dialog } = await openApp()
    await wrapper.get('main input').setValue('Hello')
    await end('ended-by-server')

    await begin(user)

    expect(dialog().exists()).toBe(false)
    expect(wrapper.get<HTMLInputElement>('main input').element.value).toBe('Hello')
  })

  it('logs in with the name that is shown, and stays after a wrong password', async () => {
    const { store, end, dialog, logIn } = await openApp()
    vi.mocked(store.login).mockRejectedValue(new LoginRefusedError('Wrong.', {}))
    await end('ended-by-server')

    await logIn()

    const credentials = { username: 'dana', password: 'secret' }
    expect(store.login).toHaveBeenCalledExactlyOnceWith(credentials, { keepSignedIn: true })
    expect(dialog().get('[role="alert"]').text()).toBe('Wrong.')
    expect(document.activeElement).toBe(dialog().get('input[name="password"]').element)
  })

  it('asks for the one-time code that the server wants', async () => {
    const { store, end, dialog, logIn } = await openApp()
    const challenge = { kind: 'one-time-code', method: null, message: 'The code?' } as const
    vi.mocked(store.login).mockResolvedValue({ kind: 'challenge', challenge })
    await end('ended-by-server')

    await logIn()
    await dialog().get('input[name="code"]').setValue('123456')
    await dialog().get('form').trigger('submit')

    expect(store.answerChallenge).toHaveBeenCalledExactlyOnceWith('123456')
  })

  it.each([
    ['Escape', 'cancel'],
    ['a browser that closes it without asking', 'close'],
    ['its button', null],
  ])('leads to the login with the way back, by %s', async (_, event) => {
    const { router, end, dialog, button } = await openApp()
    await end('ended-by-server')

    if (event !== null) await dialog().trigger(event)
    else await button('Leave this page')?.trigger('click')
    await flushPromises()

    expect(router.currentRoute.value.fullPath).toBe('/login?redirect=/lists/posts/new')
    expect(dialog().exists()).toBe(false)
  })

  it('keeps what was typed for the same person also after the login page', async () => {
    const { router, wrapper, end, begin } = await openApp()
    await wrapper.get('main input').setValue('Hello')
    await end('ended-by-server')
    await router.push('/login?redirect=/lists/posts/new')
    await flushPromises()

    await begin(user)
    await router.push('/lists/posts/new')
    await flushPromises()

    expect(wrapper.get<HTMLInputElement>('main input').element.value).toBe('Hello')
  })

  it('leaves nothing for somebody else', async () => {
    const { wrapper, drafts, end, begin, dialog } = await openApp()
    await wrapper.get('main input').setValue('Hello')
    await end('ended-by-server')

    await begin({ id: '2', username: 'ada' })

    expect(dialog().exists()).toBe(false)
    expect(wrapper.get<HTMLInputElement>('main input').element.value).toBe('')
    expect(drafts.get('posts')).toBeUndefined()
  })

  it('is no dialog after a logout, which forgets what was typed', async () => {
    const { wrapper, drafts, end, dialog } = await openApp()
    await wrapper.get('main input').setValue('Hello')

    await end('logged-out')

    expect(dialog().exists()).toBe(false)
    expect(drafts.get('posts')).toBeUndefined()
  })

  it('is no dialog on a page that is for anybody', async () => {
    const { end, dialog } = await openApp('/forbidden')

    await end('ended-by-server')

    expect(dialog().exists()).toBe(false)
  })
})

describe('a session that is interrupted on a shared computer (G14)', () => {
  const shared = { sharedComputer: true }

  it.each(['ended-by-server', 'ceiling-reached'] as const)(
    'covers its page until somebody has logged in again: %s',
    async (reason) => {
      const { wrapper, end, begin, dialog } = await openApp('/lists/posts/new', shared)
      await wrapper.get('main input').setValue('Hello')
      expect(wrapper.get('main').isVisible()).toBe(true)

      await end(reason)
      expect(wrapper.get('main').isVisible()).toBe(false)
      expect(wrapper.get('header').text()).not.toContain('dana')
      expect(dialog().exists()).toBe(true)
      await begin(user)

      expect(wrapper.get('main').isVisible()).toBe(true)
      expect(wrapper.get<HTMLInputElement>('main input').element.value).toBe('Hello')
    },
  )

  it('asks for the password without offering to stay signed in', async () => {
    const { end, dialog, logIn, store } = await openApp('/lists/posts/new', shared)

    await end('ended-by-server')
    expect(dialog().find('input[name="keep"]').exists()).toBe(false)
    await logIn()

    expect(store.login).toHaveBeenCalledWith(
      { username: 'dana', password: 'secret' },
      { keepSignedIn: false },
    )
  })

  it('leaves the page to be seen on any other computer', async () => {
    const { wrapper, end } = await openApp()

    await end('ended-by-server')

    expect(wrapper.get('main').isVisible()).toBe(true)
  })
})
