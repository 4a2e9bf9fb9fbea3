import type { LoggedRequest } from '../../support/mock-http-server'
import { isRefresh } from '../e2e-test'
import { fivePaths } from './tabs'
import { expect, test } from './tabs-test'

const lifetimes = 5

// A trace of twenty pages would take longer than they do.
test.use({ accessSeconds: 5, trace: 'off' })

test(
  'twenty tabs refresh once per lifetime, five lifetimes long, and no request fails',
  { tag: '@long' },
  async ({ tabs, api, accessSeconds }) => {
    test.setTimeout(150_000)
    const all = await Promise.all(Array.from({ length: 20 }, () => tabs.open()))
    await all[0]?.app.logIn('demo', 'demo')
    await Promise.all(all.map((tab) => tab.expectSignedIn()))

    const isOver = () => api.log.filter(isRefresh).length >= lifetimes
    await expect.poll(isOver, { timeout: 100_000, intervals: [100] }).toBe(true)
    const answers = await Promise.all(all.map((tab) => tab.ask(...fivePaths)))

    expect(answers).toEqual(all.map(() => fivePaths.map(() => 200)))
    // On a busy machine a token may run out on its way: then the request is sent again, and answered.
    expect(tabs.failures.filter(isRefresh)).toEqual([])
    expect(countWithin(lifetimes, tabs.refreshes, (accessSeconds - 2) * 1000)).toBe(lifetimes)
  },
)

/**
 * How many refreshes there were until so many lifetimes were over. A token is renewed a second before it
 * runs out, and its `exp` is cut down to the second: however slow the machine is, the refreshes of two
 * lifetimes never lie closer together than `leastMs`.
 */
function countWithin(count: number, refreshes: readonly LoggedRequest[], leastMs: number): number {
  const beginnings: number[] = []
  for (const { atMs } of refreshes) {
    if (atMs >= (beginnings.at(-1) ?? 0) + leastMs) beginnings.push(atMs)
  }
  const end = (beginnings[count - 1] ?? Infinity) + leastMs
  return refreshes.filter(({ atMs }) => atMs < end).length
}
