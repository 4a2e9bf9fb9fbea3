import type { EndReason } from './session'
import { isLater, isNewer } from './record'
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

/** A losing record. */
export interface Candidate {
  readonly record: SessionRecord
  /** The {@link Intent} that tries it; `null` while nobody has. */
  readonly triedBy: string | null
}

export const emptyLedger: Ledger = {
  record: null,
  end: null,
  tombstones: [],
  intents: [],
  candidates: [],
}

/** The most that are kept of each, so that no accident fills the storage. The oldest go first. */
const mostEntries = 64

/** Begins a session. */
export function openSession({ tombstones }: Ledger, record: SessionRecord): Ledger {
  return { ...emptyLedger, record, tombstones }
}

/** Ends a session for good, whatever is on its way for it. */
export function burySession(ledger: Ledger, tombstone: Tombstone): Ledger {
  return settled({ ...ledger, tombstones: addTombstone(ledger.tombstones, tombstone) })
}

/** Announces a refresh. */
export function addIntent(ledger: Ledger, intent: Intent): Ledger {
  return { ...ledger, intents: [...ledger.intents, intent].slice(-mostEntries) }
}

/** Takes back an intent whose outcome is known. */
export function dropIntent(ledger: Ledger, intentId: string): Ledger {
  return { ...ledger, intents: ledger.intents.filter(({ id }) => id !== intentId) }
}

/** Takes back an intent whose outcome is not known: the candidate that it tried may be tried again. */
export function abandonIntent(ledger: Ledger, intentId: string): Ledger {
  const candidates = ledger.candidates.map((candidate) =>
    candidate.triedBy === intentId ? { ...candidate, triedBy: null } : candidate,
  )
  return dropIntent({ ...ledger, candidates }, intentId)
}

/**
 * Stores what a refresh brought. Where another tab was faster, one order decides, which is the same for every tab,
 * and the loser is kept as a candidate. A buried session, or one that another has replaced, stays so.
 */
export function commitRecord(ledger: Ledger, next: SessionRecord): Ledger {
  const { record } = ledger
  if (isBuried(ledger, next.sid) || (record !== null && record.sid !== next.sid)) return ledger
  if (record !== null && !isNewer(next, record)) return settled(withCandidate(ledger, next))
  const isRival = record !== null && isRivalOf(next, record)
  return settled({ ...(isRival ? withCandidate(ledger, record) : ledger), record: next })
}

/** Ends a session whose tokens of this version buy nothing any more. A newer record stays. */
export function endSession(ledger: Ledger, base: SessionRecord, reason: EndReason): Ledger {
  const { sid, version } = base
  const isOther = ledger.record !== null && ledger.record.sid !== sid
  return isOther ? ledger : settled({ ...ledger, end: { sid, version, reason }, candidates: [] })
}

/** Lets an intent try the tokens of the first candidate that nobody has tried. */
export function tryCandidate(ledger: Ledger, intentId: string): Ledger {
  const first = untriedCandidate(ledger)
  const candidates = ledger.candidates.map((candidate) =>
    candidate === first ? { ...candidate, triedBy: intentId } : candidate,
  )
  return { ...ledger, candidates }
}

export function candidatesOf({ candidates }: Ledger, sid: string): readonly Candidate[] {
  return candidates.filter(({ record }) => record.sid === sid)
}

export function untriedCandidate({ candidates }: Ledger): Candidate | null {
  return candidates.find(({ triedBy }) => triedBy === null) ?? null
}

