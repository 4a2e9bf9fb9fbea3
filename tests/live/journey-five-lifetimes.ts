import { setTimeout as delay } from 'node:timers/promises'
import { AppPage } from '../support/app-page.ts'
import { reportFigures } from './figures.ts'
import { type Journey, isLoginFor } from './journey.ts'
import { type LiveTest, accessSeconds, expect } from './live-test.ts'
import type { LogEntry } from './servers/access-log.mjs'

const lifetimes = 5
const timeoutMs = lifetimes * accessSeconds * 1000 + 60_000

/** Staying: what five lifetimes of an access token cost. */
export function describeFiveLifetimes(test: LiveTest, journey: Journey) {
  if (journey.model === 'none') describeEndAtExpiry(test, journey)
  else describeRenewal(test, journey)
}

function describeRenewal(test: LiveTest, { variant, wanted, row, lists, isRefresh }: Journey) {
  test('a request a second for five lifetimes is refreshed before expiry, once each', async ({
    page,
    requests,
  }) => {
    test.setTimeout(timeoutMs)
    const app = new AppPage(page)
    await page.goto(wanted)
    await app.logIn(variant.username, variant.username)
    await expect(app.rows.first()).toContainText(row)
    const end = Date.now() + lifetimes * accessSeconds * 1000

    for (let turn = 1; Date.now() < end; turn += 1) {
      await app.openList(turn % 2 === 1 ? lists[1] : lists[0])
      await expect(app.rows.first()).toContainText(row)
      await delay(1000)
    }

    const asked = requests().filter(({ time }) => time <= end)
    const refreshes = asked.filter(isRefresh).length
    reportFigures(test, variant, { refreshes, unauthorised: countUnauthorised(asked) })
    expect(asked.filter(({ status }) => status !== 200)).toEqual([])
    expect(refreshes).toBeGreaterThanOrEqual(4)
    expect(refreshes).toBeLessThanOrEqual(6)
    // A turn takes a little more than its second.
    const turns = lifetimes * accessSeconds * 0.7
    expect(asked.filter(({ path }) => path === lists[0].url).length).toBeGreaterThan(turns)
  })
}

function describeEndAtExpiry(test: LiveTest, { variant, wanted, row, isObtain }: Journey) {
  test('a session that cannot be refreshed ends with its token, in a sentence, five times', async ({
    page,
    requests,
  }) => {
    test.setTimeout(timeoutMs)
    const app = new AppPage(page)
    await page.goto(wanted)

    for (let lifetime = 1; lifetime <= lifetimes; lifetime += 1) {
      await app.logIn(variant.username, variant.username)
      await expect(app.rows.first()).toContainText(row)
      await expect(page).toHaveURL(isLoginFor(wanted), { timeout: accessSeconds * 1000 + 5_000 })
      await expect(app.announcement.filter({ hasText: /longest time/ })).toBeVisible()
    }

    const asked = requests()
    const others = asked.filter((entry) => !isObtain(entry) && entry.path !== variant.list.url)
    reportFigures(test, variant, {
      refreshes: others.length,
      unauthorised: countUnauthorised(asked),
      trials: 0,
    })
    expect(others).toEqual([])
    expect(asked.filter(isObtain)).toHaveLength(lifetimes)
    expect(asked.filter(({ status }) => status !== 200)).toEqual([])
  })
}

const countUnauthorised = (entries: readonly LogEntry[]) =>
  entries.filter(({ status }) => status === 401).length
