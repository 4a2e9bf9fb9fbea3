import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { AppPage } from '../support/app-page.ts'
import { type Journey, isSuccess } from './journey.ts'
import { type LiveTest, accessSeconds, expect } from './live-test.ts'
import type { Notice } from './servers/backend.mjs'

/** Being interrupted: a user who is deactivated or deleted while signed in. */
export function describeEndings(test: LiveTest, journey: Journey) {
  const { username, facts } = journey.backend
  const { refusedRefreshStatus, deactivated, deleted = 'request' } = facts
  const usual = refusedRefreshStatus === null ? 'request' : 'refresh'

  describeEnding(test, journey, {
    who: 'deactivated',
    end: ['set_active', username, 'false'],
    restore: ['set_active', username, 'true'],
    notice: deactivated ?? usual,
  })
  describeEnding(test, journey, {
    who: 'deleted',
    end: ['delete_user', username],
    restore: ['prepare'],
    notice: deleted,
  })
}

interface Ending {
  readonly who: string
  /** What an administrator does… */
  readonly end: readonly string[]
  /** …and takes back. */
  readonly restore: readonly string[]
  readonly notice: Notice
}

function describeEnding(
  test: LiveTest,
  { backend, wanted, lists, isRefresh }: Journey,
  { who, end, restore, notice }: Ending,
) {
  // The server does not mind, and nothing is to be seen.
  if (notice === 'end') return
  const { username, password } = backend
  const { row, refusedRefreshStatus } = backend.facts
  const { saysWhoIsGone = false, refusesStaleCookies = false } = backend.facts

  test(`a user who is ${who} is asked for the password over the page at the next ${notice}, with the reason`, async ({
    page,
    requests,
    world: { server },
  }) => {
    const app = new AppPage(page)
    await page.goto(wanted)
    await app.logIn(username, password)
    await expect(app.rows.first()).toContainText(row)
    const before = requests().length
    await server.run(end)

    const hasAsked = notice === 'request' && (await follow(page, lists[1].title))

    const place = hasAsked ? `/lists/${lists[1].path}` : wanted
    await expect(app.signInDialog).toBeVisible({ timeout: accessSeconds * 1000 + 5_000 })
    await expect(page).toHaveURL(place)
    await expect(app.announcement.filter({ hasText: /session has ended/i })).toBeVisible()
    // Long enough for a loop to show.
    await delay(1000)
    const isFinal = hasAsked && saysWhoIsGone
    const refusals =
      refusedRefreshStatus === null || isFinal ? [] : [{ status: refusedRefreshStatus }]
    const refused = requests()
      .slice(before)
      .filter((entry) => !isSuccess(entry))
    expect(refused.filter(isRefresh)).toMatchObject(refusals)
    expect(refused.length).toBeLessThanOrEqual(2)
    expect(requests().slice(before).length).toBeLessThanOrEqual(4)

    await server.run(restore)
    if (refusesStaleCookies) await delay(accessSeconds * 1000)
    await app.logInAgain(password)
    await expect(app.signInDialog).toHaveCount(0)
    if (who === 'deactivated') await expect(page).toHaveURL(place)
    // A user who was made anew may be another one to the app, who starts at home.
    await expect(async () => {
      if (new URL(page.url()).pathname === '/') await app.openList(lists[0])
      await expect(app.rows.first()).toContainText(row, { timeout: 1_000 })
    }).toPass({ timeout: 10_000 })
  })
}

/** Not when the link is gone: on a busy machine a renewal may have noticed before the request could. */
async function follow(page: Page, title: string): Promise<boolean> {
  try {
    await page.getByRole('link', { name: title, exact: true }).click({ timeout: 3_000 })
    return true
  } catch {
    return false
  }
}
