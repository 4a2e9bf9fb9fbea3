// @vitest-environment jsdom
import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import App from '@/App.vue'
import { signedIn, signedOut } from '@/auth/testing'
import { completeLanguages, languages, rowOf } from '@/texts/languages'
import type { Pinia } from 'pinia'
import { languagePage, speak, textsOf } from '../support/english'
import { appContext, createTestRouter, user } from './app-world'

let page = languagePage()

beforeEach(() => {
  page = languagePage()
})

async function openApp(pinia: Pinia, path: string) {
  const context = appContext(await createTestRouter(path), pinia)
  const provide = { ...context.provide, ...textsOf(await speak('en', page)) }
  const wrapper = mount(App, { global: { ...context, provide }, attachTo: document.body })
  await flushPromises()
  const choose = async (tag: string) => {
    await wrapper.get('footer select').setValue(tag)
    await vi.dynamicImportSettled()
    await flushPromises()
  }
  return { wrapper, choose }
}

describe('the language picker', () => {
  it('names each language in itself, and says which is spoken', async () => {
    const { wrapper } = await openApp(signedOut({ reason: 'never-logged-in' }), '/login')

    const options = wrapper.findAll('footer option')
    expect(options.map((option) => [option.text(), option.attributes('lang')])).toEqual(
      completeLanguages.map((tag) => [rowOf(tag).name, tag]),
    )
    expect(wrapper.get('footer label').text()).toBe('Language')
    expect(wrapper.get<HTMLSelectElement>('footer select').element.value).toBe('en')
  })

  it('switches the login at once, keeps what is typed, and titles the document anew', async () => {
    const { wrapper, choose } = await openApp(signedOut({ reason: 'logged-out' }), '/login')
    await wrapper.get('input[name="username"]').setValue('dana')
    const { element } = wrapper.get<HTMLInputElement>('input[name="username"]')

    await choose('de')

    expect(wrapper.get('h1').text()).toBe('Anmelden')
    expect(wrapper.get('[role="status"]').text()).toBe('Sie sind abgemeldet.')
    expect(wrapper.get('form button[type="submit"]').text()).toBe('Anmelden')
    expect(wrapper.get('input[name="username"]').element).toBe(element)
    expect(element.value).toBe('dana')
    expect(document.title).toBe('Anmelden – Latchkey')
  })

  it('keeps the choice', async () => {
    const { choose } = await openApp(signedOut({ reason: 'logged-out' }), '/login')

    await choose('de')

    expect(page.localStorage.getItem('latchkey/language')).toBe('de')
  })

  it('translates what is wrong with a field while it is shown', async () => {
    const { wrapper, choose } = await openApp(signedOut({ reason: 'logged-out' }), '/login')
    await wrapper.get('form').trigger('submit')
    expect(wrapper.text()).toContain('Enter your username.')

    await choose('de')

    expect(wrapper.text()).toContain('Geben Sie Ihren Benutzernamen ein.')
  })

  it('switches the pages of those who are signed in', async () => {
    const { wrapper, choose } = await openApp(signedIn({ user }), '/')
    expect(wrapper.get('h1').text()).toBe('Signed in as Dana Moreau')

    await choose('de')

    expect(wrapper.get('h1').text()).toBe('Angemeldet als Dana Moreau')
    expect(wrapper.get('header').text()).toContain('Abmelden')
  })

  it('says when a language cannot be loaded, and stays with the one it speaks', async () => {
    const { wrapper, choose } = await openApp(signedOut({ reason: 'logged-out' }), '/login')
    vi.spyOn(languages.de, 'load').mockRejectedValue(new TypeError('Failed to fetch'))

    await choose('de')

    expect(wrapper.get('footer [role="alert"]').text()).toContain('could not be loaded')
    expect(wrapper.get<HTMLSelectElement>('footer select').element.value).toBe('en')
    expect(wrapper.get('h1').text()).toBe('Log in')
  })
})
