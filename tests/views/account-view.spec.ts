// @vitest-environment jsdom
import { mount } from '@vue/test-utils'
import { signedIn, signIn } from '@/auth/testing'
import type { SignedInOptions } from '@/auth/testing'
import AccountView from '@/views/AccountView.vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { sessionLogKey } from '@/app-keys'
import type { TimedAuthEvent } from '@/auth'
import { appContext, createTestRouter, user } from '../app/app-world'
import { watchIntervals } from '../support/running-intervals'

const nowMs = Date.UTC(2026, 4, 12, 12, 0, 0)
const nowSeconds = nowMs / 1000
const claims = { exp: nowSeconds + 240, iat: nowSeconds - 60, user_id: '1', tenant: { id: 3 } }

const base64url = (value: object) =>
  btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
const token = `${base64url({ alg: 'HS256' })}.${base64url(claims)}.c2lnbmF0dXJl`

const opened = {
  type: 'session-opened',
  cause: 'login',
  generation: 1,
  atMs: nowMs - 100_000,
} as const

async function openAccount(
  given = token,
  events: readonly TimedAuthEvent[] = [],
  { clockOffsetMs = 0 } = {},
) {
  const known = { user, token: given, clockOffsetMs, expiresAt: nowMs + 240_000 - clockOffsetMs }
  const pinia = signedIn(known)
  const router = await createTestRouter('/account')
  const context = appContext(router, pinia)
  const provide = { ...context.provide, [sessionLogKey]: shallowRef(events) }
  const wrapper = mount(AccountView, { global: { ...context, provide } })
  const change = async (changes: Partial<SignedInOptions>) => {
    signIn(pinia, { ...known, ...changes })
    await nextTick()
  }
  return { change, wrapper }
}

describe('AccountView', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: nowMs })
  })

  it('shows the user', async () => {
    const { wrapper } = await openAccount()

    for (const words of ['Dana Moreau', 'dana', 'dana@example.com']) {
      expect(wrapper.text()).toContain(words)
    }
  })

  it('explains the claims in words, also those that it does not know', async () => {
    const { wrapper } = await openAccount()

    const entries = wrapper.findAll('dl:last-of-type > div').map((entry) => entry.text())
    expect(entries.find((text) => text.includes('exp'))).toContain('in 4 minutes 0 seconds')
    expect(entries.find((text) => text.includes('iat'))).toContain('1 minute 0 seconds ago')
    expect(entries.find((text) => text.includes('tenant'))).toBe(
      'A claim of this API tenant{"id":3}',
    )
  })

  it.each([253_402_300_799_000, 1e15, 1e306, -1])(
    'shows an end that nobody knows: %d',
    async (exp) => {
      const odd = { exp, iat: exp, orig_iat: exp }
      const { wrapper } = await openAccount(`${base64url({})}.${base64url(odd)}.c2lnbmF0dXJl`)

      expect(wrapper.text()).toContain('Dana Moreau')
      expect(wrapper.text()).toContain(JSON.stringify(exp))
    },
  )

  it('never contains the token, nor a part of it', async () => {
    const { wrapper } = await openAccount()

    for (const part of token.split('.')) expect(wrapper.html()).not.toContain(part)
  })

  it('says that an opaque token says nothing', async () => {
    const { wrapper } = await openAccount('opaque-token')

    expect(wrapper.text()).toContain('The token is not a JWT')
    expect(wrapper.html()).not.toContain('opaque-token')
  })

  it('shows the time left as it runs, and starts anew with a new token', async () => {
    const { change, wrapper } = await openAccount()
    expect(wrapper.text()).toContain('Runs out in 4 minutes 0 seconds')

    await vi.advanceTimersByTimeAsync(200_000)
    expect(wrapper.text()).toContain('Runs out in 40 seconds')

    await change({ expiresAt: Date.now() + 100_000 })
    expect(wrapper.text()).toContain('Runs out in 1 minute 40 seconds')
    expect(wrapper.get<HTMLElement>('.left').element.style.transform).toBe('scaleX(1)')
  })

  it('counts the time of a token by the clock of the server, where the two differ', async () => {
    const clockOffsetMs = 7_200_000
    vi.setSystemTime(nowMs - clockOffsetMs)
    const { wrapper } = await openAccount(token, [], { clockOffsetMs })

    expect(wrapper.text()).toContain('Runs out in 4 minutes 0 seconds')
    expect(wrapper.get<HTMLElement>('.left').element.style.transform).toBe('scaleX(0.8)')
    expect(wrapper.text()).toContain('1 minute 0 seconds ago')
  })

  it('shows how much of the session is left, from the login on', async () => {
    const { change, wrapper } = await openAccount(token, [opened])
    const bars = () =>
      wrapper.findAll<HTMLElement>('.left').map(({ element }) => element.style.transform)
    expect(bars()).toHaveLength(1)

    await change({ endsAt: nowMs + 300_000 })
    expect(bars()[0]).toBe('scaleX(0.75)')

    await vi.advanceTimersByTimeAsync(200_000)
    expect(bars()[0]).toBe('scaleX(0.25)')
    expect(wrapper.text()).not.toContain('when this page was opened')
  })

  it('says from when on the bar counts, when the session was there before', async () => {
    const { change, wrapper } = await openAccount(token, [{ ...opened, cause: 'restore' }])
    await change({ endsAt: nowMs + 300_000 })

    expect(wrapper.text()).toContain('The bar was full when this page was opened')
  })

  it('shows what the session did', async () => {
    const { wrapper } = await openAccount(token, [opened])

    expect(wrapper.text()).toContain('What the session did')
    expect(wrapper.get('li time').element.parentElement?.textContent).toMatch(
      /Logged in\.1 minute ago/,
    )
  })

  it('stops its clocks when it is left', async () => {
    const running = watchIntervals()
    const { wrapper } = await openAccount()
    expect(running()).not.toEqual([])

    wrapper.unmount()

    expect(running()).toEqual([])
  })
})