export function candidateTriedBy({ candidates }: Ledger, intentId: string): SessionRecord | null {
  return candidates.find(({ triedBy }) => triedBy === intentId)?.record ?? null
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

/** Refreshes of this session by other tabs that may still bring something. */
export function intentsOfOthers(ledger: Ledger, sid: string, ownTab: string): readonly Intent[] {
  return ledger.intents.filter((intent) => intent.sid === sid && intent.tab !== ownTab)
}

/**
 * Drops what time has made meaningless.
 *
 * @param longestIntentMs - an intent that ends later than this from now was written before the clock was set back
 */
export function tidyLedger(ledger: Ledger, nowMs: number, longestIntentMs: number): Ledger {
  const latestMs = nowMs + longestIntentMs
  const intents = ledger.intents
    .filter(({ deadlineMs }) => deadlineMs > nowMs)
    .map((intent) => (intent.deadlineMs > latestMs ? { ...intent, deadlineMs: latestMs } : intent))
  const tombstones = ledger.tombstones.filter(({ untilMs }) => untilMs > nowMs)
  return { ...ledger, intents, tombstones }
}

/**
 * What two places together know. Where they tell of two living sessions, `own` stands. Of intents and candidates
 * only `own` counts, but for a pair of tokens that loses here.
 */
export function joinLedgers(own: Ledger, other: Ledger): Ledger {
  const tombstones = other.tombstones.reduce(addTombstone, own.tombstones)
  const end = laterEnd(own.end, other.end)
  const known = { ...own, end, tombstones }
  const [mine, theirs] = [livingIn(known, own.record), livingIn(known, other.record)]
  const record = laterRecord(mine, theirs)
  const loser = record === mine ? theirs : mine
  const isRival = record && loser && isRivalOf(record, loser) && !isCandidate(own, loser)
  return settled({ ...(isRival ? withCandidate(known, loser) : known), record })
}

/** Adds the intents and the candidates that only `other` has. */
export function joinNotes(own: Ledger, other: Ledger): Ledger {
  const intents = other.intents.filter(({ id }) => !own.intents.some((intent) => intent.id === id))
  const candidates = other.candidates.filter(({ record }) => !isCandidate(own, record))
  return settled({
    ...own,
    intents: [...own.intents, ...intents],
    candidates: [...own.candidates, ...candidates],
  })
}

/** Takes over what another tab has said: its knowledge, and its own intents in place of those it had before. */
export function hearLedger(own: Ledger, other: Ledger, otherTab: string): Ledger {
  const intents = [
    ...own.intents.filter(({ tab }) => tab !== otherTab),
    ...other.intents.filter(({ tab }) => tab === otherTab),
  ]
  return { ...joinLedgers(own, other), intents }
}

/**
 * Removes a record that is over, and candidates that the session has left behind: two refreshes later nothing can
 * have made them the valid ones.
 */
function settled(ledger: Ledger): Ledger {
  const isOver = ledger.record !== null && endOf(ledger, ledger.record) !== null
  const latest = ledger.record ?? ledger.end
  const candidates = ledger.candidates.filter(
    ({ record: { sid, version } }) =>
      sid === latest?.sid &&
      version.generation >= latest.version.generation - 1 &&
      !isBuried(ledger, sid),
  )
  return { ...ledger, record: isOver ? null : ledger.record, candidates }
}

/** Whether two records were granted for the same tokens. */
function isRivalOf(a: SessionRecord, b: SessionRecord): boolean {
  const isSameGeneration = a.sid === b.sid && a.version.generation === b.version.generation
  return isSameGeneration && a.version.id !== b.version.id
}

function isCandidate({ candidates }: Ledger, { version }: SessionRecord): boolean {
  return candidates.some(({ record }) => record.version.id === version.id)
}

function withCandidate(ledger: Ledger, record: SessionRecord): Ledger {
  const candidates = [...ledger.candidates, { record, triedBy: null }].slice(-mostEntries)
  return { ...ledger, candidates }
}

function addTombstone(tombstones: readonly Tombstone[], added: Tombstone): readonly Tombstone[] {
  const others = tombstones.filter(({ sid }) => sid !== added.sid)
  const before = tombstones.find(({ sid }) => sid === added.sid)
  const kept = before && before.untilMs > added.untilMs ? before : added
  return [...others, kept].slice(-mostEntries)
}

function livingIn(ledger: Ledger, record: SessionRecord | null): SessionRecord | null {
  return record && endOf(ledger, record) === null ? record : null
}

function laterRecord(own: SessionRecord | null, other: SessionRecord | null): SessionRecord | null {
  if (own === null || other === null) return own ?? other
  return isNewer(other, own) ? other : own
}

function laterEnd(own: SessionEnd | null, other: SessionEnd | null): SessionEnd | null {
  if (own === null || other === null) return own ?? other
  return own.sid === other.sid && isLater(other.version, own.version) ? other : own
}
