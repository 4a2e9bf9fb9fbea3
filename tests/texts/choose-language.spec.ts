import { describe, expect, it } from 'vitest'
import { chooseLanguage } from '@/texts/choose-language'
import type { LanguageTag } from '@/texts/languages'

const offered: readonly LanguageTag[] = ['en', 'de']

describe('chooseLanguage', () => {
  it.each<[string, readonly string[], string | null, LanguageTag]>([
    ['what was chosen', ['en'], 'de', 'de'],
    ['what is wanted', ['de', 'en'], null, 'de'],
    ['what is wanted, by its prefix', ['de-AT'], null, 'de'],
    ['the first that there is of several', ['fr-FR', 'de-CH', 'en'], null, 'de'],
    ['English for one that there is not', ['fr'], null, 'en'],
    ['English where nothing is wanted', [], null, 'en'],
    ['what is wanted, where the choice is offered no more', ['de'], 'ar-XB', 'de'],
  ])('takes %s', (_, wanted, chosen, tag) => {
    expect(chooseLanguage({ offered, wanted, chosen })).toBe(tag)
  })

  it('takes the first that is offered where English is not', () => {
    expect(chooseLanguage({ offered: ['de'], wanted: ['fr'], chosen: null })).toBe('de')
  })
})
