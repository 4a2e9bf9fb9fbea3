import { renewRecord, timedGrant } from './grants'
import { commitRecord } from './ledger-session'
import type { AuthPorts } from './ports'
import type { SessionRecord } from './record'
import { isOtherPerson } from './same-person'
import type { OpenSession } from './session-state'
import type { TokenGrant } from './tokens'

/**
 * Stores a token that an answer of the API brought unasked, as after a refresh.
 *
 * @returns what the session has now; `null` when it is over, or another one took its place
 */
export async function adoptGrant(
  { api, clock, randomness }: AuthPorts,
  { record, carrier }: OpenSession,
  grant: TokenGrant,
): Promise<SessionRecord | null> {
  const timed = timedGrant(clock, clock.monotonic(), grant)
  const subject = api.subjectOf(grant.accessToken, record.subjectClaim)
  const version = { generation: record.version.generation + 1, id: randomness.id() }
  const next = renewRecord(record, timed, version, subject)
  // Nobody asked for it, and a cache may have brought it.
  const isOther = isOtherPerson(record, { subject, user: grant.user })
  const ledger = await carrier.transact((found) => (isOther ? found : commitRecord(found, next)))
  return ledger.record?.sid === record.sid ? ledger.record : null
}
