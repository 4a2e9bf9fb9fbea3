import type { SessionRecord } from './record'

/** How a backend lets a session go on. */
export interface SessionModel {
  /** Whether there is something that buys the next token. */
  readonly canRenew: (record: SessionRecord) => boolean
  /** Whether the browser's cookies hold it: then it may belong to another session by now. */
  readonly isCookie: boolean
  /** When to renew, in ms by this machine's clock; `null` when the token does not say when it ends. */
  readonly renewAtMs: (record: SessionRecord, when: RenewalConditions) => number | null
}

/** What decides how early to renew. */
export interface RenewalConditions {
  readonly leewaySeconds: number
  readonly isVisible: () => boolean
}

/** A short access token and a refresh token, rotating or not. */
export const pairModel: SessionModel = {
  canRenew: (record) => record.refreshToken !== null,
  isCookie: false,
  // Without a refresh token nothing is to be done before the session is over.
  renewAtMs: (record, { leewaySeconds }) =>
    beforeExpiry(record, record.refreshToken === null ? 0 : leewayMs(record, leewaySeconds)),
}

/** A short access token, and a refresh token in a cookie that scripts cannot see. */
export const cookieModel: SessionModel = {
  canRenew: () => true,
  isCookie: true,
  renewAtMs: (record, { leewaySeconds }) => beforeExpiry(record, leewayMs(record, leewaySeconds)),
}

/**
 * The access token buys its own successor, while it is valid. A hidden tab renews at half the lifetime:
 * browsers throttle its timers to one a minute, and a token that has run out cannot be renewed.
 */
export const singleModel: SessionModel = {
  canRenew: () => true,
  isCookie: false,
  renewAtMs: (record, { leewaySeconds, isVisible }) =>
    beforeExpiry(
      record,
      isVisible() ? leewayMs(record, leewaySeconds) : (record.lifetimeMs ?? 0) / 2,
    ),
}

/** The access token buys its own successor, also when it has run out. */
export const singleAfterExpiryModel: SessionModel = {
  canRenew: () => true,
  isCookie: false,
  renewAtMs: (record, { leewaySeconds }) => beforeExpiry(record, leewayMs(record, leewaySeconds)),
}

/** The token cannot be renewed: the session ends with it. */
export const noneModel: SessionModel = {
  canRenew: () => false,
  isCookie: false,
  renewAtMs: (record) => record.expiresAtMs,
}

/**
 * How long before expiry to renew. A tenth of the lifetime but at least a second, never more than was
 * asked for, never more than a quarter: short tokens would otherwise be renewed all the time.
 */
function leewayMs({ lifetimeMs }: SessionRecord, leewaySeconds: number): number {
  const wanted = leewaySeconds * 1000
  const capped =
    lifetimeMs === null ? wanted : Math.min(wanted, Math.max(1000, lifetimeMs / 10), lifetimeMs / 4)
  return Math.max(0, capped - afterSecondMs)
}

/**
 * Servers cut `exp` to the whole second. A request that arrives a millisecond before a second buys a token
 * that is a whole second shorter than one that arrives after it.
 */
const afterSecondMs = 100

function beforeExpiry({ expiresAtMs }: SessionRecord, earlyMs: number): number | null {
  return expiresAtMs === null ? null : expiresAtMs - earlyMs
}
