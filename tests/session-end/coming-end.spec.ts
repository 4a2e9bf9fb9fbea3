// @vitest-environment jsdom
import { createTestingPinia } from '@pinia/testing'
import { flushPromises, mount } from '@vue/test-utils'
import { configKey, profileKey } from '@/app-keys'
import { SessionEndedError, useAuthStore } from '@/auth'
import SessionDialogs from '@/session-end/SessionDialogs.vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { appContext, config, createTestRouter, user } from '../app/app-world'
import { resolveProfile } from '../support/resolve-profile'

const startMs = Date.UTC(2026, 0, 1, 12)
const hour = 3_600_000

/** The dialogs of somebody whose session ends in an hour. */
async function openDialogs({ provide = {}, auth = {} }: { provide?: object; auth?: object } = {}) {
  const initialState = {
    auth: { token: 't', user, status: 'authenticated', endsAt: startMs + hour, ...auth },
  }
  const pinia = createTestingPinia({ createSpy: vi.fn, initialState })
  const context = appContext(await createTestRouter('/account'), pinia)
  const wrapper = mount(SessionDialogs, {
    props: { user, isInterrupted: false },
    global: { ...context, provide: { ...context.provide, ...provide } },
    attachTo: document.body,
  })
  const dialog = () => wrapper.find('dialog')
  const button = (name: string) =>
    dialog()
      .findAll('button')
      .find((found) => found.text() === name)
  return { wrapper, store: useAuthStore(), dialog, button }
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

beforeEach(() => {
  vi.useFakeTimers({ now: startMs })
})

describe('the end of a session that is known', () => {
  it('is announced a minute before, with a countdown that a screen reader hears now and then', async () => {
    const { dialog } = await openDialogs()
    await pass(hour - 61_000)
    expect(dialog().exists()).toBe(false)

    await pass(1_000)
    expect(dialog().attributes('role')).toBe('alertdialog')
    expect(dialog().get('h2').text()).toBe('Your session ends soon')
    expect(dialog().get('[role="timer"]').text()).toContain('It ends in 1 minute')
    expect(document.activeElement?.textContent).toContain('Log in again now')
    const spoken = new Set<string>()
    for (let second = 0; second < 59; second += 1) {
      spoken.add(dialog().get('[role="status"]').text())
      await pass(1_000)
    }

    expect(dialog().get('[role="timer"]').text()).toContain('It ends in 1 second.')
    expect([...spoken]).toHaveLength(4)
  })

  it('can be put off, and is not announced again', async () => {
    const { dialog, button } = await openDialogs()
    await pass(hour - 60_000)

    await button('Not now')?.trigger('click')
    expect(dialog().exists()).toBe(false)
    await pass(50_000)

    expect(dialog().exists()).toBe(false)
  })

  it('is put off by Escape as well', async () => {
    const { dialog } = await openDialogs()
    await pass(hour - 60_000)

    await dialog().trigger('cancel')

    expect(dialog().exists()).toBe(false)
  })

  it('is moved by a login over the page', async () => {
    const { store, dialog, button } = await openDialogs()
    await pass(hour - 60_000)
    await button('Log in again now')?.trigger('click')
    expect(dialog().get('[role="status"]').text()).toContain('Your session ends at')
    const name = dialog().get<HTMLInputElement>('input[name="username"]').element
    expect([name.value, name.readOnly]).toEqual(['dana', true])

    await dialog().get('input[name="password"]').setValue('secret')
    await dialog().get('form').trigger('submit')
    await flushPromises()
    store.$patch({ endsAt: startMs + 2 * hour })
    await flushPromises()

    expect(store.login).toHaveBeenCalledOnce()
    expect(dialog().exists()).toBe(false)
    await pass(hour)
    expect(dialog().get('h2').text()).toBe('Your session ends soon')
  })

  it('is moved by a login in another tab', async () => {
    const { store, dialog, button } = await openDialogs()
    await pass(hour - 60_000)
    await button('Log in again now')?.trigger('click')

    store.$patch({ endsAt: startMs + 2 * hour })
    await flushPromises()

    expect(dialog().exists()).toBe(false)
  })

  it('goes back from the password to the page by "Not now"', async () => {
    const { dialog, button } = await openDialogs()
    await pass(hour - 60_000)
    await button('Log in again now')?.trigger('click')

    await button('Not now')?.trigger('click')

    expect(dialog().get('h2').text()).toBe('Your session ends soon')
  })

  it('keeps the password that is being typed when it is reached', async () => {
    const { wrapper, store, dialog, button } = await openDialogs()
    await pass(hour - 60_000)
    await button('Log in again now')?.trigger('click')
    await dialog().get('input[name="password"]').setValue('secr')

    store.$patch({ user: null, token: null, status: 'anonymous', reason: 'ceiling-reached' })
    await wrapper.setProps({ isInterrupted: true })

    expect(dialog().get<HTMLInputElement>('input[name="password"]').element.value).toBe('secr')
    expect(dialog().get('[role="status"]').text()).toContain('longest time')
  })

  it('is asked of the server when it is there, once, and what it says counts', async () => {
    const { store } = await openDialogs()
    vi.mocked(store.refresh).mockRejectedValue(new SessionEndedError('ceiling-reached'))

    await pass(hour)
    expect(store.refresh).not.toHaveBeenCalled()
    await pass(10_000)

    expect(store.refresh).toHaveBeenCalledOnce()
  })

  it('is that of the token where nothing renews it, and the session ends by itself', async () => {
    const profile = resolveProfile({ profile: 'simplejwt', endpoints: { refresh: null } })
    const { store, dialog } = await openDialogs({
      provide: { [profileKey]: profile },
      auth: { endsAt: null, expiresAt: startMs + hour },
    })
    await pass(hour - 60_000)
    expect(dialog().get('h2').text()).toBe('Your session ends soon')

    await pass(70_000)

    expect(store.refresh).not.toHaveBeenCalled()
  })

  it.each([
    ['that nobody knows', null],
    ['of a session so short that it would be announced all the time', startMs + 30_000],
  ])('is not announced: one %s', async (_, endsAt) => {
    const { dialog, store } = await openDialogs({ auth: { endsAt } })

    for (let second = 0; second < 40; second += 1) {
      await pass(1_000)
      expect(dialog().exists()).toBe(false)
    }
    expect(store.refresh).not.toHaveBeenCalled()
  })
})

describe('a person who does nothing', () => {
  const idle = { provide: { [configKey]: { ...config, idleTimeoutSeconds: 900 } } }

  it('is asked, and stays signed in when there', async () => {
    const { store, dialog, button } = await openDialogs(idle)
    await pass(840_000 + 2_000)
    expect(dialog().get('h2').text()).toBe('Are you still there?')
    expect(dialog().text()).toContain('You will be logged out in 59 seconds')

    await button('Stay signed in')?.trigger('click')
    expect(dialog().exists()).toBe(false)
    await pass(120_000)

    expect(store.logout).not.toHaveBeenCalled()
  })

  it('is logged out with that reason, and then counted no more', async () => {
    const { store, dialog } = await openDialogs(idle)

    await pass(910_000)
    expect(store.logout).toHaveBeenCalledExactlyOnceWith('idle')
    store.$patch({ user: null, token: null, status: 'anonymous', reason: 'idle' })
    await pass(2_000_000)

    expect(store.logout).toHaveBeenCalledOnce()
    expect(dialog().exists()).toBe(false)
  })

  it('stays signed in where the configuration does not say otherwise', async () => {
    const { store, dialog } = await openDialogs({ auth: { endsAt: null } })

    await pass(10 * hour)

    expect(dialog().exists()).toBe(false)
    expect(store.logout).not.toHaveBeenCalled()
  })
})
