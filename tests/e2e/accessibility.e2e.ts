import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './e2e-test'

const views = [
  ['home', '/'],
  ['list', '/lists/posts?limit=20&offset=20'],
  ['forbidden list', '/lists/subscribers'],
  ['account', '/account'],
  ['forbidden', '/forbidden'],
  ['connection', '/configuration'],
  ['not found', '/no/such/page'],
] as const

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 1280]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } })

      test('no view has a violation that axe can find, and none scrolls sideways', async ({
        page,
        app,
      }) => {
        test.setTimeout(60_000)
        await page.goto('/login')
        await expect(app.logInButton).toBeVisible()
        await check(page, 'login')
        await app.logIn('limited', 'wrong')
        await expect(app.alert).toContainText(/\S/)
        await check(page, 'login, refused')
        await app.logIn('otp', 'otp')
        await expect(app.code).toBeFocused()
        await check(page, 'login, one-time code')
        await app.code.fill('000000')
        await app.logInButton.click()
        await expect(app.alert.filter({ hasText: 'wrong' })).toBeAttached()
        await check(page, 'login, wrong code')
        await page.getByRole('button', { name: 'Back' }).click()
        await app.logIn('limited', 'limited')
        await expect(app.logOutButton).toBeVisible()

        for (const [name, path] of views) {
          await page.goto(path)
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
          await page.waitForLoadState('networkidle')
          await check(page, name)
        }
      })

      test('the configuration page has none', async ({ page, server }) => {
        server.setConfig('{}')
        await page.goto('/')
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await check(page, 'configuration')
      })
    })
  }
}

async function check(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  )
  expect(found, name).toEqual([])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, `${name}: sideways scroll`).toBeLessThanOrEqual(0)
}
