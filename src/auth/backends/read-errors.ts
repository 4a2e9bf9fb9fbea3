import { LoginRefusedError, ThrottledError } from '../core/errors'
import type { FieldErrors } from '../core/errors'
import type { TransportResponse } from '../core/transport'
import { boundedJson, cutTo } from './bounded-json'
import { isJsonObject, parsed, textAt, valueAt } from './json-body'
import type { JsonObject } from './json-body'
import type { Profile, ProfileObtain } from './profile'
import { retryAfterMs, spokenWaitMs } from './retry-after'
import { joined, wordsIn } from './words-in'

/** The longest name of a field that is shown, in characters. */
const longestLabel = 60

/** A refused login as the form can show it: the server's words, and errors by field. */
export function loginRefusal(body: JsonObject, profile: Profile): LoginRefusedError {
  const { message, fields } = readFormErrors(body, profile, (path) =>
    loginFieldOf(path, profile.obtain),
  )
  return new LoginRefusedError(message, fields, textAt(body, profile.errors.code))
}

/** What a server says of a form that it did not accept. */
export interface FormErrors {
  /** Its words for the whole form, and for fields that the form does not have; `null` when it had none. */
  readonly message: string | null
  readonly fields: FieldErrors
}

/**
 * Reads the errors of a form in the way of the API, as `errors` of its profile says.
 *
 * @param body - the JSON of the answer
 * @param fieldOf - the form's own name of the field at a path of that JSON; `null` when it has no such field
 * @param held - the tokens that the app holds: a server that repeats one does not get it shown
 */
export function readFormErrors(
  body: unknown,
  profile: Profile,
  fieldOf: (path: readonly string[]) => string | null,
  held: readonly string[] = [],
): FormErrors {
  if (!isJsonObject(body)) return { message: null, fields: {} }
  const { errors } = profile
  const isWholeBody = errors.fields === ''
  const fields: Record<string, readonly string[]> = {}
  const rest: string[] = []
  for (const { path, value } of errorsByField(boundedJson(valueAt(body, errors.fields)))) {
    const words = wordsIn(value, errors.texts, held)
    const field = fieldOf(path)
    if (field !== null && words.length > 0) fields[field] = words
    // Among other keys of a body only lists are about fields; a text may be anything.
    else if (!isWholeBody || Array.isArray(value)) {
      rest.push(...words.map((text) => `${labelOf(path)}${text}`))
    }
  }
  return { message: messageOf(body, profile, held) ?? joined(rest), fields }
}

/** When to try again, from `Retry-After`, else from the words that DRF writes (CORS hides the header). */
export function throttling(
  response: TransportResponse,
  body: JsonObject | null,
  nowMs: number,
): ThrottledError {
  const words = textAt(body, ['detail', 'message']) ?? ''
  const waitMs = retryAfterMs(response, nowMs) ?? spokenWaitMs(words)
  return new ThrottledError(waitMs === null ? null : Math.ceil(waitMs / 1000))
}

/** The server's words for people; `null` when it had none. */
export function messageOf(
  body: JsonObject,
  { errors }: Profile,
  held: readonly string[] = [],
): string | null {
  for (const path of errors.message) {
    const words = joined(wordsIn(valueAt(body, path), errors.texts, held))
    if (words !== null) return words
  }
  return errors.texts[textAt(body, errors.code) ?? ''] ?? null
}

/**
 * The words of a refusal that is no JSON object: plain text, or a JSON text. `null` where there are none, and where they
 * only are the name of the status, as `sendStatus(401)` of Express writes it.
 */
export function plainWords({ body }: TransportResponse, { errors }: Profile): string | null {
  const value = parsed(body)
  const words = joined(wordsIn(typeof value === 'string' ? value.trim() : value, errors.texts))
  return words !== null && statusNames.has(words.toLowerCase()) ? null : words
}

const statusNames: ReadonlySet<string> = new Set([
  'bad request',
  'unauthorized',
  'forbidden',
  'not found',
  'unprocessable content',
  'unprocessable entity',
])

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

/** The login form's own name of a field. `user.email` is meant by the whole path, and by `email` alone. */
function loginFieldOf(path: readonly string[], { identifier, secret }: ProfileObtain) {
  const isMeant = (name: string) => path.at(-1) === name.split('.').at(-1)
  if (isMeant(identifier)) return 'username'
  return isMeant(secret) ? 'password' : null
}

/** Which field a text is about, where the form has no such field; `body` is what some call the whole. */
function labelOf(path: readonly string[]): string {
  const name = path.at(-1) ?? 'body'
  return name === 'body' ? '' : `${cutTo(longestLabel, name)}: `
}
