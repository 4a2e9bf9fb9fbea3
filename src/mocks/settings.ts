/** How the mock backend behaves. The defaults are those of the packages it speaks for. */
export type MockSettings = SimpleJwtSettings | LegacySettings

interface CommonSettings {
  /** Life of an access token in seconds. */
  readonly accessSeconds: number
  /** When a username has to wait. */
  readonly throttle: ThrottleSettings
}

/** After `attempts` wrong passwords within `windowSeconds` a username is answered `429`. */
export interface ThrottleSettings {
  readonly attempts: number
  readonly windowSeconds: number
}

/** djangorestframework-simplejwt: an access and a refresh token. */
export interface SimpleJwtSettings extends CommonSettings {
  readonly dialect: 'simplejwt'
  /** `latest` is 5.5.1 and what follows it; `5.2` is what Debian 12 has. */
  readonly release: '5.2' | 'latest'
  /** Life of a refresh token in seconds. */
  readonly refreshSeconds: number
  /** `ROTATE_REFRESH_TOKENS`: a refresh answers a new refresh token too. */
  readonly rotate: boolean
  /** `BLACKLIST_AFTER_ROTATION`: the refresh token that was traded in is refused from then on. */
  readonly blacklistAfterRotation: boolean
  /**
   * A refresh token that is sent after it was blacklisted ends the whole session: every token of that login
   * is blacklisted with it (RFC 9700 section 4.14.2). SimpleJWT does not; other servers do.
   */
  readonly revokeFamilyOnReuse: boolean
}

/** djangorestframework-jwt and its fork: one token, which is traded in for the next while it lives. */
export interface LegacySettings extends CommonSettings {
  readonly dialect: 'legacy'
  /** `djangorestframework-jwt` is 1.11, `drf-jwt` its fork 1.17. */
  readonly release: 'djangorestframework-jwt' | 'drf-jwt'
  /** `JWT_REFRESH_EXPIRATION_DELTA` in seconds: how long after the login (`orig_iat`) it may refresh. */
  readonly refreshSeconds: number
  /** `JWT_ALLOW_REFRESH`. Without it tokens have no `orig_iat`. */
  readonly allowRefresh: boolean
  /** `JWT_AUTH_HEADER_PREFIX`. */
  readonly prefix: 'JWT' | 'Bearer'
}

/** The settings of a SimpleJWT server nobody has configured, but for the day a refresh token lives. */
export const simpleJwtDefaults: SimpleJwtSettings = {
  dialect: 'simplejwt',
  release: 'latest',
  accessSeconds: 300,
  refreshSeconds: 86_400,
  rotate: false,
  blacklistAfterRotation: false,
  revokeFamilyOnReuse: false,
  throttle: { attempts: 5, windowSeconds: 60 },
}

/** The settings of a djangorestframework-jwt server that allows refreshing. */
export const legacyDefaults: LegacySettings = {
  dialect: 'legacy',
  release: 'djangorestframework-jwt',
  accessSeconds: 300,
  refreshSeconds: 604_800,
  allowRefresh: true,
  prefix: 'JWT',
  throttle: { attempts: 5, windowSeconds: 60 },
}

/** The variables of the environment, each `''` when it is not set. */
export interface MockVariables {
  /** `simplejwt` (the default) or `legacy`. */
  readonly MOCK_DIALECT: string
  /** Whole seconds, from 1. */
  readonly MOCK_ACCESS_SECONDS: string
  /** Whole seconds, from 1; with `legacy` the time from the login in which it may refresh. */
  readonly MOCK_REFRESH_SECONDS: string
  /** `true` or `1`: refresh tokens rotate and the old one is blacklisted. Not with `legacy`. */
  readonly MOCK_ROTATE: string
}

/**
 * Reads the environment's variables.
 *
 * @throws Error naming the variable, what was found and what is allowed
 */
export function parseMockSettings(variables: MockVariables): MockSettings {
  const isLegacy = parseDialect(variables.MOCK_DIALECT) === 'legacy'
  const rotate = parseFlag('MOCK_ROTATE', variables.MOCK_ROTATE)
  if (isLegacy && rotate)
    throw wrongValue('MOCK_ROTATE', variables.MOCK_ROTATE, 'false with legacy')

  const defaults = isLegacy ? legacyDefaults : simpleJwtDefaults
  const lifetimes = {
    accessSeconds: parseSeconds(variables, 'MOCK_ACCESS_SECONDS', defaults.accessSeconds),
    refreshSeconds: parseSeconds(variables, 'MOCK_REFRESH_SECONDS', defaults.refreshSeconds),
  }
  return isLegacy
    ? { ...legacyDefaults, ...lifetimes }
    : { ...simpleJwtDefaults, ...lifetimes, rotate, blacklistAfterRotation: rotate }
}

function parseDialect(value: string): MockSettings['dialect'] {
  if (value === '' || value === 'simplejwt') return 'simplejwt'
  if (value === 'legacy') return 'legacy'
  throw wrongValue('MOCK_DIALECT', value, 'simplejwt, legacy')
}

function parseSeconds(
  variables: MockVariables,
  name: 'MOCK_ACCESS_SECONDS' | 'MOCK_REFRESH_SECONDS',
  fallback: number,
): number {
  const value = variables[name]
  if (value === '') return fallback
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value)
  throw wrongValue(name, value, 'whole seconds from 1 to 999999999')
}

function parseFlag(name: string, value: string): boolean {
  if (['', 'false', '0'].includes(value)) return false
  if (['true', '1'].includes(value)) return true
  throw wrongValue(name, value, 'true, false, 1, 0')
}

function wrongValue(name: string, found: string, allowed: string): Error {
  return new Error(`${name} is "${found}". Allowed: ${allowed}.`)
}
