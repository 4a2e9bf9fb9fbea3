import type { SessionRecord } from './record'
import type { User } from './session'

/**
 * Whether the API speaks of somebody else than the person of the session, in answer to its token or cookie. A cookie
 * may be another person's by now. A token is the session's own: where one side has nothing but a name for an id, that
 * name may have changed, or have been typed in another way.
 */
export function isOtherPerson({ user, subject, accessToken }: SessionRecord, told: User): boolean {
  if (told.id === user.id || told.id === subject) return false
  const isNamedOnly = (one: User) => one.id === one.username
  return accessToken === null || !(isNamedOnly(user) || isNamedOnly(told))
}
