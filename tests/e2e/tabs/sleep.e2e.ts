import { fivePaths } from './tabs'
import type { Tab } from './tabs'
import { expect, test } from './tabs-test'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const spansMs = [10 * minuteMs, 3 * dayMs] as const

test('after a sleep of ten minutes, and of three days, two tabs need one refresh', async ({
  tabs,
}) => {
  const pair = await tabs.signInPair()

  for (const [index, spanMs] of spansMs.entries()) {
    await tabs.sleep(spanMs)
    await expectAllAnswered(pair)
    expect(tabs.refreshes).toHaveLength(index + 1)
  }
  expect(tabs.failures).toEqual([])
})

for (const [direction, sign] of [
  ['forward', 1],
  ['back', -1],
] as const) {
  test(
    `a clock put ${direction} by ten minutes, and by three days, costs one refresh and no request`,
    { tag: '@long' },
    async ({ tabs, serverClock, accessSeconds }) => {
      const pair = await tabs.signInPair()

      for (const [index, spanMs] of spansMs.entries()) {
        await tabs.setClocks(sign * spanMs)
        // The token runs out in truth as well, so that a clock put back has something to hide.
        serverClock.aheadMs += accessSeconds * 1000
        await expectAllAnswered(pair)
        await expectAllAnswered(pair)
        expect(tabs.refreshes).toHaveLength(index + 1)
      }
      expect(tabs.refreshes.filter(({ status }) => status !== 200)).toEqual([])
      for (const tab of pair) await tab.expectSignedIn()
    },
  )
}

async function expectAllAnswered(pair: readonly Tab[]) {
  const answers = await Promise.all(pair.map((tab) => tab.ask(...fivePaths)))
  expect(answers).toEqual(pair.map(() => fivePaths.map(() => 200)))
}
