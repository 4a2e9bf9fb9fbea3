import { setTimeout as delay } from 'node:timers/promises'
import type { Page, Route } from '@playwright/test'
import { AppPage } from '../support/app-page.ts'
import { reportFigures } from './figures.ts'
import { type Journey, isSuccess } from './journey.ts'
import { type LiveTest, accessSeconds, expect } from './live-test.ts'
import { watchExpiry } from './watch-expiry.ts'

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
  const { backend, profile, wanted, lists, isObtain, isRefresh, isList } = journey
  const { row } = backend.facts
  const trials = Number(process.env['LIVE_TRIALS'] ?? backend.facts.trials)

  test(`two tabs that need a new token at the same instant share one refresh, ${trials} times`, async ({
    page,
    context,
    requests,
  }) => {
    test.setTimeout(trials * (accessSeconds + 2) * 1000 + 60_000)
    await context.route(`**${sleepPath}?*`, answerAtTheEnd)
    const newestExpiry = watchExpiry(context, () => requests().filter(isGrant), accessSeconds)
    await page.goto(wanted)
    await new AppPage(page).logIn(backend.username, backend.password)
    await expect(new AppPage(page).rows.first()).toContainText(row)
    const other = await context.newPage()
    await other.goto(wanted)
    await expect(new AppPage(other).rows.first()).toContainText(row)
    const tabs = [page, other]

    for (let trial = 1; trial <= trials; trial += 1) {
      const { title } = lists[trial % 2] ?? lists[0]
      const expiry = await newestExpiry()
      const before = requests().length
      await delay(expiry + asleepMs - Date.now())
      await Promise.all(
        tabs.map((tab) => sleepAndOpen(tab, expiry + awakeMs[profile.model], title)),
      )

      for (const tab of tabs) {
        await expect(tab.getByRole('heading', { name: title, exact: true })).toBeVisible()
        await expect(new AppPage(tab).rows.first()).toContainText(row)
      }
      await expect.poll(newestExpiry, `trial ${trial}`).toBeGreaterThan(expiry)
      const asked = requests().slice(before)
      expect(asked.filter(isRefresh).map(isSuccess), `trial ${trial}`).toEqual([true])
      expect(asked.filter(isList)).toHaveLength(2)
    }

    const all = requests()
    reportFigures(test, backend, { trials })
    expect(all.filter((entry) => !isSuccess(entry))).toEqual([])
    expect(all.filter(isRefresh)).toHaveLength(trials)
    expect(all.filter(isObtain)).toHaveLength(1)
  })

  const isGrant = (entry: Parameters<typeof isRefresh>[0]) => isObtain(entry) || isRefresh(entry)
}

/** An address of the app's origin that no server has. */
const sleepPath = '/sleep'

/** Its answer comes at the instant that the query names. */
async function answerAtTheEnd(route: Route) {
  const end = Number(new URL(route.request().url()).searchParams.get('end'))
  await delay(end - Date.now())
  await route.fulfill({ status: 204 })
}

/**
 * Stops the tab's scripts until that instant, when a link is clicked before anything else can run. A request
 * that blocks costs no processor; the last moments are for being on time.
 */
async function sleepAndOpen(tab: Page, awakeAt: number, title: string) {
  await tab.evaluate(
    ({ awakeAt, title, path }) => {
      const links = [...document.querySelectorAll('a')]
      const link = links.find(({ textContent }) => textContent.trim() === title)
      const request = new XMLHttpRequest()
      request.open('GET', `${path}?end=${awakeAt - 100}`, false)
      request.send()
      while (Date.now() < awakeAt);
      link?.click()
    },
    { awakeAt, title, path: sleepPath },
  )
}
