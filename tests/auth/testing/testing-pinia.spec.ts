// @vitest-environment jsdom
import { mount } from '@vue/test-utils'
import { useAuthStore } from '@/auth'
import { signedIn, signedOut } from '@/auth/testing'
import type { Pinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'

const user = { id: '1', username: 'dana' }

const UserName = defineComponent({
  setup() {
    const store = useAuthStore()
    return () => h('p', store.user?.username ?? store.reason ?? '')
  },
})

const show = (pinia: Pinia) => mount(UserName, { global: { plugins: [pinia] } }).text()

describe('signedIn', () => {
  it('shows a component the user, with no client behind the store', () => {
    expect(show(signedIn({ user }))).toBe('dana')
  })

  it('is enough for a store outside a component, and in several apps', () => {
    const pinia = signedIn({ user })

    expect(useAuthStore().user).toEqual(user)
    expect([show(pinia), show(pinia)]).toEqual(['dana', 'dana'])
  })

  it('has actions that do nothing', async () => {
    mount(UserName, { global: { plugins: [signedIn({ user })] } })
    const store = useAuthStore()

    await store.login({ username: 'ada', password: 'secret' })
    await store.refresh()
    await store.logout()

    expect(store.user).toEqual(user)
  })
})

describe('signedOut', () => {
  it('shows a component the reason', () => {
    expect(show(signedOut({ reason: 'ended-by-server' }))).toBe('ended-by-server')
    expect(show(signedOut())).toBe('never-logged-in')
  })
})
