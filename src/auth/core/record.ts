import type { User } from './session'
import type { AccessToken, RefreshToken } from './tokens'

/** Part of every storage name: a record of another schema is neither used nor touched. */
export const recordSchema = 1

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
  readonly accessToken: AccessToken
  /** `null` in the single model, where the access token buys its own successor. */
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

/** Whether two records hold the same tokens of the same session. */
export function isSameVersion(a: SessionRecord, b: SessionRecord): boolean {
  return a.sid === b.sid && a.version.id === b.version.id
}

/** Whether `candidate` is a later state of the session that `current` belongs to. */
export function isNewer(candidate: SessionRecord, current: SessionRecord): boolean {
  if (candidate.sid !== current.sid) return false
  const difference = candidate.version.generation - current.version.generation
  return difference === 0 ? candidate.version.id > current.version.id : difference > 0
}

/** Looks at every field: what comes out of storage is data from outside. */
export function isSessionRecord(value: unknown): value is SessionRecord {
  return (
    isObject(value) &&
    isText(value['sid']) &&
    isVersion(value['version']) &&
    isUser(value['user']) &&
    isText(value['accessToken']) &&
    (value['refreshToken'] === null || isText(value['refreshToken'])) &&
    isTimeOrNull(value['expiresAtMs']) &&
    isTimeOrNull(value['lifetimeMs']) &&
    isTimeOrNull(value['endsAtMs']) &&
    Number.isFinite(value['clockOffsetMs'])
  )
}

function isVersion(value: unknown): value is RecordVersion {
  return isObject(value) && Number.isSafeInteger(value['generation']) && isText(value['id'])
}

function isUser(value: unknown): value is User {
  return isObject(value) && isText(value['id']) && isText(value['username'])
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
const isText = (value: unknown) => typeof value === 'string' && value !== ''
const isTimeOrNull = (value: unknown) => value === null || Number.isFinite(value)
