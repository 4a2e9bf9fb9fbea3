import { setTimeout as delay } from 'node:timers/promises'
import type { Profile } from '../../src/auth/backends/profile.ts'
import { AppPage } from '../support/app-page.ts'
import { type Journey, isLoginFor, isSuccess } from './journey.ts'
import { type LiveTest, accessSeconds, expect } from './live-test.ts'

/** Coming and going: login and the way back, a wrong password, a refused user, reload, logout. */
export function describeSignIn(test: LiveTest, journey: Journey) {
  const { backend, profile, wanted, isObtain, isRefresh, isList, isBootstrap } = journey
  const { username, password } = backend
  const { row, wrongPassword, inactive = wrongPassword } = backend.facts

  test('login leads back to the list that was wanted, with its query', async ({
    page,
    requests,
  }) => {
    const app = new AppPage(page)

    await page.goto(wanted)
    await expect(page).toHaveURL(isLoginFor(wanted))
    expect(requests()).toEqual([])
    await app.logIn(username, password)

    await expect(page).toHaveURL(wanted)
    await expect(app.header).toContainText(username)
    await expect(app.rows.first()).toContainText(row)
    expect(requests().some(isList)).toBe(true)
    expect(requests().filter(isRefresh)).toEqual([])
    expect(requests().every(isSuccess)).toBe(true)
  })

  test("a wrong password shows the server's own words and keeps the name", async ({
    page,
    requests,
  }) => {
    const app = new AppPage(page)

    await page.goto('/login')
    await app.logIn(username, 'not the password')

    await expect(app.alert.filter({ hasText: wrongPassword.words })).toBeVisible()
    await expect(app.username).toHaveValue(username)
    const asked = requests().filter((entry) => !isBootstrap(entry))
    expect(asked).toMatchObject([{ status: wrongPassword.status }])
    expect(asked.every(isObtain)).toBe(true)
  })

  test('an inactive user is refused in words, and asked for once', async ({
    page,
    requests,
    world: { server },
  }) => {
    const app = new AppPage(page)
    await server.run(['set_active', username, 'false'])
    await page.goto('/login')

    await app.logIn(username, password)

    await expect(app.alert.filter({ hasText: inactive.words })).toBeVisible()
    await server.run(['set_active', username, 'true'])
    expect(requests().filter(isObtain)).toMatchObject([{ status: inactive.status }])
  })

  for (const keep of [true, false]) {
    test(`a reload keeps the session, "Keep me signed in" ${keep ? 'ticked' : 'unticked'}`, async ({
      page,
      requests,
    }) => {
      const app = new AppPage(page)
      await page.goto(wanted)
      await app.logIn(username, password, { keep })
      await expect(app.rows.first()).toContainText(row)

      await page.reload()

      await expect(app.rows.first()).toContainText(row)
      await expect(app.header).toContainText(username)
      await expect(page).toHaveURL(wanted)
      expect(requests().filter(isObtain)).toHaveLength(1)
    })
  }

  test('log out protects the list again and sends no token afterwards', async ({
    page,
    requests,
  }) => {
    const app = new AppPage(page)
    await page.goto(wanted)
    await app.logIn(username, password)
    await expect(app.rows.first()).toContainText(row)
    const told = () => requests().filter(({ path }) => path === profile.endpoints.logout?.url)

    await app.logOutButton.click()
    await expect(page).toHaveURL(/\/login/)
    await expect(app.header.getByText(username)).toHaveCount(0)
    await expect.poll(() => told().length).toBe(logoutCalls(profile))
    expect(told().every(isSuccess)).toBe(true)
    const before = requests().length
    // As long as a token lives: a timer left behind would refresh.
    await delay(accessSeconds * 1000)
    await page.goto(wanted)

    await expect(page).toHaveURL(isLoginFor(wanted))
    expect(requests().slice(before)).toEqual([])
  })
}

/** One for each token that the server is to forget; its cookies, it forgets all at once. */
function logoutCalls({ endpoints, logout }: Profile): number {
  if (!endpoints.logout) return 0
  return logout.send === 'cookie' ? 1 : logout.tokens.length
}
