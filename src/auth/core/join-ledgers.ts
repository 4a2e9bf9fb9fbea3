import { joinedActivity } from './activity'
import { endOf, mostEntries } from './ledger'
import type { Intent, Ledger, SessionEnd } from './ledger'
import {
  announcedAtMs,
  isThrottling,
  joinCandidates,
  keepCandidate,
  laterThrottle,
} from './ledger-notes'
import { addTombstone, isRivalOf, settled } from './ledger-session'
import { isLater, isNewer, withLaterUser } from './record'
import { tidyRevocations } from './revocations'
import type { SessionRecord } from './record'
import type { TabKnowledge } from './tab-message'

/**
 * What two places together know, but for intents and revocations: of them `own` stands. So it does where the two tell of two
 * living sessions.
 */
export function joinLedgers(own: Ledger, other: Ledger, nowMs: number): Ledger {
  const tombstones = other.tombstones.reduce(addTombstone, own.tombstones)
  const candidates = joinCandidates(own.candidates, other.candidates)
  const throttle = laterThrottle(other.throttle, own.throttle)
  const known = { ...own, end: joinedEnd(own, other), tombstones, candidates, throttle }
  const [mine, theirs] = [livingIn(known, own.record), livingIn(known, other.record)]
  const later = laterRecord(mine, theirs)
  const loser = later === mine ? theirs : mine
  const isRival = later !== null && loser !== null && isRivalOf(later, loser)
  const record = later && withLaterUser(later, loser)
  const activeAtMs = joinedActivity(own, other, record, nowMs)
  return settled({ ...(isRival ? keepCandidate(known, loser) : known), record, activeAtMs })
}

/** Adds the intents that only `other` has. */
export function joinIntents(own: Ledger, other: Ledger): Ledger {
  const intents = other.intents.filter(({ id }) => !own.intents.some((intent) => intent.id === id))
  return { ...own, intents: [...own.intents, ...intents].slice(-mostEntries) }
}

/**
 * Takes over what another tab has said: its knowledge, and its own intents in place of those it had before. One that
 * it has announced since stands in the store already.
 */
export function hearLedger(
  own: Ledger,
  { ledger, tab, saidAtMs }: TabKnowledge,
  nowMs: number,
): Ledger {
  const told = ledger.intents.filter((intent) => intent.tab === tab)
  const kept = own.intents.filter(
    (intent) => intent.tab !== tab || announcedAtMs(intent) >= saidAtMs,
  )
  const joined = joinLedgers(own, ledger, nowMs)
  return joinIntents({ ...joined, intents: kept }, { ...ledger, intents: told })
}

/**
 * Drops what time has made meaningless.
 *
 * @param longestIntentMs - an intent that ends later than this from now was written before the clock was set back
 * @param isOver - whether an intent is waited for no longer
 */
export function tidyLedger(
  ledger: Ledger,
  nowMs: number,
  longestIntentMs: number,
  isOver: (intent: Intent) => boolean,
): Ledger {
  const latestMs = nowMs + longestIntentMs
  const intents = ledger.intents
    .filter((intent) => !isOver(intent))
    .map((intent) => (intent.deadlineMs > latestMs ? { ...intent, deadlineMs: latestMs } : intent))
  const tombstones = ledger.tombstones.filter(({ untilMs }) => untilMs > nowMs)
  const { throttle } = ledger
  const isOn = throttle !== null && isThrottling(throttle, nowMs)
  return {
    ...ledger,
    intents,
    tombstones,
    throttle: isOn ? throttle : null,
    revocations: tidyRevocations(ledger, nowMs),
    // Else a clock that was set back would keep a session awake until it is there again.
    activeAtMs: ledger.activeAtMs === null ? null : Math.min(ledger.activeAtMs, nowMs),
  }
}

function livingIn(ledger: Ledger, record: SessionRecord | null): SessionRecord | null {
  return record && endOf(ledger, record) === null ? record : null
}

function laterRecord(own: SessionRecord | null, other: SessionRecord | null): SessionRecord | null {
  if (own === null || other === null) return own ?? other
  return isNewer(other, own) ? other : own
}

/** Of ends of two sessions the one that counts is the one that a record is left of. */
function joinedEnd(own: Ledger, other: Ledger): SessionEnd | null {
  if (own.end === null || other.end === null) return own.end ?? other.end
  if (own.end.sid === other.end.sid) {
    return isLater(other.end.version, own.end.version) ? other.end : own.end
  }
  return own.record?.sid === other.end.sid ? other.end : own.end
}
