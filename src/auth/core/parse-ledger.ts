import { calendarMs } from './calendar'
import { emptyLedger, mostEntries } from './ledger'
import type {
  Candidate,
  Intent,
  Ledger,
  Revocation,
  SessionEnd,
  Throttle,
  Tombstone,
} from './ledger'
import { isCount, isObject, isText, isVersion, parseRecord } from './record'
import { isEndReason } from './session'

/**
 * A ledger out of storage, or from another tab: data from outside, of which every field is looked at. What makes
 * no sense is left out, and the rest still counts.
 */
export function parseLedger(value: unknown): Ledger {
  if (!isObject(value)) return emptyLedger
  return {
    record: parseRecord(value['record']),
    end: isSessionEnd(value['end']) ? value['end'] : null,
    tombstones: listOf(value['tombstones'], isTombstone),
    intents: listOf(value['intents'], isIntent),
    candidates: listOf(value['candidates'], isCandidateAround).flatMap(parseCandidate),
    throttle: isThrottle(value['throttle']) ? value['throttle'] : null,
    activeAtMs: calendarMs(value['activeAtMs']),
    revocations: listOf(value['revocations'], isObject).flatMap(parseRevocation),
  }
}

function listOf<Item>(value: unknown, isItem: (item: unknown) => item is Item): readonly Item[] {
  return Array.isArray(value) ? value.slice(-mostEntries).filter(isItem) : []
}

function isSessionEnd(value: unknown): value is SessionEnd {
  return (
    isObject(value) &&
    isText(value['sid']) &&
    isVersion(value['version']) &&
    isEndReason(value['reason'])
  )
}

function isTombstone(value: unknown): value is Tombstone {
  return (
    isObject(value) &&
    isText(value['sid']) &&
    isEndReason(value['reason']) &&
    Number.isFinite(value['untilMs']) &&
    (value['atMs'] === undefined || Number.isFinite(value['atMs']))
  )
}

function isIntent(value: unknown): value is Intent {
  return (
    isObject(value) &&
    ['id', 'tab', 'sid', 'versionId'].every((key) => isText(value[key])) &&
    Number.isFinite(value['deadlineMs']) &&
    typeof value['isExclusive'] === 'boolean'
  )
}

function parseRevocation(value: Record<string, unknown>): readonly Revocation[] {
  const record = parseRecord(value['record'])
  const [untilMs, notBeforeMs] = [calendarMs(value['untilMs']), calendarMs(value['notBeforeMs'])]
  const tries = Number(value['tries'])
  if (!record || untilMs === null || notBeforeMs === null || !Number.isSafeInteger(tries)) return []
  return [{ record, untilMs, notBeforeMs, tries }]
}

function isThrottle(value: unknown): value is Throttle {
  return (
    isObject(value) &&
    isText(value['sid']) &&
    Number.isFinite(value['untilMs']) &&
    Number.isFinite(value['lengthMs']) &&
    (value['status'] === null || Number.isFinite(value['status']))
  )
}

function parseCandidate({ record, ...tried }: CandidateAround): readonly Candidate[] {
  const parsed = parseRecord(record)
  return parsed ? [{ ...tried, record: parsed }] : []
}

/** A candidate whose record has not been looked at. */
type CandidateAround = Omit<Candidate, 'record'> & { readonly record: unknown }

function isCandidateAround(value: unknown): value is CandidateAround {
  return (
    isObject(value) &&
    isCount(value['tries'], Number.MAX_SAFE_INTEGER) &&
    (value['triedBy'] === null || isText(value['triedBy']))
  )
}
