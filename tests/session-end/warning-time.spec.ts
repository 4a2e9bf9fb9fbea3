import { describe, expect, it } from 'vitest'
import { spokenSeconds, warningMs } from '@/session-end/warning-time'

const seconds = (ms: number | null) => (ms === null ? null : ms / 1000)

describe('warningMs', () => {
  it.each([
    [3600, 60, 60],
    [3600, 300, 300],
    [200, 60, 50],
    [60, 60, 20],
    [40, 60, 20],
    [39, 60, null],
    [0, 60, null],
    [-5, 60, null],
  ])('of a session of %i s, with %i s asked for, is %s s', (session, wanted, expected) => {
    expect(seconds(warningMs(session * 1000, wanted))).toBe(expected)
  })
})

describe('spokenSeconds', () => {
  it('changes a few times only while a minute runs down', () => {
    const spoken = Array.from({ length: 60 }, (_, index) => spokenSeconds(60 - index))

    expect([...new Set(spoken)]).toEqual([60, 30, 20, 10])
  })
})
