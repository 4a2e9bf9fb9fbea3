import { isText } from '../core/record'
import type { User } from '../core/session'
import { isJsonObject, textAt, valueAt } from './json-body'
import type { JsonObject } from './json-body'

const idKeys = ['id', 'pk', 'user_id', 'uuid', 'sub']
/** Longer texts are no names, in characters. */
const longestName = 1_000

const usernameKeys = ['username', 'preferred_username', 'email', 'name']

/**
 * A user as APIs usually write one: DRF, dj-rest-auth (`pk`), and the claims of JWTs.
 *
 * @param username - for a body that does not say what the person logs in with
 * @returns `null` when the body is not an object that names a user
 */
export function readUser(body: unknown, username: string | null): User | null {
  if (!isJsonObject(body)) return null
  const name = nameAt(body, usernameKeys) ?? username
  const id = readUserId(body) ?? name
  if (id === null || name === null) return null
  const email = nameAt(body, ['email'])
  const fullName = readFullName(body)
  return {
    id,
    username: name,
    ...(email !== null && { email }),
    ...(fullName !== null && { fullName }),
    ...(typeof body['is_staff'] === 'boolean' && { isStaff: body['is_staff'] }),
  }
}

/** The id that a user, or the claims of a token, go by; numbers as text. */
export function readUserId(body: unknown): string | null {
  if (!isJsonObject(body)) return null
  for (const key of idKeys) {
    const value = valueAt(body, key)
    if (typeof value === 'number' || isText(value)) return String(value)
  }
  return null
}

function readFullName(body: JsonObject): string | null {
  const parts = [nameAt(body, ['first_name']), nameAt(body, ['last_name'])]
  const name = parts.filter((part) => part !== null).join(' ')
  return name === '' ? nameAt(body, ['name']) : name
}

/** Not cut where it is longer: two people could become one. */
function nameAt(body: JsonObject, keys: readonly string[]): string | null {
  return textAt(body, keys, longestName)
}
