import type { Ledger } from '@/auth/core/ledger'

/** The corners of the protocol, by what can be seen of them in the store. */
export function countCommit(before: Ledger, after: Ledger, count: (what: string) => void): void {
  if (after.candidates.length > before.candidates.length) count('candidate kept')
  const tried = (ledger: Ledger) =>
    ledger.candidates.filter(({ triedBy }) => triedBy !== null).length
  if (tried(after) > tried(before)) count('candidate tried')
  if (after.tombstones.length > before.tombstones.length) count('tombstone written')
  if (after.end && after.end !== before.end) count('end written')
  if (before.record === null && before.end && after.record?.sid === before.end.sid)
    count('end overturned')
  const isSame = before.record === after.record && before.intents.length === after.intents.length
  if (isSame && before.intents.length > 0) count('rival waited for')
}
