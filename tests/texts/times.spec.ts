import { describe, expect, it } from 'vitest'
import { createTimes } from '@/texts/times'

const english = createTimes('en-GB')
const german = createTimes('de')

describe('duration', () => {
  it.each([
    [0, '0 seconds'],
    [999, '0 seconds'],
    [1_000, '1 second'],
    [61_000, '1 minute 1 second'],
    [120_000, '2 minutes'],
    [3_600_000, '1 hour'],
    [86_340_000, '23 hours 59 minutes'],
    [90_000_000, '1 day 1 hour'],
    [-5_000, '0 seconds'],
  ])('says %i ms in its two largest units', (durationMs, words) => {
    expect(english.duration(durationMs)).toBe(words)
  })

  it('has the words of the language', () => {
    expect(german.duration(86_340_000)).toBe('23 Stunden, 59 Minuten')
    expect(german.duration(1_000)).toBe('1 Sekunde')
  })
})

describe('countdown', () => {
  it.each([
    [120_000, '2 minutes 0 seconds'],
    [61_000, '1 minute 1 second'],
    [3_600_000, '1 hour'],
    [0, '0 seconds'],
  ])('keeps the seconds of %i ms, so that words that run do not jump', (durationMs, words) => {
    expect(english.countdown(durationMs)).toBe(words)
  })
})

describe('ago', () => {
  it.each([
    [0, 'now'],
    [999, 'now'],
    [1_000, '1 second ago'],
    [59_999, '59 seconds ago'],
    [60_000, '1 minute ago'],
    [3 * 3_600_000, '3 hours ago'],
    [-5_000, 'now'],
  ])('says %i ms in the largest unit', (passedMs, words) => {
    expect(english.ago(1_000_000_000 - passedMs, 1_000_000_000)).toBe(words)
  })

  it('has the words of the language', () => {
    expect(german.ago(0, 3 * 86_400_000)).toBe('vor 3 Tagen')
  })
})

describe('moment', () => {
  const noonMs = new Date(2026, 0, 15, 12, 5, 7).getTime()

  it('is a time today, and a date with its time on another day', () => {
    expect(english.moment(noonMs, noonMs)).toBe('12:05:07')
    expect(english.moment(noonMs, noonMs + 86_400_000)).toBe('15 January 2026 at 12:05')
    expect(german.moment(noonMs, noonMs + 86_400_000)).toBe('15. Januar 2026 um 12:05')
  })
})

describe('isoDate', () => {
  it('keeps a date on its day in every time zone', () => {
    expect(english.isoDate('2026-01-15')).toBe('15 January 2026')
    expect(german.isoDate('2026-01-15')).toBe('15. Januar 2026')
  })

  it.each(['Post 2026', '2026', '2026-13-45', ''])('leaves "%s" alone', (text) => {
    expect(english.isoDate(text)).toBeNull()
  })
})
