import { calendarMs, calendarSeconds } from '../core/calendar'
import { numericDate } from '../core/claims'
import type { JwtClaims } from '../core/claims'
import { valueAt } from './json-body'
import type { JsonObject } from './json-body'
import type { ExpirySource } from './profile'

/** When a token ends: by the server's clock, or from now on. At most one of the two is known. */
export interface Expiry {
  readonly atSeconds: number | null
  readonly inSeconds: number | null
}

const unknown: Expiry = { atSeconds: null, inSeconds: null }

/** The first of the sources that tells when a token ends. What makes no sense counts as not told. */
export function readExpiry(
  sources: readonly ExpirySource[],
  body: JsonObject,
  claims: JwtClaims | null,
): Expiry {
  for (const source of sources) {
    const expiry = readSource(source, body, claims)
    if (expiry.atSeconds !== null || expiry.inSeconds !== null) return expiry
  }
  return unknown
}

function readSource(source: ExpirySource, body: JsonObject, claims: JwtClaims | null): Expiry {
  const colon = source.indexOf(':')
  const [kind, where] = [source.slice(0, colon), source.slice(colon + 1)]
  switch (kind) {
    case 'claim':
      return at(numericDate(claims, where))
    case 'epoch':
      return at(seconds(valueAt(body, where)))
    case 'epochMs':
      return at(fromMs(numberIn(valueAt(body, where))))
    case 'iso':
      return at(fromMs(parseDate(valueAt(body, where))))
    case 'seconds':
      return { atSeconds: null, inSeconds: seconds(valueAt(body, where)) }
    case 'fixed':
      return { atSeconds: null, inSeconds: seconds(where) }
    default:
      return unknown
  }
}

const at = (atSeconds: number | null): Expiry => ({ atSeconds, inSeconds: null })
const seconds = (value: unknown) => calendarSeconds(numberIn(value))

function fromMs(value: unknown): number | null {
  const ms = calendarMs(value)
  return ms === null ? null : ms / 1000
}

/** Some servers write numbers as text. */
function numberIn(value: unknown): unknown {
  return isShort(value) && value !== '' ? Number(value) : value
}

function parseDate(value: unknown): unknown {
  return isShort(value) ? Date.parse(value) : null
}

/** Whether a value is a text that can be a number or a date. */
const isShort = (value: unknown): value is string => typeof value === 'string' && value.length <= 64
