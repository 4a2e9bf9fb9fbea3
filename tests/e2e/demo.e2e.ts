import { chromium } from '@playwright/test'
import { AppPage } from '../support/app-page'
import { startApp } from '../support/app-server'
import type { AppServer } from '../support/app-server'
import { collectErrors, demoDist, expect, test as base } from './e2e-test'

/** The build that carries the mock: nothing but a static file server behind it. */
const test = base.extend<{ demo: AppServer }>({
  demo: async ({}, use) => {
    const demo = await startApp({ dist: demoDist, config: null, headers: [] })
    await use(demo)
    await demo.close()
  },
  baseURL: async ({ demo }, use) => use(demo.url),
})

test('shows its credentials, logs in with them, and opens its lists', async ({ page, app }) => {
  await page.goto('/')
  await expect(page.getByRole('main')).toContainText('demo')

  await app.logIn('demo', 'demo')

  await expect(app.logOutButton).toBeVisible()
  await app.openList({ title: 'Posts' })
  await expect(app.rows).toHaveCount(20)
  await app.pager('Next').click()
  await expect(page).toHaveURL(/offset=20/)
})

test(
  'keeps its state over a reload, in two tabs',
  { tag: '@long' },
  async ({ page, app, context }) => {
    await page.goto('/lists/subscribers')
    await app.logIn('demo', 'demo')
    await expect(app.rows.first()).toBeVisible()
    await page.reload()
    await expect(app.rows.first()).toBeVisible()

    const other = await context.newPage()
    await other.goto('/lists/posts')
    await expect(new AppPage(other).rows).toHaveCount(20)
  },
)

test(
  'says so where no service worker can start',
  { tag: '@long' },
  async ({ demo, launchOptions }) => {
    const host = 'latchkey.test'
    const args = [...(launchOptions.args ?? []), `--host-resolver-rules=MAP ${host} 127.0.0.1`]
    const browser = await chromium.launch({ ...launchOptions, args })
    const context = await browser.newContext()
    const errors = collectErrors(context)
    const page = await context.newPage()

    await page.goto(demo.url.replace('127.0.0.1', host))

    await expect(page.getByRole('main')).toContainText('127.0.0.1')
    expect(errors).toEqual([])
    await browser.close()
  },
)
