/** The last moment of the year 9999: later ones cannot be written in RFC 3339, and few servers or people mean them. */
const latestMs = 253_402_300_799_999

/**
 * A moment, or a span of time, that came from outside: a token, an answer, storage, another tab. In ms.
 *
 * @returns `null`, which is "nobody knows", for what no calendar has: text, `NaN`, 0 and less, later than the year 9999.
 *   So is a time that was written in ms where seconds were due.
 */
export function calendarMs(value: unknown): number | null {
  return typeof value === 'number' && value > 0 && value <= latestMs ? value : null
}

/** The same in seconds. */
export function calendarSeconds(value: unknown): number | null {
  return typeof value === 'number' && calendarMs(value * 1000) !== null ? value : null
}
