import { isJsonObject, parseJsonObject, textAt, valueAt } from '@/auth/backends/json-body'
import type { JsonObject } from '@/auth/backends/json-body'
import { lastName, leavesOf } from './dotted-paths'
import type { Answer } from './exchange'

/** What an answer to an empty POST says of the address. */
export interface FormHints {
  /** `sure`: it asks for a password, or for tokens; `maybe`: it refuses in JSON; `no`: something else is there. */
  readonly likeness: 'sure' | 'maybe' | 'no'
  /** The fields that it misses; nested ones by dotted path. */
  readonly fields: readonly string[]
}

const nothing: FormHints = { likeness: 'no', fields: [] }

/** Errors of RFC 6749 §5.2 that only a token endpoint has. */
const oauthErrors = ['unsupported_grant_type', 'invalid_request', 'invalid_client']

/** What an answer to an empty POST says: Django REST framework and others name the fields that are missing. */
export function readFormHints({ status, body }: Answer): FormHints {
  const object = parseJsonObject(body)
  if (status === 404 || status === 405 || status < 400 || status >= 500) return nothing
  if (!object)
    return status === 401 && body.trim() === '' ? { ...nothing, likeness: 'maybe' } : nothing
  const fields = fieldsIn(object)
  const isOAuth = oauthErrors.includes(textAt(object, ['error']) ?? '')
  const isSure = isOAuth || fields.some((field) => isSecret(field) || isToken(field))
  return { likeness: isSure ? 'sure' : 'maybe', fields }
}

/** Whether a field is one for passwords. */
export const isSecret = (field: string) => /pass|secret|phrase|\bpin\b/i.test(lastName(field))

/** Whether a field is one for a token. */
export const isToken = (field: string) => /token|^refresh$/i.test(lastName(field))

/** A form for user name and password. */
export const loginForm = { isRight: isSecret, isWrong: () => false }

/** A form for a token. One that asks for a password is a login that answers below its address as well. */
export const tokenForm = { isRight: isToken, isWrong: isSecret }

/** Whether a field may be the one for the user name, in a form that also asks for a password. */
export const isIdentifier = (field: string) =>
  !isSecret(field) && !/grant|client|scope|token|code|otp|captcha|remember|device/i.test(field)

function fieldsIn(body: JsonObject): readonly string[] {
  const detail = valueAt(body, 'detail')
  if (Array.isArray(detail)) return detail.flatMap(locOf)
  const errors = valueAt(body, 'errors')
  return leavesOf(isJsonObject(errors) ? errors : body)
    .map(([field]) => field)
    .filter((field) => !general.includes(field))
}

/** Keys of errors that are about no field. */
const general = [
  'detail',
  'code',
  'error',
  'errors',
  'message',
  'msg',
  'status',
  'statusCode',
  'path',
  'type',
  'timestamp',
  'non_field_errors',
  'error_description',
  'description',
  'title',
  'success',
]

/** One of pydantic's: `loc` is where, from `body` on. */
function locOf(entry: unknown): readonly string[] {
  const loc = valueAt(entry, 'loc')
  if (!Array.isArray(loc)) return []
  const path = loc.slice(1).join('.')
  return path === '' ? [] : [path]
}
