import type { Page } from '@playwright/test'
import { simpleJwtDefaults } from '../../src/mocks/settings'
import { test as base, expect } from './e2e-test'
import type { ServerClock } from './e2e-test'

/** Sessions that end an hour after their login, whatever is done. */
const test = base.extend({
  settings: async ({}, use) => use({ ...simpleJwtDefaults, refreshSeconds: 3600 }),
})

/** Time goes by in the page and for the server. */
async function pass(page: Page, clock: ServerClock, seconds: number) {
  clock.aheadMs += seconds * 1000
  await page.clock.fastForward(seconds * 1000)
}

test.beforeEach(async ({ page }) => {
  await page.clock.install()
})

test('the end of a session is announced, and a login over the page moves it, by keyboard alone', async ({
  page,
  app,
  serverClock,
  signedIn,
}) => {
  await signedIn('/lists/posts/new')
  await page.getByLabel('Title').fill('Hello')
  await pass(page, serverClock, 3560)

  const warning = page.getByRole('alertdialog', { name: 'Your session ends soon' })
  await expect(warning).toContainText(/It ends in \d+ seconds/)
  await expect(warning.getByRole('button', { name: 'Log in again now' })).toBeFocused()
  await page.keyboard.press('Enter')
  await app.logInAgain('demo')
  await expect(app.signInDialog).toHaveCount(0)
  await expect(warning).toHaveCount(0)
  await pass(page, serverClock, 120)

  await expect(app.signInDialog).toHaveCount(0)
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(app.rows.first()).toContainText('Hello')
})

test(
  'an end that was put off comes when it was said to, and asks over the page',
  { tag: '@long' },
  async ({ page, app, serverClock, signedIn }) => {
    await signedIn('/lists/posts/new')
    await page.getByLabel('Title').fill('Hello')
    await pass(page, serverClock, 3560)
    await expect(page.getByRole('alertdialog')).toBeVisible()

    await page.keyboard.press('Escape')
    await expect(page.getByRole('alertdialog')).toHaveCount(0)
    await expect(page.getByLabel('Title')).toBeFocused()
    await pass(page, serverClock, 50)

    await expect(app.signInDialog).toContainText('longest time')
    await app.logInAgain('demo')
    await expect(app.signInDialog).toHaveCount(0)
    await expect(page.getByLabel('Title')).toHaveValue('Hello')
  },
)
