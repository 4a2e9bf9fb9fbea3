import { calendarMs } from './calendar'
import { longestText } from './limits'
import type { User } from './session'
import { fitsHeader } from './tokens'
import type { AccessToken, RefreshToken } from './tokens'

/** Part of every storage name: a record of another schema is neither used nor touched. */
export const recordSchema = 2

/** Orders the writes of one session: the higher generation is newer, the id breaks a tie. */
export interface RecordVersion {
  readonly generation: number
  readonly id: string
}

/** What is stored of a session. All times in milliseconds by this machine's clock. */
export interface SessionRecord {
  /** Made at random by each login; tokens are only ever exchanged between records of one sid. */
  readonly sid: string
  readonly version: RecordVersion
  readonly user: User
  /**
   * Which answer of the user endpoint the {@link user} is, apart from the tokens: later is what was asked for later.
   * Missing while it is that of the login.
   */
  readonly userVersion?: RecordVersion
  /**
   * The user's id as the session's tokens tell it; `null` when they do not. Compared before a new token is let in:
   * the browser's cookies may belong to somebody else by now.
   */
  readonly subject: string | null
  /** The claim that {@link subject} was read from at the login; left out where it was no claim. */
  readonly subjectClaim?: string | undefined
  /** What the browser's cookies looked like when the tokens came; see {@link AuthApi.jarMark}. */
  readonly jarMark?: string | undefined
  /** What the person typed to log in; left out in records of earlier versions. */
  readonly loginName?: string | undefined
  /** When that was; left out in records of earlier versions. */
  readonly loggedInAtMs?: number | undefined
  /** `null`: the browser keeps it in a cookie, where no script sees it. */
  readonly accessToken: AccessToken | null
  /** `null` in the single model, where the access token buys its own successor, and where it is in a cookie. */
  readonly refreshToken: RefreshToken | null
  readonly expiresAtMs: number | null
  /**
   * The smallest lifetime seen in this session. SimpleJWT before 5.5 lets a refreshed token carry the
   * refresh token's `iat`, so that `exp - iat` of a later token is too long.
   */
  readonly lifetimeMs: number | null
  readonly endsAtMs: number | null
  /** Server time minus this machine's, learnt at the login. */
  readonly clockOffsetMs: number
}

/** Tells the tokens of a session apart; two that are the same text are the same, whenever they were granted. */
export function tokenIdOf({ accessToken, version }: SessionRecord): string {
  return accessToken ?? version.id
}

/** Whether two records hold the same tokens of the same session. */
export function isSameVersion(a: SessionRecord, b: SessionRecord): boolean {
  return a.sid === b.sid && a.version.id === b.version.id
}

/** Whether `candidate` is a later state of the session that `current` belongs to. */
export function isNewer(candidate: SessionRecord, current: SessionRecord): boolean {
  return candidate.sid === current.sid && isLater(candidate.version, current.version)
}

/**
 * Whether `candidate` is the session of a later login than `current`. A record of an earlier version is of an earlier one.
 *
 * @param sinceMs - how long ago that of `current` was, by a clock that nobody sets
 */
export function isLaterLogin(
  candidate: SessionRecord,
  current: SessionRecord,
  sinceMs: number,
  nowMs: number,
): boolean {
  const [told, known] = [candidate.loggedInAtMs ?? 0, current.loggedInAtMs ?? 0]
  // What lies ahead was noted before the clock was set back: by the clock of then.
  const knownNow = told > nowMs ? known : Math.min(known, nowMs - sinceMs)
  return candidate.sid !== current.sid && told > knownNow
}

/** Whether `candidate` knows of a later answer of the user endpoint, whichever tokens it has. */
export function isLaterUser(candidate: SessionRecord, current: SessionRecord): boolean {
  const [told, known] = [candidate.userVersion, current.userVersion]
  if (candidate.sid !== current.sid || told === undefined) return false
  return known === undefined || isLater(told, known)
}

