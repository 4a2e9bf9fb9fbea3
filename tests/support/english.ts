import { computed } from 'vue'
import { languageKey } from '@/app-keys'
import { createLanguage } from '@/texts/language'
import type { Language, LanguagePage } from '@/texts/language'
import { completeLanguages, rowOf } from '@/texts/languages'
import type { LanguageTag } from '@/texts/languages'
import { loginTextsKey } from '@/auth'
import { createTimes } from '@/texts/times'

/** English dates and lengths of time. */
export const englishTimes = createTimes('en-GB')

/** A page that wants `languages`, with a storage of its own. */
export function languagePage(languages: readonly string[] = ['en']): LanguagePage {
  const stored = new Map<string, string>()
  return {
    navigator: { languages },
    document,
    localStorage: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
    },
  }
}

/** A language that is spoken from the start. */
export async function speak(tag: LanguageTag, page = languagePage()): Promise<Language> {
  return createLanguage(page, { tag, texts: await rowOf(tag).load(), offered: completeLanguages })
}

/** What `mount` needs to give a component the texts, as `main.ts` gives them to the app. */
export const textsOf = (language: Language) => ({
  [languageKey]: language,
  [loginTextsKey]: computed(() => language.texts.value.loginForm),
})
