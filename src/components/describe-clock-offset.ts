import { describeDuration } from './describe-time'

/** Clocks this near, in ms, need no words: networks are slow, and tokens count in seconds. */
const tolerableMs = 60_000

/**
 * How far this computer's clock is from the server's, in a sentence.
 *
 * @param offsetMs - server time minus this computer's
 * @returns `null` when they are near enough
 */
export function describeClockOffset(offsetMs: number): string | null {
  const distanceMs = Math.abs(offsetMs)
  if (distanceMs <= tolerableMs) return null
  const side = offsetMs > 0 ? 'behind' : 'ahead of'
  const distance = describeDuration(rounded(distanceMs)).replace(/ 0 seconds$/, '')
  return `This computer's clock is ${distance} ${side} the server's.`
}

/** Nobody needs the minutes of an hour, or the hours of a day, to the second. */
function rounded(distanceMs: number): number {
  const unitMs = [86_400_000, 3_600_000, 60_000].find((unit) => distanceMs >= unit) ?? 1000
  const nearest = Math.round(distanceMs / unitMs) * unitMs
  const isNear = Math.abs(distanceMs - nearest) < unitMs / 24
  return isNear ? nearest : Math.round(distanceMs / 60_000) * 60_000
}
