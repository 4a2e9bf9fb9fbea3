import { readClaims } from './claims'
import type { SessionRecord } from './record'
import type { User } from './session'
import type { AccessToken } from './tokens'

/**
 * Whether the API speaks of somebody else than the person of the session, in answer to its token or cookie. A cookie
 * may be another person's by now. A token is the session's own: where one side has nothing but a name for an id, that
 * name may have changed, or have been typed in another way. One token may tell more than one id.
 */
export function isOtherPerson({ user, subject, accessToken }: SessionRecord, told: User): boolean {
  if (told.id === user.id || told.id === subject) return false
  if (accessToken === null) return true
  const isNamedOnly = (one: User) => one.id === one.username
  return !(isNamedOnly(user) || isNamedOnly(told) || isNamedBy(accessToken, told))
}

function isNamedBy(token: AccessToken, { id }: User): boolean {
  return Object.values(readClaims(token) ?? {}).some((claim) => String(claim) === id)
}
