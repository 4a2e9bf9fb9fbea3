import type { Ledger, Revocation } from './ledger'
import {
  backoffBaseMs,
  backoffCapMs,
  longestRetryAfterMs,
  longestRevocationMs,
  mostRevocationTries,
  revocationClaimMs,
} from './limits'
import type { Unavailable } from './outage'
import type { RevokeOutcome } from './ports'
import type { SessionRecord } from './record'

/** The most that are kept. The oldest go first. */
const mostRevocations = 8

/** Notes that the server is to be told that these tokens are over, which whoever notes it is about to do. */
export function oweRevocations(
  ledger: Ledger,
  records: readonly SessionRecord[],
  nowMs: number,
): Ledger {
  const owed = records.map((record) => ({
    record: withoutPerson(record),
    untilMs: Math.min(record.endsAtMs ?? Infinity, nowMs + longestRevocationMs),
    tries: 1,
    notBeforeMs: nowMs + revocationClaimMs,
  }))
  return { ...ledger, revocations: [...ledger.revocations, ...owed].slice(-mostRevocations) }
}

export function dueRevocations({ revocations }: Ledger, nowMs: number): readonly Revocation[] {
  return revocations.filter(({ notBeforeMs }) => notBeforeMs <= nowMs)
}

/** Lets one tab tell the server of what is due. */
export function claimRevocations(ledger: Ledger, nowMs: number): Ledger {
  const due = new Set(dueRevocations(ledger, nowMs))
  const revocations = ledger.revocations.map((one) =>
    due.has(one) ? { ...one, tries: one.tries + 1, notBeforeMs: nowMs + revocationClaimMs } : one,
  )
  return { ...ledger, revocations }
}

/** Nobody tells the server anything while somebody logs in: it could hit the new session. */
export function suspendRevocations(ledger: Ledger, nowMs: number): Ledger {
  const notBeforeMs = nowMs + revocationClaimMs
  const revocations = ledger.revocations.map((one) => ({
    ...one,
    notBeforeMs: Math.max(one.notBeforeMs, notBeforeMs),
  }))
  return { ...ledger, revocations }
}

/** Forgets what the server was told of, and puts off what it was not. */
export function settleRevocation(
  ledger: Ledger,
  versionId: string,
  outcome: RevokeOutcome,
  nowMs: number,
): Ledger {
  const revocations = ledger.revocations.flatMap((one) => {
    if (one.record.version.id !== versionId) return [one]
    if (outcome.kind === 'told' || one.tries >= mostRevocationTries) return []
    return [{ ...one, notBeforeMs: nowMs + pauseMs(one, outcome) }]
  })
  return { ...ledger, revocations }
}

/**
 * Forgets revocations that would hit the session of `record`: those of its own tokens, which some servers give to one
 * person again and again, and all of them where the browser's one jar holds the tokens.
 */
export function spareSession(ledger: Ledger, record: SessionRecord, isCookie: boolean): Ledger {
  const revocations = ledger.revocations.filter(
    ({ record: owed }) => !isCookie && !sharesToken(owed, record),
  )
  return { ...ledger, revocations }
}

/** Drops what is worth nothing any more. What waits for too long was put off before the clock was set back. */
export function tidyRevocations({ revocations }: Ledger, nowMs: number): readonly Revocation[] {
  return revocations
    .filter(({ untilMs, tries }) => untilMs > nowMs && tries <= mostRevocationTries)
    .map((one) => ({
      ...one,
      untilMs: Math.min(one.untilMs, nowMs + longestRevocationMs),
      notBeforeMs: Math.min(one.notBeforeMs, nowMs + longestRetryAfterMs),
    }))
}

/** Adds the revocations that only `other` has. */
export function joinRevocations(own: Ledger, other: Ledger): Ledger {
  const known = new Set(own.revocations.map(({ record }) => record.version.id))
  const added = other.revocations.filter(({ record }) => !known.has(record.version.id))
  return { ...own, revocations: [...own.revocations, ...added] }
}

/** How long until it may be tried again, in ms. */
export function revocationPauseMs({ notBeforeMs }: Revocation, nowMs: number): number {
  return Math.max(0, notBeforeMs - nowMs)
}

/** How long until it is tried again although nothing happens, in ms. */
export function revocationWaitMs(revocation: Revocation, nowMs: number): number {
  return Math.max(revocationPauseMs(revocation, nowMs), steppedMs(revocation.tries))
}

/** A server in trouble is left alone for longer each time. One that was not reached is tried when the page comes back. */
function pauseMs({ tries }: Revocation, { status, retryAfterMs = 0 }: Unavailable): number {
  const askedMs = Math.min(retryAfterMs, longestRetryAfterMs)
  return status === null ? backoffBaseMs : Math.max(askedMs, steppedMs(tries))
}

const steppedMs = (tries: number) =>
  Math.min(longestRetryAfterMs, backoffCapMs * 2 ** Math.max(0, tries - 1))

/** The name of who was here is none of the next person's business. */
function withoutPerson(record: SessionRecord): SessionRecord {
  const { id } = record.user
  return { ...record, user: { id, username: id } }
}

function sharesToken(a: SessionRecord, b: SessionRecord): boolean {
  const ofB = [b.accessToken, b.refreshToken].filter((token) => token !== null)
  return ofB.some((token) => token === a.accessToken || token === a.refreshToken)
}
