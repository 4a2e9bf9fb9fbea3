import type { Subject } from '../core/ports'
import { isText } from '../core/record'
import type { User } from '../core/session'
import { isJsonObject, textAt, valueAt } from './json-body'
import type { JsonObject } from './json-body'
import type { ProfileRead, UserPaths } from './profile'

/** Longer texts are no names, in characters. */
const longestName = 1_000

/** Where a user has what, and the claims of a token: as DRF, dj-rest-auth, MongoDB, OpenID Connect and .NET write it. */
const usual: UserPaths = {
  path: null,
  id: ['id', 'pk', 'user_id', 'uuid', 'sub', '_id', 'userId', 'uid', 'nameid'],
  username: ['username', 'preferred_username', 'email', 'userName', 'unique_name', 'name'],
  name: ['name', 'full_name', 'fullName', 'display_name', 'displayName'],
  email: ['email'],
}

/** What a profile says of users, with the usual where it says nothing. */
export function userPathsOf({ user }: Pick<ProfileRead, 'user'>): UserPaths {
  return typeof user === 'object' && user !== null
    ? { ...usual, ...user }
    : { ...usual, path: user }
}

/**
 * A user as the API writes one, or the claims of a token do.
 *
 * @param username - for a body that does not say what the person logs in with
 * @returns `null` when the body is not an object that names a user
 */
export function readUser(
  body: unknown,
  username: string | null,
  paths: UserPaths = usual,
): User | null {
  if (!isJsonObject(body)) return null
  const name = nameAt(body, paths.username) ?? username
  const id = readSubject(body, paths.id)?.id ?? name
  if (id === null || name === null) return null
  const email = nameAt(body, paths.email)
  const fullName = readFullName(body, paths)
  return {
    id,
    username: name,
    ...(email !== null && { email }),
    ...(fullName !== null && { fullName }),
    ...(typeof body['is_staff'] === 'boolean' && { isStaff: body['is_staff'] }),
  }
}

/** The id that a user, or the claims of a token, go by, and where it was found; numbers as text. */
export function readSubject(body: unknown, paths: readonly string[] = usual.id): Subject | null {
  for (const claim of paths) {
    const value = valueAt(body, claim)
    if (typeof value === 'number' || isText(value)) return { claim, id: String(value) }
  }
  return null
}

function readFullName(body: JsonObject, { name }: UserPaths): string | null {
  const parts = [nameAt(body, ['first_name']), nameAt(body, ['last_name'])]
  const whole = parts.filter((part) => part !== null).join(' ')
  return whole === '' ? nameAt(body, name) : whole
}

/** Not cut where it is longer: two people could become one. */
function nameAt(body: JsonObject, keys: readonly string[]): string | null {
  return textAt(body, keys, longestName)
}
