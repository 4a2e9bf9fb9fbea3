import { setTimeout as delay } from 'node:timers/promises'
import type { BrowserContext, Page } from '@playwright/test'
import { numericDate, readClaims } from '../../src/auth/core/claims.ts'
import { AppPage } from '../support/app-page.ts'
import { reportFigures } from './figures.ts'
import type { Journey } from './journey.ts'
import { type LiveTest, accessSeconds, expect } from './live-test.ts'

/** Before the app renews by itself. */
const asleepMs = -1600

/** When both tabs wake and ask, counted from the end of their token. A single token must still be valid. */
const awakeMs = { pair: 50, single: -900, none: 0 }

/**
 * Two tabs of one session whose scripts stand still, as on a computer that sleeps, and go on at the same
 * instant, with a request in each and a token that has run out (or, where the token buys its successor, is
 * about to).
 */
export function describeTwoTabs(test: LiveTest, journey: Journey) {
  const { variant, wanted, row, lists, isObtain, isRefresh, model } = journey
  const trials = Number(process.env['LIVE_TRIALS'] ?? journey.trials)

  test(`two tabs that need a new token at the same instant share one refresh, ${trials} times`, async ({
    page,
    context,
    requests,
  }) => {
    test.setTimeout(trials * (accessSeconds + 2) * 1000 + 60_000)
    const newestExpiry = watchExpiry(context)
    await page.goto(wanted)
    await new AppPage(page).logIn(variant.username, variant.username)
    await expect(new AppPage(page).rows.first()).toContainText(row)
    const other = await context.newPage()
    await other.goto(wanted)
    await expect(new AppPage(other).rows.first()).toContainText(row)
    const tabs = [page, other]

    for (let trial = 1; trial <= trials; trial += 1) {
      const { title } = lists[trial % 2] ?? lists[0]
      const expiry = newestExpiry()
      const before = requests().length
      await delay(expiry + asleepMs - Date.now())
      await Promise.all(tabs.map((tab) => sleepAndOpen(tab, expiry + awakeMs[model], title)))

      for (const tab of tabs) {
        await expect(tab.getByRole('heading', { name: title, exact: true })).toBeVisible()
        await expect(new AppPage(tab).rows.first()).toContainText(row)
      }
      await expect.poll(newestExpiry, `trial ${trial}`).toBeGreaterThan(expiry)
      const asked = requests().slice(before)
      expect(asked.filter(isRefresh), `trial ${trial}`).toMatchObject([{ status: 200 }])
      expect(asked.filter(({ path }) => path === variant.list.url)).toHaveLength(2)
    }

    const all = requests()
    reportFigures(test, variant, { trials })
    expect(all.filter(({ status }) => status !== 200)).toEqual([])
    expect(all.filter(isRefresh)).toHaveLength(trials)
    expect(all.filter(isObtain)).toHaveLength(1)
  })
}

/** When the newest token that a tab has sent runs out, in ms since the epoch. */
function watchExpiry(context: BrowserContext): () => number {
  let newest = 0
  context.on('request', (request) => {
    const token = request.headers()['authorization']?.split(' ')[1] ?? ''
    newest = Math.max(newest, (numericDate(readClaims(token), 'exp') ?? 0) * 1000)
  })
  return () => newest
}

/** Stops the tab's scripts until that instant, when a link is clicked before anything else can run. */
async function sleepAndOpen(tab: Page, awakeAt: number, title: string) {
  await tab.evaluate(
    ({ awakeAt, title }) => {
      const links = [...document.querySelectorAll('a')]
      const link = links.find(({ textContent }) => textContent.trim() === title)
      while (Date.now() < awakeAt);
      link?.click()
    },
    { awakeAt, title },
  )
}
