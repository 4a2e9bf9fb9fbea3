import { longestRetryAfterMs } from '../core/limits'
import type { TransportResponse } from '../core/transport'

/** An answer that may say when to try again. */
type Answer = Pick<TransportResponse, 'header'>

/**
 * For how long to leave the server alone, in ms: `Retry-After` in seconds or as a date (RFC 9110, section 10.2.3), at
 * most {@link longestRetryAfterMs}. A date is the server's, so the server's clock judges it, where CORS lets its `Date`
 * be seen.
 *
 * @param nowMs - by this machine's clock
 * @returns `null` where nothing is said, or a moment that has passed
 */
export function retryAfterMs({ header }: Answer, nowMs: number): number | null {
  const value = header('Retry-After')?.trim() ?? ''
  const untilMs = parseHttpDate(value)
  if (untilMs === null) return boundedMs(Number(value) * 1000)
  return boundedMs(untilMs - (parseHttpDate(header('Date') ?? '') ?? nowMs))
}

/** The wait that words for people name, as DRF's `Expected available in 42 seconds.` */
export function spokenWaitMs(words: string): number | null {
  return boundedMs(Number(/\d+/.exec(words)?.[0]) * 1000)
}

function boundedMs(ms: number): number | null {
  return ms > 0 ? Math.min(ms, longestRetryAfterMs) : null
}

/** In one of the three formats of RFC 9110, section 5.6.7. The last one, of C's asctime, does not name its zone. */
function parseHttpDate(text: string): number | null {
  if (!/^[A-Z][a-z]{2,8},? .*\d:\d\d:\d\d/.test(text)) return null
  const ms = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`)
  return Number.isNaN(ms) ? null : ms
}
