import type { Subject } from './ports'
import type { SessionRecord } from './record'
import type { User } from './session'

/** What an answer of the API tells of whom it is about. */
export interface Told {
  /** Whom a new token is about, by the claim that told it at the login; `null` where the claim is missing. */
  readonly subject?: Subject | null
  readonly user?: User | undefined
}

/**
 * Whether the API speaks of somebody else than the person of the session. What cannot be compared tells nothing. Where a
 * claim has changed, as an e-mail address does, the user counts.
 */
export function isOtherPerson(record: SessionRecord, { subject, user }: Told): boolean {
  if (user && [record.user.id, record.subject].includes(user.id)) return false
  if (subject && record.subject !== null) return subject.id !== record.subject
  return user !== undefined && isStranger(record, user)
}

/**
 * Of a user with another id. A cookie may be another person's by now. A token is the session's own: where one side has
 * nothing but a name for an id, that name may have changed, or have been typed in another way.
 */
function isStranger(record: SessionRecord, told: User): boolean {
  const { user, subject, accessToken, loginName } = record
  // The id stays what was typed at the login where the API told the name only later.
  const isNamedOnly = [user.username, loginName].includes(user.id)
  const isSameName = [told.username, told.email].includes(user.username)
  if (accessToken === null) return !(isSameName && isNamedOnly && subject === null)
  return !(isSameName || isNamedOnly || told.id === told.username)
}
