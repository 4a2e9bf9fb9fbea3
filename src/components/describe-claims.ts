import { boundedJson, numericDate } from '@/auth'
import type { JwtClaims } from '@/auth'
import type { Texts } from '@/texts/texts'
import type { Times } from '@/texts/times'

/** A claim in words. */
export interface ClaimText {
  /** As the token has it: `exp`. */
  readonly name: string
  readonly meaning: string
  readonly value: string
}

/** The words in which claims are told. */
export interface ClaimWords {
  readonly texts: Texts['claims']
  readonly times: Times
}

/** Claims that hold a time (NumericDate, RFC 7519 §2). */
const times = ['exp', 'iat', 'nbf', 'orig_iat', 'refresh_exp'] as const

/** Those of RFC 7519 §4.1, and what Django's JWT packages add. */
const known = [
  ...times,
  'iss',
  'aud',
  'sub',
  'jti',
  'token_type',
  'user_id',
  'username',
  'email',
] as const

/** More than this no page shows. */
const mostClaims = 100

/** Every claim of a token in words. A name that is not known stands for itself. */
export function describeClaims(claims: JwtClaims, nowMs: number, words: ClaimWords): ClaimText[] {
  return Object.entries(claims)
    .slice(0, mostClaims)
    .map(([name, value]) => {
      const seconds = times.some((claim) => claim === name) ? numericDate(claims, name) : null
      return {
        name,
        meaning: words.texts[known.find((claim) => claim === name) ?? 'other'],
        value: seconds === null ? text(value) : describeMoment(seconds, nowMs, words),
      }
    })
}

function describeMoment(seconds: number, nowMs: number, { texts, times }: ClaimWords): string {
  const atMs = seconds * 1000
  const distance = times.countdown(Math.abs(atMs - nowMs))
  return texts[atMs > nowMs ? 'ahead' : 'past'](times.moment(atMs, nowMs), distance)
}

function text(value: unknown): string {
  const shown = boundedJson(value)
  return typeof shown === 'string' ? shown : JSON.stringify(shown)
}
