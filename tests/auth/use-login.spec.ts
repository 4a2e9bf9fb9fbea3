// @vitest-environment jsdom
import { createTestingPinia } from '@pinia/testing'
import { mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { defineComponent } from 'vue'
import {
  CodeRefusedError,
  LoginRefusedError,
  LoginStepExpiredError,
  SessionEndedError,
  useAuthStore,
  useLogin,
} from '@/auth'
import type { LoginResult } from '@/auth'

const credentials = { username: 'dana', password: 'secret' }
const challenge = { kind: 'one-time-code', method: null, message: 'The code?' } as const
const wanted: LoginResult = { kind: 'challenge', challenge }

/** A view that logs in, over a store whose answers the test gives. */
function openView() {
  let view: ReturnType<typeof useLogin> | undefined
  const View = defineComponent({
    setup() {
      view = useLogin()
      return () => null
    },
  })
  const wrapper = mount(View, { global: { plugins: [createTestingPinia({ createSpy: vi.fn })] } })
  if (!view) throw new Error('The view was not set up')
  const store = useAuthStore()
  return {
    login: view,
    leave: () => wrapper.unmount(),
    store: {
      login: vi.mocked(store.login),
      answerChallenge: vi.mocked(store.answerChallenge),
      cancelLogin: vi.mocked(store.cancelLogin),
    },
  }
}

async function openChallenge() {
  const view = openView()
  view.store.login.mockResolvedValue(wanted)
  const isSignedIn = await view.login.login(credentials)
  return { ...view, isSignedIn }
}

describe('useLogin', () => {
  it('says that the server wants one more step, and that nobody is signed in yet', async () => {
    const { login, isSignedIn } = await openChallenge()

    expect(isSignedIn).toBe(false)
    expect(login.challenge.value).toEqual(challenge)
    expect(login.error.value).toBeNull()
    expect(login.isPending.value).toBe(false)
  })

  it('sends the code, and the step stays in sight until the view goes', async () => {
    const { login, store } = await openChallenge()
    store.answerChallenge.mockResolvedValue({ kind: 'signed-in' })

    expect(await login.answer('123456')).toBe(true)

    expect(store.answerChallenge).toHaveBeenCalledExactlyOnceWith('123456')
    expect(login.challenge.value).toEqual(challenge)
  })

  it('stays at the step after a wrong code', async () => {
    const { login, store } = await openChallenge()
    const error = new CodeRefusedError('Wrong')
    store.answerChallenge.mockRejectedValue(error)

    expect(await login.answer('000000')).toBe(false)

    expect(login.error.value).toBe(error)
    expect(login.challenge.value).toEqual(challenge)
  })

  it.each([
    new LoginStepExpiredError(null),
    new LoginRefusedError('No', {}),
    new SessionEndedError('logged-out'),
  ])('goes back to the password after: %s', async (error) => {
    const { login, store } = await openChallenge()
    store.answerChallenge.mockRejectedValue(error)

    await login.answer('123456')

    expect(login.error.value).toBe(error)
    expect(login.challenge.value).toBeNull()
  })

  it('gives the step up on the way back, and hears no more of a code that is on its way', async () => {
    const { login, store } = await openChallenge()
    let refuse = (_: Error) => {}
    store.answerChallenge.mockReturnValue(new Promise((_, reject) => (refuse = reject)))
    const answer = login.answer('000000')

    login.back()
    expect(store.cancelLogin).toHaveBeenCalledOnce()
    expect(login.isPending.value).toBe(false)
    refuse(new CodeRefusedError('Wrong'))

    expect(await answer).toBe(false)
    expect(login.error.value).toBeNull()
    expect(login.challenge.value).toBeNull()
  })

  it('gives the step up when the view goes, and nothing where there is none', async () => {
    const open = await openChallenge()
    open.leave()
    expect(open.store.cancelLogin).toHaveBeenCalledOnce()

    const plain = openView()
    await plain.login.login(credentials)
    plain.leave()
    expect(plain.store.cancelLogin).not.toHaveBeenCalled()
  })

  it('does not swallow a bug', async () => {
    const { login, store } = await openChallenge()
    store.answerChallenge.mockRejectedValue(new TypeError('bug'))

    await expect(login.answer('1')).rejects.toThrow(TypeError)
    expect(login.isPending.value).toBe(false)
  })
})
