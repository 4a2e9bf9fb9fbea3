import { computed, inject } from 'vue'
import type { ComputedRef, Ref } from 'vue'
import { languageKey } from '@/app-keys'
import type { Language } from './language'
import { textIn } from './text-in'
import type { TaggedText } from './text-in'
import type { Texts } from './texts'
import type { Times } from './times'

/** The language that the app speaks. */
export function useLanguage(): Language {
  const language = inject(languageKey)
  if (!language) throw new Error('This needs app.provide(languageKey, language)')
  return language
}

/** The texts of one part of the app, in the language that it speaks. */
export function useTexts<Part extends keyof Texts>(part: Part): ComputedRef<Texts[Part]> {
  const { texts } = useLanguage()
  return computed(() => texts.value[part])
}

/** Dates and lengths of time, in the language that the app speaks. */
export function useTimes(): Readonly<Ref<Times>> {
  return useLanguage().times
}

/** Reads texts of `config.json`, which may have one for each language. */
export function useTextIn(): (text: TaggedText) => string {
  const { tag } = useLanguage()
  return (text) => textIn(text, tag.value)
}
