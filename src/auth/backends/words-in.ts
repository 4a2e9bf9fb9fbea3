import { boundedJson, cutTo } from './bounded-json'
import type { Constants } from './profile'

/** A server's text is shown to people: longer ones are cut, so that a dump cannot flood the page. */
const longestWords = 300

/** How many texts of a list are shown. Nobody reads more. */
const mostWords = 10

/** A JWT, or any other run of letters that no person writes: some servers repeat the token they refuse. */
const tokens = /[\w-]{8,}\.[\w-]{8,}\.[\w-]*|[\w-]{32,}/g

/**
 * The texts in a value of an answer, a text or a list of them, fit to be shown: codes that `texts` knows as its
 * sentences, no markup, no token.
 */
export function wordsIn(value: unknown, texts: Constants): readonly string[] {
  const known = boundedJson(value)
  const values: unknown[] = Array.isArray(known) ? known : [known]
  return values
    .filter((text) => typeof text === 'string')
    .slice(0, mostWords)
    .map((text) => (Object.hasOwn(texts, text) ? (texts[text] ?? text) : text))
    .filter((text) => text !== '' && !/<[a-z!/]/i.test(text))
    .map((text) => cutTo(longestWords, withoutTokens(text)))
}

/** The first of many texts as one; `null` where there is none. */
export function joined(texts: readonly string[]): string | null {
  return texts.length === 0 ? null : texts.slice(0, mostWords).join(' ')
}

/** A text with everything that may be a token left out. */
export const withoutTokens = (text: string) => text.replace(tokens, '…')
