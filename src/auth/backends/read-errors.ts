import { LoginRefusedError, ThrottledError } from '../core/errors'
import type { TransportResponse } from '../core/transport'
import { isJsonObject, textAt, valueAt } from './json-body'
import type { JsonObject } from './json-body'
import type { Profile, ProfileObtain } from './profile'
import { wordsIn } from './words-in'

/** A refused login as the form can show it: the server's words, and errors by field. */
export function loginRefusal(body: JsonObject, profile: Profile): LoginRefusedError {
  const { errors, obtain } = profile
  const isWholeBody = errors.fields === ''
  const fieldErrors: Record<string, readonly string[]> = {}
  const rest: string[] = []
  for (const { path, value } of errorsByField(valueAt(body, errors.fields))) {
    const words = wordsIn(value, errors.texts)
    const field = formFieldOf(path, obtain)
    if (field !== null && words.length > 0) fieldErrors[field] = words
    // Among other keys of a body only lists are about fields; a text may be anything.
    else if (!isWholeBody) rest.push(...words.map((text) => `${labelOf(path)}${text}`))
    else if (Array.isArray(value)) rest.push(...words)
  }
  const message = messageOf(body, profile) ?? joined(rest)
  return new LoginRefusedError(message, fieldErrors, textAt(body, errors.code))
}

/** When to try again, from `Retry-After`, else from the words that DRF writes (CORS hides the header). */
export function throttling(response: TransportResponse, body: JsonObject | null): ThrottledError {
  const words = textAt(body, ['detail', 'message']) ?? ''
  const seconds = Number(response.header('Retry-After') ?? /\d+/.exec(words)?.[0] ?? NaN)
  return new ThrottledError(Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : null)
}

/** The server's words for people; `null` when it had none. */
export function messageOf(body: JsonObject, { errors }: Profile): string | null {
  for (const path of errors.message) {
    const words = joined(wordsIn(valueAt(body, path), errors.texts))
    if (words !== null) return words
  }
  return errors.texts[textAt(body, errors.code) ?? ''] ?? null
}

/** What a server says of one field. */
interface FieldError {
  readonly path: readonly string[]
  readonly value: unknown
}

/** The errors by field, out of a list with `loc` and `msg`, or an object, nested or not. */
function errorsByField(value: unknown): readonly FieldError[] {
  if (Array.isArray(value)) return value.flatMap(entryOf)
  return isJsonObject(value) ? errorsBelow([], value) : []
}

/** One of pydantic's: `loc` is where, from `body` on. */
function entryOf(entry: unknown): readonly FieldError[] {
  const loc = valueAt(entry, 'loc')
  return Array.isArray(loc) ? [{ path: loc.map(String), value: valueAt(entry, 'msg') }] : []
}

function errorsBelow(path: readonly string[], value: unknown): readonly FieldError[] {
  if (!isJsonObject(value)) return [{ path, value }]
  return Object.entries(value).flatMap(([key, inner]) => errorsBelow([...path, key], inner))
}

/** The form's own name of a field. `user.email` is meant by the whole path, and by `email` alone. */
function formFieldOf(path: readonly string[], { identifier, secret }: ProfileObtain) {
  const isMeant = (name: string) => path.at(-1) === name.split('.').at(-1)
  if (isMeant(identifier)) return 'username'
  return isMeant(secret) ? 'password' : null
}

/** Which field a text is about, where the form has no such field; `body` is what some call the whole. */
function labelOf(path: readonly string[]): string {
  const name = path.at(-1) ?? 'body'
  return name === 'body' ? '' : `${name}: `
}

const joined = (texts: readonly string[]) => (texts.length === 0 ? null : texts.join(' '))
