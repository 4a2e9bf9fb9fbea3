const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const

/** Times in the words of a language. Moments are in ms since the epoch, lengths of time in ms. */
export interface Times {
  /** In its two largest units: `23 hours 59 minutes`. What is 0 is left out. */
  readonly duration: (durationMs: number) => string
  /** The same of a time that runs: its seconds stay when they are 0, so that the words do not jump. */
  readonly countdown: (durationMs: number) => string
  /** A time of day with seconds today, with its date on any other day. */
  readonly moment: (momentMs: number, nowMs: number) => string
  /** A time of day: `14:02`. */
  readonly clock: (momentMs: number) => string
  /** How long ago a moment was, in its largest unit: `3 minutes ago`, `now`. */
  readonly ago: (momentMs: number, nowMs: number) => string
  /** A date, or date and time, of ISO 8601; `null` for any other text. */
  readonly isoDate: (text: string) => string | null
}

/** @param locale - whose words and order they have (BCP 47) */
export function createTimes(locale: string): Times {
  return { ...createLengths(locale), ...createMoments(locale) }
}

function createLengths(locale: string): Pick<Times, 'duration' | 'countdown' | 'ago'> {
  const amounts = units.map(([unit, sizeMs]) => ({
    sizeMs,
    amount: new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }),
  }))
  const together = new Intl.ListFormat(locale, { type: 'unit', style: 'narrow' })
  const ago = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })

  function describe(durationMs: number, keepsSeconds: boolean): string {
    let restMs = Math.max(0, durationMs)
    const first = units.findIndex(([, sizeMs]) => restMs >= sizeMs)
    const parts = amounts.slice(first).slice(0, 2)
    const words = parts.flatMap(({ sizeMs, amount }, index) => {
      const count = Math.floor(restMs / sizeMs)
      restMs -= count * sizeMs
      const isShown = count > 0 || first === -1 || (sizeMs === 1_000 && keepsSeconds && index > 0)
      return isShown ? [amount.format(count)] : []
    })
    return together.format(words)
  }

  return {
    duration: (durationMs) => describe(durationMs, false),
    countdown: (durationMs) => describe(durationMs, true),
    ago: (momentMs, nowMs) => {
      const passedMs = Math.max(0, nowMs - momentMs)
      const [unit, sizeMs] =
        units.find(([, size]) => passedMs >= size) ?? (['second', 1_000] as const)
      return ago.format(-Math.floor(passedMs / sizeMs), unit)
    },
  }
}

function createMoments(locale: string): Pick<Times, 'moment' | 'clock' | 'isoDate'> {
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' })
  const clockShort = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long' })
  const dayAndClock = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' })
  const utcDay = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })

  return {
    moment: (momentMs, nowMs) => {
      const isToday = day.format(momentMs) === day.format(nowMs)
      return isToday ? clock.format(momentMs) : dayAndClock.format(momentMs)
    },
    clock: (momentMs) => clockShort.format(momentMs),
    isoDate: (text) => {
      const momentMs = isoDate.test(text) || isoDateTime.test(text) ? Date.parse(text) : NaN
      if (Number.isNaN(momentMs)) return null
      // A date alone is a day, not a moment: in another time zone it would be the day before.
      return isoDate.test(text) ? utcDay.format(momentMs) : dayAndClock.format(momentMs)
    },
  }
}

const isoDate = /^\d{4}-\d{2}-\d{2}$/
const isoDateTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/