/** The same tokens, with what `other` knows of their user when that is later. */
export function withLaterUser(record: SessionRecord, other: SessionRecord | null): SessionRecord {
  if (!other || !isLaterUser(other, record)) return record
  const { user, userVersion } = other
  return { ...record, user, ...(userVersion && { userVersion }) }
}

/**
 * What the next tokens are bought with: without rotation the same in many versions. A cookie goes by its generation: of
 * what two tabs got at once, the jar has one.
 */
export function buyerOf(record: SessionRecord, isCookie: boolean): string {
  const { sid, version, refreshToken, accessToken } = record
  return isCookie
    ? `${sid}/${String(version.generation)}`
    : (refreshToken ?? accessToken ?? version.id)
}

/** One order for all tabs: the higher generation is later, the id breaks a tie. */
export function isLater(candidate: RecordVersion, current: RecordVersion): boolean {
  const difference = candidate.generation - current.generation
  return difference === 0 ? candidate.id > current.id : difference > 0
}

/**
 * A record that comes out of storage, or from another tab: data from outside, of which every field is looked at. A time
 * that no calendar has is one that nobody knows; the session is still the session.
 *
 * @returns `null` for what is no record
 */
export function parseRecord(value: unknown): SessionRecord | null {
  if (!isUntimedRecord(value)) return null
  const { expiresAtMs, lifetimeMs, endsAtMs, clockOffsetMs, loggedInAtMs } = value
  return {
    ...value,
    expiresAtMs: calendarMs(expiresAtMs),
    lifetimeMs: calendarMs(lifetimeMs),
    endsAtMs: calendarMs(endsAtMs),
    clockOffsetMs: spanOf(clockOffsetMs),
    loggedInAtMs: calendarMs(loggedInAtMs) ?? undefined,
  }
}

type TimeName = 'expiresAtMs' | 'lifetimeMs' | 'endsAtMs' | 'clockOffsetMs' | 'loggedInAtMs'
type UntimedRecord = Omit<SessionRecord, TimeName> & Readonly<Record<TimeName, unknown>>

function isUntimedRecord(value: unknown): value is UntimedRecord {
  return (
    isObject(value) &&
    isText(value['sid']) &&
    isVersion(value['version']) &&
    isUser(value['user']) &&
    (value['userVersion'] === undefined || isUserVersion(value['userVersion'])) &&
    (value['subject'] === null || isText(value['subject'])) &&
    isTextOrNothing(value['subjectClaim']) &&
    isTextOrNothing(value['loginName']) &&
    isTextOrNothing(value['jarMark']) &&
    (value['accessToken'] === null || isAccessToken(value['accessToken'])) &&
    (value['refreshToken'] === null || isText(value['refreshToken']))
  )
}

/** One that goes either way. */
function spanOf(value: unknown): number {
  return typeof value === 'number' && calendarMs(Math.abs(value)) !== null ? value : 0
}

/** A refresh each second comes to this in thirty years. What says more would be the latest for ever. */
const mostGenerations = 1_000_000_000

/** Looks at every field of a {@link RecordVersion}. */
export function isVersion(value: unknown): value is RecordVersion {
  return isObject(value) && isCount(value['generation'], mostGenerations) && isText(value['id'])
}

/** Answers of the user endpoint are counted by when they were asked for, in ms since the epoch. */
function isUserVersion(value: unknown): boolean {
  return isObject(value) && calendarMs(value['generation']) !== null && isText(value['id'])
}

function isAccessToken(value: unknown): boolean {
  return isText(value) && fitsHeader(value)
}

function isUser(value: unknown): value is User {
  return (
    isObject(value) &&
    isText(value['id']) &&
    isText(value['username']) &&
    isTextOrNothing(value['email']) &&
    isTextOrNothing(value['fullName'])
  )
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
/** A text that is neither empty nor longer than anything that belongs in a record. */
export const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= longestText
/** Whether a value is one of the whole numbers from 0 to `most`. */
export const isCount = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most
const isTextOrNothing = (value: unknown) =>
  value === undefined || value === null || value === '' || isText(value)
