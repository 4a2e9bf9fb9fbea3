import type { Page } from '@playwright/test'
import { AppPage } from '../support/app-page'
import { configFor, expect, test as base } from './e2e-test'

/** An app that logs people out who do nothing for a quarter of an hour. */
const test = base.extend({
  page: async ({ page, server, api }, use) => {
    server.setConfig({ ...configFor('simplejwt', api.url), idleTimeoutSeconds: 900 })
    await page.clock.install()
    await use(page)
  },
})

/** Time goes by in a page: first to just before the announcement, then through it, with the second that asking takes. */
async function passIdle(page: Page) {
  await page.clock.fastForward(839_000)
  await page.clock.runFor(3_000)
}

test(
  'who does nothing is asked, and stays signed in by one key',
  { tag: '@long' },
  async ({ page, signedIn }) => {
    await signedIn('/lists/posts/new')
    await page.getByLabel('Title').fill('Hello')
    await passIdle(page)

    const warning = page.getByRole('alertdialog', { name: 'Are you still there?' })
    await expect(warning).toContainText(/logged out in \d+ seconds/)
    await expect(warning.getByRole('button', { name: 'Stay signed in' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(warning).toHaveCount(0)
    await page.clock.runFor(120_000)

    await expect(page.getByLabel('Title')).toHaveValue('Hello')
  },
)

test('who is not there is logged out, told why, and comes back to what was typed', async ({
  page,
  app,
  signedIn,
}) => {
  await signedIn('/lists/posts/new')
  await page.getByLabel('Title').fill('Hello')
  await passIdle(page)
  await expect(page.getByRole('alertdialog')).toBeVisible()

  await page.clock.runFor(65_000)

  await expect(page).toHaveURL('/login?redirect=/lists/posts/new')
  await expect(app.announcement.first()).toContainText('nothing had happened for a while')
  await app.logIn('demo', 'demo')
  await expect(page.getByLabel('Title')).toHaveValue('Hello')
})

test(
  'a logout for doing nothing reaches the other tab, with its reason',
  { tag: '@long' },
  async ({ page, context, signedIn }) => {
    await signedIn('/')
    const other = await context.newPage()
    await other.clock.install()
    await other.goto('/account')
    const otherApp = new AppPage(other)
    await expect(otherApp.logOutButton).toBeVisible()
    // A page whose time stands still answers that somebody was there a moment ago, by the clock of its own.
    await other.clock.fastForward(839_000)
    await passIdle(page)
    await expect(page.getByRole('alertdialog')).toBeVisible()

    await page.clock.runFor(65_000)

    await expect(otherApp.announcement.first()).toContainText('nothing had happened for a while')
  },
)

test(
  'who comes back too late to a kept session is not shown it for a moment',
  { tag: '@long' },
  async ({ page, context, signedIn }) => {
    await signedIn('/')
    await page.close()

    const later = await context.newPage()
    await later.clock.install({ time: Date.now() + 1_000_000 })
    const asked: string[] = []
    later.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await later.goto('/account')
    const app = new AppPage(later)

    await expect(later).toHaveURL('/login?redirect=/account')
    await expect(app.announcement.first()).toContainText('nothing had happened for a while')
    expect(asked.filter((path) => path.endsWith('/user/'))).toEqual([])
  },
)

test(
  'the hand that wakes a sleeping computer does not put the end off',
  { tag: '@long' },
  async ({ page, signedIn }) => {
    await signedIn('/')
    // Time goes on, and no timer runs.
    await page.clock.setSystemTime(Date.now() + 7_200_000)

    await page.mouse.move(100, 100)
    await page.mouse.move(200, 200)
    await page.clock.runFor(2_000)

    await expect(page.getByRole('alertdialog', { name: 'Are you still there?' })).toBeVisible()
  },
)
