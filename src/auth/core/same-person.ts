import { readClaims } from './claims'
import type { Subject } from './ports'
import type { SessionRecord } from './record'
import type { User } from './session'
import type { AccessToken } from './tokens'

/** What an answer of the API tells of whom it is about. */
export interface Told {
  /** Whom a new token is about, by the claim that told it at the login; `null` where the claim is missing. */
  readonly subject?: Subject | null
  readonly user?: User | undefined
}

/** What the API was asked with: the session's own token, or a cookie, which may be another person's by now. */
export type AskedWith = 'token' | 'cookie'

/**
 * Whether the API speaks of somebody else than the person of the session. What cannot be compared tells nothing. Where a
 * claim has changed, as an e-mail address does, the user counts.
 */
export function isOtherPerson(
  record: SessionRecord,
  { subject, user }: Told,
  askedWith: AskedWith = record.accessToken === null ? 'cookie' : 'token',
): boolean {
  if (user && [record.user.id, record.subject].includes(user.id)) return false
  if (subject && record.subject !== null) return subject.id !== record.subject
  return user !== undefined && isStranger(record, user, askedWith)
}

/**
 * Of a user with another id. Where one side has nothing but a name for an id, that name may have changed, or have been
 * typed in another way. One token may tell more than one id.
 */
function isStranger(record: SessionRecord, told: User, askedWith: AskedWith): boolean {
  const { user, subject, accessToken, loginName } = record
  // The id stays what was typed at the login where the API told the name only later.
  const isNamedOnly = [user.username, loginName].includes(user.id)
  const isSameName = [told.username, told.email].some((name) => isAlike(name, user.username))
  if (askedWith === 'cookie') return !(isSameName && isNamedOnly && subject === null)
  const isNamed = accessToken !== null && isNamedBy(accessToken, told)
  return !(isNamed || isSameName || isNamedOnly || told.id === told.username)
}

/** Servers that find people by name or address mostly do not mind how those are written. */
const isAlike = (a: string | undefined, b: string) => a?.toLowerCase() === b.toLowerCase()

function isNamedBy(token: AccessToken, { id }: User): boolean {
  return Object.values(readClaims(token) ?? {}).some((claim) => String(claim) === id)
}
