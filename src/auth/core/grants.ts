import { calendarMs, calendarSeconds } from './calendar'
import type { Clock, Subject } from './ports'
import type { RecordVersion, SessionRecord } from './record'
import type { TokenGrant } from './tokens'

/** A grant, and when by this machine's clock it was asked for and received. */
export interface TimedGrant {
  readonly grant: TokenGrant
  readonly sentAtMs: number
  readonly receivedAtMs: number
}

/**
 * A grant that has just been received. How long it took is told by the clock that nobody can set.
 *
 * @param startedAtMs - when it was asked for, by the monotonic clock
 */
export function timedGrant(clock: Clock, startedAtMs: number, grant: TokenGrant): TimedGrant {
  const receivedAtMs = clock.now()
  const sentAtMs = receivedAtMs - (clock.monotonic() - startedAtMs)
  return { grant: believable(grant), receivedAtMs, sentAtMs }
}

/** A grant whose times are known or `null`, whoever has read them out of an answer. */
function believable(grant: TokenGrant): TokenGrant {
  return {
    ...grant,
    issuedAtSeconds: calendarSeconds(grant.issuedAtSeconds),
    expiresAtSeconds: calendarSeconds(grant.expiresAtSeconds),
    expiresInSeconds: calendarSeconds(grant.expiresInSeconds),
    endsAtSeconds: calendarSeconds(grant.endsAtSeconds),
    endsInSeconds: calendarSeconds(grant.endsInSeconds),
  }
}

/** The first record of a new session. */
export function openRecord(
  timed: TimedGrant,
  whose: Pick<SessionRecord, 'user' | 'subject' | 'subjectClaim' | 'loginName' | 'jarMark'>,
  newId: () => string,
): SessionRecord {
  const { grant, receivedAtMs } = timed
  const clockOffsetMs = clockOffset(timed)
  const lifetimeMs = grantedLifetime(grant, receivedAtMs + clockOffsetMs)
  return {
    sid: newId(),
    version: { generation: 1, id: newId() },
    ...whose,
    loggedInAtMs: receivedAtMs,
    accessToken: grant.accessToken,
    refreshToken: grant.refreshToken,
    expiresAtMs: lifetimeMs === null ? null : localExpiry(timed, clockOffsetMs),
    lifetimeMs,
    endsAtMs: localEnd(timed, clockOffsetMs),
    clockOffsetMs,
  }
}

/**
 * The next record of a session, after a refresh.
 *
 * @param version - its place among those of the session
 * @param subject - whom the new token is about, by the claim that told it at the login
 */
export function renewRecord(
  record: SessionRecord,
  timed: TimedGrant,
  version: RecordVersion,
  subject: Subject | null,
): SessionRecord {
  const { grant, receivedAtMs } = timed
  const { clockOffsetMs } = record
  const granted = grantedLifetime(grant, receivedAtMs + clockOffsetMs)
  const lifetimeMs = tellsLifetime(grant)
    ? smaller(record.lifetimeMs, granted)
    : (record.lifetimeMs ?? granted)
  return {
    ...record,
    version,
    subject: subject?.id ?? subjectBeside(grant) ?? record.subject,
    subjectClaim: record.subjectClaim ?? subject?.claim,
    accessToken: grant.accessToken,
    refreshToken: grant.refreshToken ?? record.refreshToken,
    expiresAtMs: renewedExpiry(timed, clockOffsetMs, lifetimeMs),
    lifetimeMs,
    endsAtMs: localEnd(timed, clockOffsetMs) ?? record.endsAtMs,
  }
}

/** The user's id where no token can be read: then only what the server says beside it can be compared. */
function subjectBeside({ accessToken, user }: TokenGrant): string | null {
  return accessToken === null ? (user?.id ?? null) : null
}

/**
 * Server time minus ours. `iat` is cut down to the second and the answer took time, so an offset of zero
 * is believed when it explains both; else the end of the range that lets tokens expire earlier.
 */
function clockOffset({ grant, sentAtMs, receivedAtMs }: TimedGrant): number {
  if (grant.issuedAtSeconds === null) return 0
  const lowest = grant.issuedAtSeconds * 1000 - receivedAtMs
  const highest = grant.issuedAtSeconds * 1000 + 1000 - sentAtMs
  return lowest <= 0 && highest >= 0 ? 0 : highest
}

/** `exp - iat`, or what is left of it now where nothing says when it began; `null` when it makes no sense. */
function grantedLifetime(grant: TokenGrant, serverNowMs: number): number | null {
  if (grant.expiresInSeconds !== null) return positive(grant.expiresInSeconds * 1000)
  if (grant.expiresAtSeconds === null) return null
  const beginMs = grant.issuedAtSeconds === null ? serverNowMs : grant.issuedAtSeconds * 1000
  return positive(grant.expiresAtSeconds * 1000 - beginMs)
}

/** Whether a grant says by itself how long it lives, and not only by a clock that may have been set since. */
function tellsLifetime({ issuedAtSeconds, expiresInSeconds }: TokenGrant): boolean {
  return issuedAtSeconds !== null || expiresInSeconds !== null
}

/**
 * When a refreshed token ends. It is fresh: where the clock leaves it more than its lifetime from now, or less than half
 * of that since it was asked for, the clock is wrong, and the lifetime is counted from the question. A token that a
 * server has cut short costs one answer of 401 then, and a clock that was set no storm of refreshes.
 */
function renewedExpiry(
  timed: TimedGrant,
  clockOffsetMs: number,
  lifetimeMs: number | null,
): number | null {
  const { sentAtMs, receivedAtMs } = timed
  const told = localExpiry(timed, clockOffsetMs)
  if (told === null || lifetimeMs === null) return null
  const isPlausible = told >= sentAtMs + lifetimeMs / 2 && told <= receivedAtMs + lifetimeMs
  if (isPlausible) return told
  return Math.max(sentAtMs + lifetimeMs, receivedAtMs + lifetimeMs / 2)
}

function localExpiry({ grant, sentAtMs }: TimedGrant, clockOffsetMs: number): number | null {
  return fromNow(grant.expiresInSeconds, sentAtMs) ?? toLocal(grant.expiresAtSeconds, clockOffsetMs)
}

function localEnd({ grant, sentAtMs }: TimedGrant, clockOffsetMs: number): number | null {
  return fromNow(grant.endsInSeconds, sentAtMs) ?? toLocal(grant.endsAtSeconds, clockOffsetMs)
}

/** Counted from the question and not from the answer: early by the way of it, never late. */
function fromNow(seconds: number | null, sentAtMs: number): number | null {
  return seconds === null ? null : calendarMs(sentAtMs + seconds * 1000)
}

function toLocal(seconds: number | null, clockOffsetMs: number): number | null {
  return seconds === null ? null : calendarMs(seconds * 1000 - clockOffsetMs)
}

const positive = (ms: number) => (ms > 0 ? ms : null)

function smaller(a: number | null, b: number | null): number | null {
  if (a === null) return b
  return b === null ? a : Math.min(a, b)
}
