import { describe, expect, it } from 'vitest'
import { retryAfterMs, spokenWaitMs } from '@/auth/backends/retry-after'

/** The moment of RFC 9110's examples of a date. */
const moment = Date.UTC(1994, 10, 6, 8, 49, 37)
const hour = 3_600_000

const read = (headers: Readonly<Record<string, string>>, nowMs = moment - 60_000) =>
  retryAfterMs({ header: (name) => headers[name] ?? null }, nowMs)

describe('Retry-After (RFC 9110, section 10.2.3)', () => {
  it('is read in seconds', () => {
    expect(read({ 'Retry-After': '120' })).toBe(120_000)
  })

  it.each([
    'Sun, 06 Nov 1994 08:49:37 GMT',
    'Sunday, 06-Nov-94 08:49:37 GMT',
    'Sun Nov  6 08:49:37 1994',
  ])('is read as a date: %s', (date) => {
    expect(read({ 'Retry-After': date })).toBe(60_000)
  })

  it('is judged by the clock of the server where its Date can be seen', () => {
    const headers = {
      'Retry-After': 'Sun, 06 Nov 1994 08:49:37 GMT',
      Date: 'Sun, 06 Nov 1994 08:49:07 GMT',
    }

    expect(read(headers, Date.UTC(2026, 0, 1))).toBe(30_000)
  })

  it.each(['1e12', '16666666667', '999999999999999999999', 'Sun, 06 Nov 2094 08:49:37 GMT'])(
    'is an hour at most: %s',
    (value) => {
      expect(read({ 'Retry-After': value })).toBe(hour)
    },
  )

  it.each(['0', '-5', '', 'soon', 'NaN', '2026', 'Sun, 06 Nov 1994 08:48:37 GMT', 'Sun, 99:99:99'])(
    'asks for nothing: %j',
    (value) => {
      expect(read({ 'Retry-After': value })).toBe(value === '2026' ? 2_026_000 : null)
    },
  )

  it('may be missing', () => {
    expect(read({})).toBeNull()
  })
})

describe('a wait in words', () => {
  it.each([
    ['Request was throttled. Expected available in 42 seconds.', 42_000],
    ['Expected available in 1000000000000 seconds.', hour],
    ['Request was throttled.', null],
  ])('%s', (words, waitMs) => {
    expect(spokenWaitMs(words)).toBe(waitMs)
  })
})
