import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { AppPage } from '../support/app-page.ts'
import { type Journey, isLoginFor } from './journey.ts'
import { type LiveTest, accessSeconds, expect } from './live-test.ts'

/** Being sent away: a user who is deactivated or deleted while signed in. */
export function describeEndings(test: LiveTest, journey: Journey) {
  const { wanted, row, lists, isRefresh, refusedRefreshStatus, isFinalOnRequest } = journey
  const { username } = journey.variant
  const isToldByRefresh = refusedRefreshStatus !== null
  const refusal = { status: refusedRefreshStatus }

  const endings = [
    {
      who: 'deactivated',
      end: ['set_active', username, 'false'],
      restore: ['set_active', username, 'true'],
      asks: !isToldByRefresh,
    },
    { who: 'deleted', end: ['delete_user', username], restore: ['prepare'], asks: true },
  ]

  for (const { who, end, restore, asks } of endings) {
    const noticed = asks ? 'next request' : 'next refresh'
    test(`a user who is ${who} is led to login at the ${noticed}, with the reason, and back`, async ({
      page,
      requests,
      world: { server },
    }) => {
      const app = new AppPage(page)
      await page.goto(wanted)
      await app.logIn(username, username)
      await expect(app.rows.first()).toContainText(row)
      const before = requests().length
      await server.run(end)

      const hasAsked = asks && (await follow(page, lists[1].title))

      const place = hasAsked ? `/lists/${lists[1].path}` : wanted
      await expect(page).toHaveURL(isLoginFor(place), { timeout: accessSeconds * 1000 + 5_000 })
      await expect(app.announcement.filter({ hasText: /session has ended/i })).toBeVisible()
      // Long enough for a loop to show.
      await delay(1000)
      const refusals = isToldByRefresh && !(hasAsked && isFinalOnRequest) ? [refusal] : []
      // The command takes its time: until it is through, a token may be renewed as usual.
      const answers = requests()
        .slice(before)
        .filter(({ status }) => status !== 200)
      expect(answers.filter(isRefresh)).toMatchObject(refusals)
      expect(answers.length).toBeLessThanOrEqual(2)
      expect(requests().slice(before).length).toBeLessThanOrEqual(4)

      await server.run(restore)
      await app.logIn(username, username)
      await expect(page).toHaveURL(place)
      await expect(app.rows.first()).toContainText(row)
    })
  }
}

/** Not when the link is gone: the command took its time, and a renewal has noticed before the request could. */
async function follow(page: Page, title: string): Promise<boolean> {
  try {
    await page.getByRole('link', { name: title, exact: true }).click({ timeout: 3_000 })
    return true
  } catch {
    return false
  }
}
