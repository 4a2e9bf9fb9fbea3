import type { JwtClaims } from '@/auth'
import { describeDuration, describeMoment } from './describe-time'

/** A claim in words. */
export interface ClaimText {
  /** As the token has it: `exp`. */
  readonly name: string
  readonly meaning: string
  readonly value: string
}

/** RFC 7519 §4.1, and what Django's JWT packages add. */
const meanings: Readonly<Record<string, string>> = {
  exp: 'Runs out',
  iat: 'Issued',
  nbf: 'Not valid before',
  orig_iat: 'Time of the login',
  refresh_exp: 'Can be renewed until',
  iss: 'Issued by',
  aud: 'Meant for',
  sub: 'Subject',
  jti: 'Number of this token',
  token_type: 'Kind of token',
  user_id: 'Number of the user',
  username: 'Username',
  email: 'Email',
}

/** Claims that hold a time (NumericDate, RFC 7519 §2). */
const times = new Set(['exp', 'iat', 'nbf', 'orig_iat', 'refresh_exp'])

/** Every claim of a token in words. A name that is not known stands for itself. */
export function describeClaims(claims: JwtClaims, nowMs: number): ClaimText[] {
  return Object.entries(claims).map(([name, value]) => ({
    name,
    meaning: meanings[name] ?? 'A claim of this API',
    value: times.has(name) && typeof value === 'number' ? moment(value, nowMs) : text(value),
  }))
}

function moment(seconds: number, nowMs: number): string {
  const atMs = seconds * 1000
  const distance = describeDuration(Math.abs(atMs - nowMs))
  const words = atMs > nowMs ? `in ${distance}` : `${distance} ago`
  return `${describeMoment(atMs, nowMs)}, ${words}`
}

const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
