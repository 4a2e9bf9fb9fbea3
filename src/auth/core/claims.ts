import { jwtDecode } from 'jwt-decode'
import { calendarSeconds } from './calendar'
import { parseExactJson } from './exact-json'

/** The Claims Set of a JWT (RFC 7519 §4). Nothing about a claim is known until it has been looked at. */
export type JwtClaims = Readonly<Record<string, unknown>>

/**
 * Reads the Claims Set of a JWT **without verifying its signature**. The browser holds no key, so use
 * the result to schedule and to display, never to authorize. An integer that no JavaScript number holds is a text.
 *
 * @param token - JWS Compact Serialization: three base64url parts (RFC 7515 §7.1)
 * @returns `null` for an opaque token, or one whose payload is not a JSON object
 */
export function readClaims(token: string): JwtClaims | null {
  try {
    const claims: unknown = jwtDecode(token)
    if (!isClaimsSet(claims)) return null
    return hasRounded(claims) ? (parseExactJson(payloadOf(token)) as JwtClaims) : claims
  } catch {
    return null
  }
}

/** A NumericDate (RFC 7519 §2), in seconds since the epoch; `null` for anything else, and for what no calendar has. */
export function numericDate(claims: JwtClaims | null, name: string): number | null {
  return calendarSeconds(claims?.[name])
}

function hasRounded(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value)
  return typeof value === 'object' && value !== null && Object.values(value).some(hasRounded)
}

/** Of a token that has been decoded before. */
function payloadOf(token: string): string {
  const base64 = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)))
}

function isClaimsSet(value: unknown): value is JwtClaims {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
