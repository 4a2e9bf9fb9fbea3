import type { EndReason } from './session'
import { isLater } from './record'
import type { RecordVersion, SessionRecord } from './record'

/**
 * All that the tabs of one browser share about the session of one API. Every change of it is a pure function
 * from ledger to ledger, so that one storage transaction can carry it out as a whole.
 */
export interface Ledger {
  /** The session's latest tokens; `null` when nobody is signed in. */
  readonly record: SessionRecord | null
  /** The end of the last session that was not a logout. A newer record of the same session overturns it. */
  readonly end: SessionEnd | null
  /** Sessions that are over for good, by a logout or by another login. Nothing revives them. */
  readonly tombstones: readonly Tombstone[]
  /** Refreshes on their way, of living tabs and of dead ones. */
  readonly intents: readonly Intent[]
  /** Tokens that lost against others of the same session: tried once before a refusal of the winner is believed. */
  readonly candidates: readonly Candidate[]
  /** What the server has asked for last, of all tabs; `null` when it did not ask to be left alone. */
  readonly throttle: Throttle | null
  /** When the person of the record did something last, in ms by this machine's clock; `null` where nobody counts. */
  readonly activeAtMs: number | null
  /** Logouts that the server has not been told of yet. Never told to other tabs: who shares the store reads them. */
  readonly revocations: readonly Revocation[]
}

/** Which tokens were the last when a session ended, and why it did. */
export interface SessionEnd {
  readonly sid: string
  readonly version: RecordVersion
  readonly reason: EndReason
}

/** Forbids a session until its refresh token would have expired. Times in ms by this machine's clock. */
export interface Tombstone {
  readonly sid: string
  readonly reason: EndReason
  readonly untilMs: number
  /** When it was written; missing in those of earlier versions. */
  readonly atMs?: number
}

/** Says that a tab is about to send the tokens of one version to the refresh endpoint. */
export interface Intent {
  readonly id: string
  /** The tab that wrote it. */
  readonly tab: string
  readonly sid: string
  readonly versionId: string
  /** When its tab has either stored the outcome or given up, in ms by this machine's clock. */
  readonly deadlineMs: number
  /** Whether its tab held the lock. */
  readonly isExclusive: boolean
}

/** Until when the server asks to be left alone with a session. Times in ms by this machine's clock. */
export interface Throttle {
  readonly sid: string
  readonly untilMs: number
  /** How long it was from the answer on: more is left when the clock has been set back. */
  readonly lengthMs: number
  /** The status of the answer; `null` where nobody knows. */
  readonly status: number | null
}

/** Tokens that are still to be revoked, of a session that is over here. Times in ms by this machine's clock. */
export interface Revocation {
  /** With nothing of its person but the id. */
  readonly record: SessionRecord
  /** When its tokens have expired, or it has been tried for long enough. */
  readonly untilMs: number
  readonly tries: number
  /** Until then it is left alone: a tab is at it, or the server has asked for a pause. */
  readonly notBeforeMs: number
}

/** A losing record. */
export interface Candidate {
  readonly record: SessionRecord
  /** How often it was tried. */
  readonly tries: number
  /** The {@link Intent} that tried it last; `null` while nobody has, or when that brought no answer. */
  readonly triedBy: string | null
}

export const emptyLedger: Ledger = {
  record: null,
  end: null,
  tombstones: [],
  intents: [],
  candidates: [],
  throttle: null,
  activeAtMs: null,
  revocations: [],
}

/** The most that are kept of each, so that no accident fills the storage. The oldest go first. */
export const mostEntries = 64

/** Whether a ledger says something of the session `sid`. */
export function tellsOf(ledger: Ledger, sid: string): boolean {
  return ledger.record?.sid === sid || ledger.end?.sid === sid || isBuried(ledger, sid)
}

export function isBuried({ tombstones }: Ledger, sid: string): boolean {
  return tombstones.some((tombstone) => tombstone.sid === sid)
}

/** Why the session is over, in the words of whoever ended it; `null` when the ledger does not say that it is. */
export function endOf(ledger: Ledger, { sid, version }: SessionRecord): EndReason | null {
  const tombstone = ledger.tombstones.find((entry) => entry.sid === sid)
  if (tombstone) return tombstone.reason
  const { end } = ledger
  return end?.sid === sid && !isLater(version, end.version) ? end.reason : null
}

/**
 * Why nobody is signed in, by a ledger without a record. A logout counts in pages that were open by then, or about to
 * open; to one that is opened later it is history.
 *
 * @param openedAtMs - when the browser began to open the page
 */
export function absenceIn({ tombstones }: Ledger, openedAtMs: number): EndReason {
  const logouts = tombstones.filter(
    ({ reason, atMs = -Infinity }) => isLogout(reason) && atMs >= openedAtMs,
  )
  return logouts.at(-1)?.reason ?? 'never-logged-in'
}

const isLogout = (reason: EndReason) => reason === 'logged-out' || reason === 'idle'
