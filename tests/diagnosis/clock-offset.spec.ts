// @vitest-environment jsdom
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { en } from '@/texts/en'
import { createTimes } from '@/texts/times'
import ClockNotice from '@/components/ClockNotice.vue'
import { describeClockOffset } from '@/components/describe-clock-offset'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

describe('describeClockOffset', () => {
  it.each([
    [day, '1 day behind'],
    // The answer took its time, and `iat` is cut down to the second.
    [day + 1_400, '1 day behind'],
    [-(day - 900), '1 day ahead of'],
    [2 * hour, '2 hours behind'],
    [3 * hour + 20 * minute, '3 hours 20 minutes behind'],
    [-2 * minute, '2 minutes ahead of'],
    [61_000, '1 minute behind'],
  ])('says %i ms as %s the server', (offsetMs, words) => {
    expect(describeClockOffset(offsetMs, en.clock, createTimes('en'))).toBe(
      `This computer's clock is ${words} the server's.`,
    )
  })

  it.each([0, 60_000, -60_000, 900])('has no words for %i ms', (offsetMs) => {
    expect(describeClockOffset(offsetMs, en.clock, createTimes('en'))).toBeNull()
  })
})

describe('ClockNotice', () => {
  it('says that the session works all the same, and what to set', () => {
    const wrapper = mount(ClockNotice, { props: { offsetMs: day } })

    expect(wrapper.text()).toContain('Your session works all the same; other things may not.')
    expect(wrapper.text()).toContain('timedatectl')
  })

  it('is not there while the clocks agree', () => {
    expect(mount(ClockNotice, { props: { offsetMs: 0 } }).text()).toBe('')
  })
})
