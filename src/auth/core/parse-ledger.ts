import { emptyLedger, mostEntries } from './ledger'
import type { Candidate, Intent, Ledger, SessionEnd, Tombstone } from './ledger'
import { isCount, isObject, isSessionRecord, isText, isVersion } from './record'
import { isEndReason } from './session'

/**
 * A ledger out of storage, or from another tab: data from outside, of which every field is looked at. What makes
 * no sense is left out, and the rest still counts.
 */
export function parseLedger(value: unknown): Ledger {
  if (!isObject(value)) return emptyLedger
  return {
    record: isSessionRecord(value['record']) ? value['record'] : null,
    end: isSessionEnd(value['end']) ? value['end'] : null,
    tombstones: listOf(value['tombstones'], isTombstone),
    intents: listOf(value['intents'], isIntent),
    candidates: listOf(value['candidates'], isCandidate),
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

function isCandidate(value: unknown): value is Candidate {
  return (
    isObject(value) &&
    isSessionRecord(value['record']) &&
    isCount(value['tries'], Number.MAX_SAFE_INTEGER) &&
    (value['triedBy'] === null || isText(value['triedBy']))
  )
}
