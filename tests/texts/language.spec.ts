// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest'
import { loadLanguage } from '@/texts/language'
import type { LanguagePage } from '@/texts/language'
import { languages } from '@/texts/languages'
import { languagePage, speak } from '../support/english'

const all = Promise.resolve(undefined)
const forbidden: LanguagePage = {
  ...languagePage(['de']),
  get localStorage(): Storage {
    throw new DOMException('The operation is insecure.', 'SecurityError')
  },
}

describe('loadLanguage', () => {
  it('speaks what the browser asks for, and says so to the page', async () => {
    const language = await loadLanguage(languagePage(['de-AT', 'en']), all)

    expect(language.tag.value).toBe('de')
    expect(language.texts.value.titles.login).toBe('Anmelden')
    expect(document.documentElement.lang).toBe('de')
    expect(document.documentElement.dir).toBe('ltr')
  })

  it('loads nothing but that one', async () => {
    const english = vi.spyOn(languages.en, 'load')

    await loadLanguage(languagePage(['de']), all)

    expect(english).not.toHaveBeenCalled()
  })

  it('speaks what was chosen in this browser before', async () => {
    const page = languagePage(['en'])
    await (await loadLanguage(page, all)).choose('de')

    expect((await loadLanguage(page, all)).tag.value).toBe('de')
  })

  it('offers and speaks what the configuration names alone', async () => {
    const language = await loadLanguage(languagePage(['de']), Promise.resolve(['ar-XB', 'en']))

    expect(language.offered).toEqual(['ar-XB', 'en'])
    expect(language.tag.value).toBe('en')
  })

  it('rejects when the configuration cannot be read', async () => {
    const broken = Promise.reject(new Error('broken'))

    await expect(loadLanguage(languagePage(), broken)).rejects.toThrow('broken')
  })

  it('works where storage is forbidden', async () => {
    const language = await loadLanguage(forbidden, all)
    await language.choose('en')

    expect(language.tag.value).toBe('en')
  })
})

describe('choose', () => {
  it('turns the page round for a language from right to left', async () => {
    const language = await speak('en')

    await language.choose('ar-XB')

    expect(document.documentElement.dir).toBe('rtl')
    expect(document.documentElement.lang).toBe('ar-XB')
    expect(language.texts.value.titles.login).toContain('Log in')
  })

  it('leaves all as it is when the language cannot be loaded', async () => {
    const language = await speak('en')
    vi.spyOn(languages.de, 'load').mockRejectedValue(new TypeError('Failed to fetch'))

    await expect(language.choose('de')).rejects.toThrow('Failed to fetch')

    expect(language.tag.value).toBe('en')
    expect(document.documentElement.lang).toBe('en')
  })

  it('speaks what was chosen last, whichever comes first', async () => {
    const language = await speak('en')
    const { load } = languages.de
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    vi.spyOn(languages.de, 'load').mockImplementation(() => held.then(load))

    const slow = language.choose('de')
    await language.choose('ar-XB')
    release()
    await slow

    expect(language.tag.value).toBe('ar-XB')
  })
})
