import { isBuried, mostEntries } from './ledger'
import type { Candidate, Intent, Ledger, Throttle } from './ledger'
import { intentDeadlineMs, longestRetryAfterMs } from './limits'
import type { Outage, Unavailable } from './outage'
import type { SessionRecord } from './record'

/** Announces a refresh. */
export function addIntent(ledger: Ledger, intent: Intent): Ledger {
  return { ...ledger, intents: [...ledger.intents, intent].slice(-mostEntries) }
}

export function hasIntent({ intents }: Ledger, intentId: string): boolean {
  return intents.some(({ id }) => id === intentId)
}

/** When it was announced, by the wall clock. */
export function announcedAtMs({ deadlineMs }: Intent): number {
  return deadlineMs - intentDeadlineMs
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

/** Notes that the server asks all tabs to leave it alone for a while, where it does. */
export function noteThrottle(
  ledger: Ledger,
  sid: string,
  nowMs: number,
  { status, retryAfterMs = 0 }: Outage,
): Ledger {
  const lengthMs = Math.min(retryAfterMs, longestRetryAfterMs)
  const throttle = { sid, untilMs: nowMs + lengthMs, lengthMs, status }
  return lengthMs > 0 ? { ...ledger, throttle: laterThrottle(ledger.throttle, throttle) } : ledger
}

/** For how long the server still asks to be left alone with this session; `null` where it does not. */
export function throttleOf({ throttle }: Ledger, sid: string, nowMs: number): Unavailable | null {
  if (throttle?.sid !== sid || !isThrottling(throttle, nowMs)) return null
  return { kind: 'unavailable', status: throttle.status, retryAfterMs: throttle.untilMs - nowMs }
}

export function isThrottling({ untilMs, lengthMs }: Throttle, nowMs: number): boolean {
  const leftMs = untilMs - nowMs
  return leftMs > 0 && leftMs <= Math.min(lengthMs, longestRetryAfterMs)
}

/** Of two answers the one that asks for more counts; of two sessions the one that was heard of last. */
export function laterThrottle(own: Throttle | null, other: Throttle | null): Throttle | null {
  if (own === null || other === null) return own ?? other
  return own.sid === other.sid && own.untilMs > other.untilMs ? own : other
}

/** Refreshes of this session by other tabs that may still bring something. */
export function intentsOfOthers(ledger: Ledger, sid: string, ownTab: string): readonly Intent[] {
  return ledger.intents.filter((intent) => intent.sid === sid && intent.tab !== ownTab)
}

/** Keeps a record that lost against another of its session. */
export function keepCandidate(ledger: Ledger, record: SessionRecord): Ledger {
  const candidate = { record, tries: 0, triedBy: null }
  return { ...ledger, candidates: joinCandidates(ledger.candidates, [candidate]) }
}

/** Lets an intent try the tokens of the first candidate that nobody has tried. */
export function tryCandidate(ledger: Ledger, intentId: string): Ledger {
  const first = untriedCandidate(ledger)
  const candidates = ledger.candidates.map((candidate) =>
    candidate === first ? triedOnceMore(candidate, intentId) : candidate,
  )
  return { ...ledger, candidates }
}

/** Takes candidates for tried that are. */
export function closeCandidates(
  ledger: Ledger,
  intentId: string,
  isTried: (record: SessionRecord) => boolean,
): Ledger {
  const candidates = ledger.candidates.map((candidate) =>
    candidate.triedBy === null && isTried(candidate.record)
      ? triedOnceMore(candidate, intentId)
      : candidate,
  )
  return { ...ledger, candidates }
}

export function candidatesOf({ candidates }: Ledger, sid: string): readonly Candidate[] {
  return candidates.filter(({ record }) => record.sid === sid)
}

export function untriedCandidate({ candidates }: Ledger): Candidate | null {
  return candidates.find(({ triedBy }) => triedBy === null) ?? null
}

/**
 * Whether a session that the ledger says is over has tokens left that nobody has tried: the tab that ended it may not have
 * known of them. A logout leaves none.
 */
export function isEndDoubtful(ledger: Ledger, sid: string): boolean {
  const isOver = ledger.record === null && ledger.end?.sid === sid && !isBuried(ledger, sid)
  return isOver && untriedCandidate(ledger)?.record.sid === sid
}

export function candidateTriedBy({ candidates }: Ledger, intentId: string): SessionRecord | null {
  return candidates.find(({ triedBy }) => triedBy === intentId)?.record ?? null
}

/** All candidates of two places. Of one that both have, the place that has gone further with it is right. */
export function joinCandidates(
  own: readonly Candidate[],
  other: readonly Candidate[],
): readonly Candidate[] {
  const joined = new Map(own.map((candidate) => [candidate.record.version.id, candidate]))
  for (const candidate of other) {
    const { id } = candidate.record.version
    const known = joined.get(id)
    joined.set(id, known && !isFurther(candidate, known) ? known : candidate)
  }
  return [...joined.values()].slice(-mostEntries)
}

/** A try without an answer comes after that try. */
function isFurther(candidate: Candidate, known: Candidate): boolean {
  const isSameTry = candidate.tries === known.tries
  return isSameTry ? candidate.triedBy === null : candidate.tries > known.tries
}

function triedOnceMore({ record, tries }: Candidate, intentId: string): Candidate {
  return { record, tries: tries + 1, triedBy: intentId }
}
