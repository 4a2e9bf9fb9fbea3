import type { Constants } from './profile'

/** A server's text is shown to people: longer ones are cut, so that a dump cannot flood the page. */
const longestText = 300

/** A JWT, or any other run of letters that no person writes: some servers repeat the token they refuse. */
const tokens = /[\w-]{8,}\.[\w-]{8,}\.[\w-]*|[\w-]{32,}/g

/**
 * The texts in a value of an answer, a text or a list of them, fit to be shown: codes that `texts` knows as its
 * sentences, no markup, no token.
 */
export function wordsIn(value: unknown, texts: Constants): readonly string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value]
  return values
    .filter((text) => typeof text === 'string')
    .map((text) => (Object.hasOwn(texts, text) ? (texts[text] ?? text) : text))
    .filter((text) => text !== '' && !/<[a-z!/]/i.test(text))
    .map((text) => cut(withoutTokens(text)))
}

/** A text with everything that may be a token left out. */
export const withoutTokens = (text: string) => text.replace(tokens, '…')

const cut = (text: string) => (text.length > longestText ? `${text.slice(0, longestText)}…` : text)
