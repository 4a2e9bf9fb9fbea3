import { boundedJson, cutTo } from './bounded-json'
import type { Constants } from './profile'

/** A server's text is shown to people: longer ones are cut, so that a dump cannot flood the page. */
const longestWords = 300

/** How many texts of a list are shown. Nobody reads more. */
const mostWords = 10

/** Shorter texts are no secrets, and left out they would spoil the rest. */
const shortestToken = 8

/** JWTs and JWEs (RFC 7515 §7.1, RFC 7516 §7.1), and one whose end was cut off. */
const tokens = /eyJ[\w-]{5,}(?:\.{1,2}[\w-]+){1,4}|eyJ[\w.-]*…/g

/**
 * The texts in a value of an answer, a text or a list of them, fit to be shown: codes that `texts` knows as its
 * sentences, no markup, no token.
 *
 * @param held - the tokens that this app holds itself: those that are no JWTs are known by nothing else
 */
export function wordsIn(
  value: unknown,
  texts: Constants,
  held: readonly string[] = [],
): readonly string[] {
  const known = boundedJson(value)
  const values: unknown[] = Array.isArray(known) ? known : [known]
  return values
    .filter((text) => typeof text === 'string')
    .slice(0, mostWords)
    .map((text) => (Object.hasOwn(texts, text) ? (texts[text] ?? text) : text))
    .filter((text) => !/<[a-z!/]/i.test(text))
    .map((text) => cutTo(longestWords, withoutTokens(text, held)))
    .filter(hasWords)
}

/** The first of many texts as one; `null` where there is none. */
export function joined(texts: readonly string[]): string | null {
  return texts.length === 0 ? null : texts.slice(0, mostWords).join(' ')
}

/**
 * What a server says to people in a value of an answer, as one text; `null` where it says nothing. See {@link wordsIn}.
 */
export function readWords(value: unknown, held: readonly string[] = []): string | null {
  return joined(wordsIn(value, {}, held))
}

/** A text with whatever looks like a JWT left out, and the tokens that are known. */
export function withoutTokens(text: string, held: readonly string[] = []): string {
  return held
    .filter((token) => token.length >= shortestToken)
    .reduce((rest, token) => rest.replaceAll(token, '…'), text)
    .replace(tokens, '…')
}

const hasWords = (text: string) => /[\p{L}\p{N}]/u.test(text)
