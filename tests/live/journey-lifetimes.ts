import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { AppPage } from '../support/app-page.ts'
import { reportFigures } from './figures.ts'
import { type Journey, isSuccess } from './journey.ts'
import { type LiveTest, accessSeconds, expect } from './live-test.ts'
import type { LogEntry } from './servers/access-log.mjs'

/** Staying: what some lifetimes of an access token cost. */
export function describeLifetimes(test: LiveTest, journey: Journey) {
  if (journey.profile.model === 'none') describeEndAtExpiry(test, journey)
  else describeRenewal(test, journey)
}

function describeRenewal(test: LiveTest, journey: Journey) {
  const { backend, wanted, lists, isRefresh, isList } = journey
  const { row, lifetimes } = backend.facts

  test(`a request a second for ${lifetimes} lifetimes is refreshed before expiry, once each`, async ({
    page,
    requests,
  }) => {
    test.setTimeout(timeoutMs(lifetimes))
    const app = new AppPage(page)
    await page.goto(wanted)
    await app.logIn(backend.username, backend.password)
    await expect(app.rows.first()).toContainText(row)
    const end = Date.now() + lifetimes * accessSeconds * 1000

    for (let turn = 1; Date.now() < end; turn += 1) {
      await app.openList(turn % 2 === 1 ? lists[1] : lists[0])
      await expect(app.rows.first()).toContainText(row)
      await delay(1000)
    }

    const asked = requests().filter(({ time }) => time <= end)
    const refreshes = asked.filter(isRefresh).length
    const unauthorised = countUnauthorised(asked)
    reportFigures(test, backend, { lifetimes, refreshes, unauthorised })
    expect(asked.filter((entry) => !isSuccess(entry))).toEqual([])
    expect(refreshes).toBeGreaterThanOrEqual(lifetimes - 1)
    expect(refreshes).toBeLessThanOrEqual(lifetimes + 1)
    // A turn takes more than its second on a busy machine.
    const turns = lifetimes * accessSeconds * 0.5
    expect(asked.filter(isList).length).toBeGreaterThan(turns)
  })
}

function describeEndAtExpiry(test: LiveTest, journey: Journey) {
  const { backend, profile, wanted, isObtain, isList } = journey
  const { row, lifetimes } = backend.facts
  const isUser = ({ path }: LogEntry) => path === profile.endpoints.user?.url

  test(`a session that cannot be refreshed says when it ends, and ends then, in a sentence, ${lifetimes} times`, async ({
    page,
    requests,
  }) => {
    test.setTimeout(timeoutMs(lifetimes))
    const app = new AppPage(page)
    await page.goto(wanted)

    for (let lifetime = 1; lifetime <= lifetimes; lifetime += 1) {
      if (lifetime === 1) await app.logIn(backend.username, backend.password)
      else await app.logInAgain(backend.password)
      await expect(app.signInDialog).toHaveCount(0)
      await expect(app.rows.first()).toContainText(row)
      await expectEndIsKnown(page)
      await page.goBack()
      await expect(app.signInDialog).toBeVisible({ timeout: accessSeconds * 1000 + 5_000 })
      await expect(app.announcement.filter({ hasText: /longest time/ })).toBeVisible()
      await expect(page).toHaveURL(wanted)
    }

    const asked = requests()
    const others = asked.filter((entry) => ![isObtain, isList, isUser].some((is) => is(entry)))
    reportFigures(test, backend, {
      lifetimes,
      refreshes: others.length,
      unauthorised: countUnauthorised(asked),
      trials: 0,
    })
    expect(others).toEqual([])
    expect(asked.filter(isObtain)).toHaveLength(lifetimes)
    expect(asked.filter((entry) => !isSuccess(entry))).toEqual([])
  })
}

/** The home page says when, to the second, and that it is for good. */
async function expectEndIsKnown(page: Page) {
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  const facts = page.getByRole('main')
  await expect(facts).toContainText(/Until .+ \(in [1-8] seconds?\)/)
  await expect(facts).toContainText('The session ends with it.')
}

const timeoutMs = (lifetimes: number) => lifetimes * accessSeconds * 1000 + 60_000

const countUnauthorised = (entries: readonly LogEntry[]) =>
  entries.filter(({ status }) => status === 401).length
