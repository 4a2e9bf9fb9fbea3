import { textAt } from '@/auth/backends/json-body'
import type { JsonObject } from '@/auth/backends/json-body'
import { numericDate, readClaims } from '@/auth/core/claims'
import { lastName, leavesOf } from './dotted-paths'

/** Where the tokens are in the answer to a login: dotted paths; `null` where there is none. */
export interface TokenPlaces {
  /** `null`: it is in a cookie. */
  readonly access: string | null
  readonly refresh: string | null
}

const accessNames = ['access', 'access_token', 'accesstoken', 'token', 'auth_token', 'jwt', 'key']
const refreshNames = ['refresh', 'refresh_token', 'refreshtoken']

/** Names of what is no token yet: it is to be sent back with a one-time code. */
const beforeCode = /ephemeral|challenge|otp|mfa|two_?factor|2fa/i

/**
 * Finds the tokens of an answer by their names, else by what they are: of two JWTs the one that lives longer is the
 * refresh token.
 *
 * @param hint - where the access token is, for who knows
 * @returns `null` when nothing in it is like an access token
 */
export function findTokenPlaces(body: JsonObject, hint: string | null = null): TokenPlaces | null {
  const texts = leavesOf(body).flatMap(([path, value]) =>
    typeof value === 'string' && value !== '' && !beforeCode.test(path) ? [path] : [],
  )
  const named = (names: readonly string[]) =>
    names.flatMap((name) => texts.filter((path) => lastName(path).toLowerCase() === name))[0]
  const jwts = texts
    .filter((path) => readClaims(textAt(body, [path]) ?? '') !== null)
    .sort((a, b) => endOf(body, a) - endOf(body, b))
  const refresh = named(refreshNames) ?? (jwts.length > 1 ? jwts.at(-1) : undefined)
  const isHinted = hint !== null && textAt(body, [hint]) !== null
  const access = isHinted ? hint : (named(accessNames) ?? jwts.find((path) => path !== refresh))
  return access === undefined ? null : { access, refresh: refresh ?? null }
}

const endOf = (body: JsonObject, path: string) =>
  numericDate(readClaims(textAt(body, [path]) ?? ''), 'exp') ?? Infinity
