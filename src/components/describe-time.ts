const locale = 'en-GB'

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

/** A length of time in its two largest units: `23 hours 59 minutes`, `42 seconds`. */
export function describeDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000))
  const first = units.findIndex(([, size]) => seconds >= size)
  if (first === -1) return '0 seconds'
  const parts: string[] = []
  let rest = seconds
  for (const [name, size] of units.slice(first, first + 2)) {
    const amount = Math.floor(rest / size)
    rest -= amount * size
    if (amount > 0 || size === 1) parts.push(`${amount} ${name}${amount === 1 ? '' : 's'}`)
  }
  return parts.join(' ')
}

const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' })
const clockShort = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long' })
const dayAndClock = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' })
const utcDay = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })

/** A time of day with seconds today, with its date on any other day. */
export function describeMoment(momentMs: number, nowMs: number): string {
  const isToday = day.format(momentMs) === day.format(nowMs)
  return isToday ? clock.format(momentMs) : dayAndClock.format(momentMs)
}

/** A time of day: `14:02`. */
export const describeClock = (momentMs: number) => clockShort.format(momentMs)

const isoDate = /^\d{4}-\d{2}-\d{2}$/
const isoDateTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/

/** A date, or date and time, of ISO 8601 in words; `null` for any other text. */
export function describeIsoDate(text: string): string | null {
  const momentMs = isoDate.test(text) || isoDateTime.test(text) ? Date.parse(text) : NaN
  if (Number.isNaN(momentMs)) return null
  // A date alone is a day, not a moment: in another time zone it would be the day before.
  return isoDate.test(text) ? utcDay.format(momentMs) : dayAndClock.format(momentMs)
}
