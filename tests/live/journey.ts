import { setTimeout as delay } from 'node:timers/promises'
import { AppPage } from '../support/app-page.ts'
import { JourneyReport } from './journey-report.ts'
import { accessSeconds, createLiveTest, expect } from './live-test.ts'
import type { SeedFacts } from './seed-facts.ts'
import { type LogEntry, findPython } from './servers/live-server.ts'

/** A query of its own, so that a way back that loses it is noticed. */
const query = '?from=mail&about=a%26b'

/**
 * Registers what every seed must show, asserted on the page and on the server's log, and returns the test
 * that a seed adds its own to. Without Python the seed is skipped; where CI is set, that is a failure.
 */
export function describeJourney(facts: SeedFacts) {
  const test = createLiveTest(facts)
  const report = new JourneyReport()
  const { username, lists, obtainPath, refreshPath } = facts
  const wanted = `/lists/${lists[0].path}${query}`
  const isRefresh = ({ path }: LogEntry) => path === refreshPath

  test.skip(
    findPython() === null && !process.env['CI'],
    `Seed ${facts.seed} needs python3 for its server`,
  )

  test.afterEach(({ pageErrors, requests }) => {
    expect(pageErrors).toEqual([])
    expect(requests().filter(({ query }) => query.includes('[jwt]'))).toEqual([])
  })

  test.afterEach(({}, { status }) => report.count(status))

  test.afterAll(({ world }) => report.print(facts.seed, world.server.versions, facts.reported))

  test.describe(`seed ${facts.seed}`, () => {
    test('login leads back to the list that was wanted, with its query', async ({
      page,
      requests,
    }) => {
      const app = new AppPage(page)

      await page.goto(wanted)
      await expect(page).toHaveURL(isLoginFor(wanted))
      expect(requests()).toEqual([])
      await app.logIn(username, username)

      await expect(page).toHaveURL(wanted)
      await expect(app.header).toContainText(username)
      await expect(app.rows.first()).toContainText(facts.row)
      expect(requests().map(({ path }) => path)).toContain(lists[0].url)
      expect(requests().filter(isRefresh)).toEqual([])
      expect(requests().every(({ status }) => status === 200)).toBe(true)
    })

    test("a wrong password shows the server's own words and keeps the name", async ({
      page,
      requests,
    }) => {
      const app = new AppPage(page)

      await page.goto('/login')
      await app.logIn(username, 'not the password')

      await expect(app.alert.filter({ hasText: facts.wrongPassword.words })).toBeVisible()
      await expect(app.username).toHaveValue(username)
      expect(requests()).toMatchObject([
        { path: obtainPath, status: facts.wrongPassword.status, authorization: false },
      ])
    })

    for (const keep of [true, false]) {
      test(`a reload keeps the session, "Keep me signed in" ${keep ? 'ticked' : 'unticked'}`, async ({
        page,
        requests,
      }) => {
        const app = new AppPage(page)
        await page.goto(wanted)
        await app.logIn(username, username, { keep })
        await expect(app.rows.first()).toContainText(facts.row)

        await page.reload()

        await expect(app.rows.first()).toContainText(facts.row)
        await expect(app.header).toContainText(username)
        await expect(page).toHaveURL(wanted)
        expect(requests().filter(({ path }) => path === obtainPath)).toHaveLength(1)
      })
    }

    test('a request a second for five lifetimes is refreshed before expiry, once each', async ({
      page,
      requests,
    }) => {
      test.setTimeout(5 * accessSeconds * 1000 + 60_000)
      const app = new AppPage(page)
      await page.goto(wanted)
      await app.logIn(username, username)
      await expect(app.rows.first()).toContainText(facts.row)
      const end = Date.now() + 5 * accessSeconds * 1000

      for (let turn = 1; Date.now() < end; turn += 1) {
        await app.openList(turn % 2 === 1 ? lists[1] : lists[0])
        await expect(app.rows.first()).toContainText(facts.row)
        await delay(1000)
      }

      const asked = requests().filter(({ time }) => time <= end)
      const refreshes = asked.filter(isRefresh)
      report.refreshes = refreshes.length
      report.unauthorised = asked.filter(({ status }) => status === 401).length
      expect(asked.filter(({ status }) => status !== 200)).toEqual([])
      expect(refreshes.length).toBeGreaterThanOrEqual(4)
      expect(refreshes.length).toBeLessThanOrEqual(6)
      expect(asked.filter(({ path }) => path === lists[0].url).length).toBeGreaterThan(20)
    })

    test('a session that the server ended leads to login with the reason, and back', async ({
      page,
      requests,
      world: { server },
    }) => {
      const app = new AppPage(page)
      await page.goto(wanted)
      await app.logIn(username, username)
      await expect(app.rows.first()).toContainText(facts.row)
      await server.run(['set_active', username, 'false'])

      await expect(page).toHaveURL(isLoginFor(wanted), { timeout: accessSeconds * 1000 + 5_000 })
      await expect(app.announcement.filter({ hasText: /session has ended/i })).toBeVisible()
      expect(requests().filter(isRefresh)).toMatchObject([{ status: facts.refusedRefreshStatus }])
      await server.run(['set_active', username, 'true'])
      await app.logIn(username, username)

      await expect(page).toHaveURL(wanted)
      await expect(app.rows.first()).toContainText(facts.row)
    })

    test('log out protects the list again and sends no token afterwards', async ({
      page,
      requests,
    }) => {
      const app = new AppPage(page)
      await page.goto(wanted)
      await app.logIn(username, username)
      await expect(app.rows.first()).toContainText(facts.row)

      await app.logOutButton.click()
      await expect(page).toHaveURL(/\/login/)
      await expect(app.header.getByText(username)).toHaveCount(0)
      const before = requests().length
      // As long as a token lives: a timer left behind would refresh.
      await delay(accessSeconds * 1000)
      await page.goto(wanted)

      await expect(page).toHaveURL(isLoginFor(wanted))
      expect(requests().slice(before)).toEqual([])
    })
  })

  return test
}

/** The login page that leads back to a place of the app. */
function isLoginFor(place: string): (url: URL) => boolean {
  return ({ pathname, searchParams }) =>
    pathname === '/login' && searchParams.get('redirect') === place
}
