import type { Texts } from '@/texts/texts'
import type { Times } from '@/texts/times'

/** Clocks this near, in ms, need no words: networks are slow, and tokens count in seconds. */
const tolerableMs = 60_000

/**
 * How far this computer's clock is from the server's, in a sentence.
 *
 * @param offsetMs - server time minus this computer's
 * @returns `null` when they are near enough
 */
export function describeClockOffset(
  offsetMs: number,
  texts: Pick<Texts['clock'], 'ahead' | 'behind'>,
  times: Pick<Times, 'duration'>,
): string | null {
  const distanceMs = Math.abs(offsetMs)
  if (distanceMs <= tolerableMs) return null
  return texts[offsetMs > 0 ? 'behind' : 'ahead'](times.duration(rounded(distanceMs)))
}

/** Nobody needs the minutes of an hour, or the hours of a day, to the second. */
function rounded(distanceMs: number): number {
  const unitMs = [86_400_000, 3_600_000, 60_000].find((unit) => distanceMs >= unit) ?? 1000
  const nearest = Math.round(distanceMs / unitMs) * unitMs
  const isNear = Math.abs(distanceMs - nearest) < unitMs / 24
  return isNear ? nearest : Math.round(distanceMs / 60_000) * 60_000
}
