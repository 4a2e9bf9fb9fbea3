// @vitest-environment jsdom
import { mount } from '@vue/test-utils'
import { configKey } from '@/app-keys'
import { signedIn, signIn } from '@/auth/testing'
import HomeView from '@/views/HomeView.vue'
import { describe, expect, it } from 'vitest'
import { appContext, config, createTestRouter, user } from '../app/app-world'

async function openHome(lists = config.lists) {
  const pinia = signedIn({ user })
  const context = appContext(await createTestRouter(), pinia)
  const provide = { ...context.provide, [configKey]: { ...config, lists } }
  const wrapper = mount(HomeView, { global: { ...context, provide } })
  return { pinia, wrapper }
}

describe('HomeView', () => {
  it('says who is signed in', async () => {
    const { wrapper } = await openHome()

    expect(wrapper.get('h1').text()).toBe('Signed in as Dana Moreau')
    expect(wrapper.text()).toContain('dana · dana@example.com')
  })

  it('links to every list of the configuration', async () => {
    const { wrapper } = await openHome()

    const links = wrapper.findAll('ul a').map((link) => [link.text(), link.attributes('href')])
    expect(links).toEqual([
      ['Posts', '/lists/posts'],
      ['Subscribers', '/lists/subscribers'],
    ])
  })

  it('says where to add a list when there is none', async () => {
    const { wrapper } = await openHome([])

    expect(wrapper.text()).toContain('There are no lists yet.')
    expect(wrapper.text()).toContain('config.json')
  })

  it('says how long the session lasts, where that is known', async () => {
    const { pinia, wrapper } = await openHome()
    expect(wrapper.text()).toContain('It does not say how long that is.')

    signIn(pinia, { user, endsAt: Date.now() + 7_260_500 })
    await wrapper.vm.$nextTick()

    expect(wrapper.text()).toContain('(in 2 hours 1 minute)')
  })

  it('says where the session is kept', async () => {
    const { pinia, wrapper } = await openHome()
    expect(wrapper.text()).toContain('Until the last tab of this app is closed.')

    signIn(pinia, { user, isKept: true })
    await wrapper.vm.$nextTick()

    expect(wrapper.text()).toContain('In this browser, also after it is closed.')
  })
})
