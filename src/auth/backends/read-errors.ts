import { LoginRefusedError, ThrottledError } from '../core/errors'
import type { TransportResponse } from '../core/transport'
import { textAt, valueAt } from './json-body'
import type { JsonObject } from './json-body'
import type { Profile } from './profile'

/** A server's text is shown to people: longer ones are cut, so that a dump cannot flood the page. */
const longestText = 300

/** A refused login as the form can show it: the server's words, and errors by field. */
export function loginRefusal(body: JsonObject, profile: Profile): LoginRefusedError {
  const { identifier, secret } = profile.obtain
  const fields = { [lastKey(identifier)]: 'username', [lastKey(secret)]: 'password' }
  const fieldErrors: Record<string, readonly string[]> = {}
  const rest: string[] = []
  for (const [key, value] of Object.entries(body)) {
    const texts = textsOf(value)
    const field = fields[key]
    if (field !== undefined && texts.length > 0) fieldErrors[field] = texts
    else if (Array.isArray(value)) rest.push(...texts)
  }
  return new LoginRefusedError(messageOf(body, profile) ?? joined(rest), fieldErrors)
}

/** When to try again, from `Retry-After`, else from the words that DRF writes (CORS hides the header). */
export function throttling(response: TransportResponse, body: JsonObject | null): ThrottledError {
  const words = textAt(body, ['detail', 'message']) ?? ''
  const seconds = Number(response.header('Retry-After') ?? /\d+/.exec(words)?.[0] ?? NaN)
  return new ThrottledError(Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : null)
}

/** The server's words for people; `null` when it had none. */
export function messageOf(body: JsonObject, profile: Profile): string | null {
  for (const path of profile.errors.message) {
    const text = joined(textsOf(valueAt(body, path)))
    if (text !== null) return text
  }
  return null
}

function textsOf(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value]
  return values.filter((text) => typeof text === 'string').map((text) => text.slice(0, longestText))
}

const joined = (texts: readonly string[]) => (texts.length === 0 ? null : texts.join(' '))
const lastKey = (path: string) => path.split('.').at(-1) ?? path
