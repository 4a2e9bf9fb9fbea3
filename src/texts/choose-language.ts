import type { LanguageTag } from './languages'

/** What a choice of language goes by. */
export interface LanguageWishes {
  /** Never empty. */
  readonly offered: readonly LanguageTag[]
  /** What the person chose in this browser; `null` for nothing. */
  readonly chosen: string | null
  /** What the browser asks for, the most wanted first: `de-AT`, `en`. */
  readonly wanted: readonly string[]
}

/** What was chosen, else the first language that is wanted and offered, else English, else the first there is. */
export function chooseLanguage({ offered, chosen, wanted }: LanguageWishes): LanguageTag {
  const find = (tag: string) => offered.find((candidate) => candidate === tag)
  const byPrefix = (tag: string) => prefixesOf(tag).map(find).find(isFound)
  const first = (chosen === null ? undefined : find(chosen)) ?? wanted.map(byPrefix).find(isFound)
  return first ?? find('en') ?? offered[0] ?? 'en'
}

/** `de-AT-1996`, `de-AT`, `de`: each asks for less (RFC 4647, section 3.4). */
function prefixesOf(tag: string): readonly string[] {
  const parts = tag.split('-')
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('-'))
}

const isFound = <Value>(value: Value | undefined): value is Value => value !== undefined
