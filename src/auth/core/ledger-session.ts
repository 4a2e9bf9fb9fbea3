import { isBuried, emptyLedger, endOf, mostEntries } from './ledger'
import type { Ledger, Tombstone } from './ledger'
import { keepCandidate } from './ledger-notes'
import { tombstoneDefaultMs, tombstoneMarginMs } from './limits'
import { isNewer, withLaterUser } from './record'
import type { RecordVersion, SessionRecord } from './record'
import type { EndReason, User } from './session'

/** Begins a session. */
export function openSession({ tombstones, revocations }: Ledger, record: SessionRecord): Ledger {
  return { ...emptyLedger, record, tombstones, revocations }
}

/** What forbids a session from now on. */
export function tombstoneOf(
  { sid, endsAtMs }: Pick<SessionRecord, 'sid' | 'endsAtMs'>,
  reason: EndReason,
  nowMs: number,
): Tombstone {
  const untilMs =
    endsAtMs === null ? nowMs + tombstoneDefaultMs : Math.max(nowMs, endsAtMs) + tombstoneMarginMs
  return { sid, reason, untilMs, atMs: nowMs }
}

/** Ends a session for good, whatever is on its way for it. */
export function burySession(ledger: Ledger, tombstone: Tombstone): Ledger {
  return settled({ ...ledger, tombstones: addTombstone(ledger.tombstones, tombstone) })
}

/**
 * Stores what a refresh brought. Where another tab was faster, one order decides, which is the same for every tab,
 * and the loser is kept as a candidate. A buried session, or one that another has replaced, stays so.
 */
export function commitRecord(ledger: Ledger, next: SessionRecord): Ledger {
  const { record } = ledger
  if (isBuried(ledger, next.sid) || (record !== null && record.sid !== next.sid)) return ledger
  if (record === null) return settled({ ...ledger, record: next })
  if (!isNewer(next, record)) {
    return settled(buysTheSame(next, record) ? ledger : keepCandidate(ledger, next))
  }
  return settled({
    ...(isRivalOf(next, record) ? keepCandidate(ledger, record) : ledger),
    record: withLaterUser(next, record),
  })
}

/** Stores what the API says of the user now. The tokens stay as they are. */
export function updateUser(
  ledger: Ledger,
  sid: string,
  user: User,
  userVersion: RecordVersion,
): Ledger {
  const { record } = ledger
  if (record?.sid !== sid) return ledger
  // Its id stays: what belongs to the person goes by it.
  const told = { ...record, user: { ...user, id: record.user.id }, userVersion }
  return { ...ledger, record: withLaterUser(record, told) }
}

/** Ends a session whose tokens of this version buy nothing any more. A newer record stays. */
export function endSession(ledger: Ledger, base: SessionRecord, reason: EndReason): Ledger {
  const { sid, version } = base
  const isOther = ledger.record !== null && ledger.record.sid !== sid
  return isOther ? ledger : settled({ ...ledger, end: { sid, version, reason }, candidates: [] })
}

/** Whether two records were granted for the same tokens, and what buys the next ones is different in them. */
export function isRivalOf(a: SessionRecord, b: SessionRecord): boolean {
  const isSameGeneration = a.sid === b.sid && a.version.generation === b.version.generation
  return isSameGeneration && !buysTheSame(a, b)
}

/** A refresh token that does not rotate is in both. */
function buysTheSame(a: SessionRecord, b: SessionRecord): boolean {
  return (a.refreshToken ?? a.accessToken) === (b.refreshToken ?? b.accessToken)
}

/**
 * Removes a record that is over, and candidates that the session has left behind: two refreshes later nothing can
 * have made them the valid ones.
 */
export function settled(ledger: Ledger): Ledger {
  const isOver = ledger.record !== null && endOf(ledger, ledger.record) !== null
  const latest = ledger.record ?? ledger.end
  const candidates = ledger.candidates.filter(
    ({ record: { sid, version } }) =>
      sid === latest?.sid &&
      version.generation >= latest.version.generation - 1 &&
      version.id !== ledger.record?.version.id &&
      !isBuried(ledger, sid),
  )
  return { ...ledger, record: isOver ? null : ledger.record, candidates }
}

export function addTombstone(
  tombstones: readonly Tombstone[],
  added: Tombstone,
): readonly Tombstone[] {
  const others = tombstones.filter(({ sid }) => sid !== added.sid)
  const before = tombstones.find(({ sid }) => sid === added.sid)
  const kept = before && before.untilMs > added.untilMs ? before : added
  return [...others, kept].slice(-mostEntries)
}
