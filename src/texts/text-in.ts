import type { LanguageTag } from './languages'

/** A text, or one for each language by its tag. */
export type TaggedText = string | Readonly<Partial<Record<LanguageTag, string>>>

/** The text in that language, else in English, else in the first that there is. */
export function textIn(text: TaggedText, tag: LanguageTag): string {
  if (typeof text === 'string') return text
  return text[tag] ?? text.en ?? Object.values(text)[0] ?? ''
}
