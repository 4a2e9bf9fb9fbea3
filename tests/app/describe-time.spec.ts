import { describeDuration, describeIsoDate } from '@/components/describe-time'
import { describe, expect, it } from 'vitest'

describe('describeDuration', () => {
  it.each([
    [0, '0 seconds'],
    [999, '0 seconds'],
    [1_000, '1 second'],
    [61_000, '1 minute 1 second'],
    [120_000, '2 minutes 0 seconds'],
    [3_600_000, '1 hour'],
    [86_340_000, '23 hours 59 minutes'],
    [90_000_000, '1 day 1 hour'],
    [-5_000, '0 seconds'],
  ])('says %i ms in its two largest units', (durationMs, words) => {
    expect(describeDuration(durationMs)).toBe(words)
  })
})

describe('describeIsoDate', () => {
  it('keeps a date on its day in every time zone', () => {
    expect(describeIsoDate('2026-01-15')).toBe('15 January 2026')
  })

  it.each(['Post 2026', '2026', '2026-13-45', ''])('leaves "%s" alone', (text) => {
    expect(describeIsoDate(text)).toBeNull()
  })
})
