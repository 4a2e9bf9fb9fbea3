import { isJsonObject, textAt } from '@/auth/backends/json-body'
import type { JsonObject } from '@/auth/backends/json-body'
import { numericDate, readClaims } from '@/auth/core/claims'

/** Where the tokens are in the answer to a login: dotted paths; `null` where there is none. */
export interface TokenPlaces {
  /** `null`: it is in a cookie. */
  readonly access: string | null
  readonly refresh: string | null
}

const accessNames = ['access', 'access_token', 'accesstoken', 'token', 'auth_token', 'jwt', 'key']
const refreshNames = ['refresh', 'refresh_token', 'refreshtoken']

/**
 * Finds the tokens of an answer by their names, else by what they are: of two JWTs the one that lives longer is the
 * refresh token.
 *
 * @returns `null` when nothing in it is like an access token
 */
export function findTokenPlaces(body: JsonObject): TokenPlaces | null {
  const texts = textsIn(body, '')
  const named = (names: readonly string[]) =>
    names.flatMap((name) => texts.filter((path) => last(path).toLowerCase() === name))[0]
  const jwts = texts
    .filter((path) => readClaims(textAt(body, [path]) ?? '') !== null)
    .sort((a, b) => endOf(body, a) - endOf(body, b))
  const refresh = named(refreshNames) ?? (jwts.length > 1 ? jwts.at(-1) : undefined)
  const access = named(accessNames) ?? jwts.find((path) => path !== refresh)
  return access === undefined ? null : { access, refresh: refresh ?? null }
}

function textsIn(body: JsonObject, at: string): readonly string[] {
  return Object.entries(body).flatMap(([key, value]) => {
    const path = at === '' ? key : `${at}.${key}`
    if (isJsonObject(value)) return textsIn(value, path)
    return typeof value === 'string' && value !== '' ? [path] : []
  })
}

const endOf = (body: JsonObject, path: string) =>
  numericDate(readClaims(textAt(body, [path]) ?? ''), 'exp') ?? Infinity

const last = (path: string) => path.split('.').at(-1) ?? path
