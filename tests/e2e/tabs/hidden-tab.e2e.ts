import { expect, test } from './plain-chromium-test'
import { fivePaths } from './tabs'
import type { Tab } from './tabs'

/** Several lifetimes. */
const patience = { timeout: 25_000 }

test.describe('behind another tab', { tag: ['@chromium', '@long'] }, () => {
  test.use({ accessSeconds: 4 })

  test('a hidden tab with its timers held back shares the refreshes of the visible one', async ({
    tabs,
  }) => {
    const [visible, hidden] = await tabs.signInPair()
    await visible.page.bringToFront()
    await expectThrottled(hidden)

    await expect.poll(() => tabs.refreshes.length, patience).toBeGreaterThan(2)
    const answers = await Promise.all([visible, hidden].map((tab) => tab.ask(...fivePaths)))

    expect(answers).toEqual([visible, hidden].map(() => fivePaths.map(() => 200)))
    expect(await hidden.page.evaluate(() => document.visibilityState)).toBe('hidden')
    expect(tabs.failures).toEqual([])
  })

  for (const dialect of ['simplejwt', 'legacy'] as const) {
    test.describe(`with ${dialect}`, () => {
      test.use({ dialect, accessSeconds: 6 })

      test('a hidden tab keeps its session alone, and has it when it is looked at again', async ({
        tabs,
      }) => {
        const tab = await tabs.signIn()
        const front = await tab.page.context().newPage()
        await front.bringToFront()
        await expectThrottled(tab)
        const before = tabs.refreshes.length

        await expect.poll(() => tabs.refreshes.length, patience).toBeGreaterThan(before + 1)
        expect(await tab.page.evaluate(() => document.visibilityState)).toBe('hidden')
        await tab.page.bringToFront()

        expect(await tab.ask(...fivePaths)).toEqual(fivePaths.map(() => 200))
        await tab.expectSignedIn()
        expect(tabs.failures).toEqual([])
      })
    })
  }

  test('a tab whose timers may run but once a minute has its session when it is looked at again', async ({
    tabs,
  }) => {
    test.setTimeout(300_000)
    const tab = await tabs.signIn()
    const front = await tab.page.context().newPage()
    await front.bringToFront()
    await expectThrottled(tab)
    expect(await pauseOver(tab, 45_000)).toBeGreaterThan(45_000)

    await tab.page.bringToFront()

    expect(await tab.ask(...fivePaths)).toEqual(fivePaths.map(() => 200))
    expect(tabs.failures).toEqual([])
  })
})

/** Sets one timer of a tenth of a second after the other until one takes longer than that. @returns how long */
async function pauseOver({ page }: Tab, leastMs: number): Promise<number> {
  return page.evaluate(async (least) => {
    for (let last = performance.now(); ; last = performance.now()) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      if (performance.now() - last > least) return performance.now() - last
    }
  }, leastMs)
}

/**
 * Holds when the browser itself says that the tab is hidden and lets its timers run once a second: three
 * short ones, each set by the one before, take 300 ms anywhere else.
 */
async function expectThrottled({ page }: Tab): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('hidden')
  const pausesMs = await page.evaluate(async () => {
    const pauses: number[] = []
    for (let last = performance.now(); pauses.length < 3; last = performance.now()) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      pauses.push(performance.now() - last)
    }
    return pauses
  })
  // The first one begins in the middle of a second.
  for (const pauseMs of pausesMs.slice(1)) expect(pauseMs).toBeGreaterThan(800)
}
