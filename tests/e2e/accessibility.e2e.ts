import type { Page } from '@playwright/test'
import { axeFindings, layoutFindings, motionFindings } from '../support/page-findings'
import { configFor, expect, test } from './e2e-test'

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
    const isLong = colorScheme === 'dark' || width > 320
    test.describe(`${colorScheme}, ${width} px`, { tag: isLong ? '@long' : [] }, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } })

      test(
        'no view has a violation that axe can find, and none scrolls sideways',
        { tag: '@long' },
        async ({ page, app }) => {
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
            await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
            await check(page, name)
          }
        },
      )

      test(
        'neither the form has one, nor the question whether somebody is there',
        { tag: '@long' },
        async ({ page, api, server, signedIn }) => {
          server.setConfig({ ...configFor('simplejwt', api.url), idleTimeoutSeconds: 900 })
          await page.clock.install()
          await signedIn('/lists/posts/new')
          await check(page, 'form')
          await page.getByRole('button', { name: 'Send' }).click()
          await expect(page.getByLabel('Title')).toBeFocused()
          await check(page, 'form, a field is missing')

          await page.clock.fastForward(839_000)
          await page.clock.runFor(3_000)
          await expect(page.getByRole('alertdialog')).toBeVisible()
          await check(page, 'idle')
        },
      )

      test(
        'no dialog of the session\u2019s end has one',
        { tag: '@long' },
        async ({ page, app, serverClock, signedIn }) => {
          await page.clock.install()
          await signedIn('/account')
          serverClock.aheadMs = 86_400_000 - 58_000
          await page.clock.fastForward(86_400_000 - 58_000)
          await expect(page.getByRole('alertdialog', { name: 'ends soon' })).toBeVisible()
          await check(page, 'ending')
          await page.getByRole('button', { name: 'Log in again now' }).click()
          await expect(app.signInDialog).toBeVisible()
          await check(page, 'log in again')
          await page.keyboard.type('wrong')
          await page.keyboard.press('Enter')
          await expect(app.signInDialog.getByRole('alert')).toContainText(/\S/)
          await check(page, 'log in again, refused')
        },
      )

      test('the configuration page has none', async ({ page, server }) => {
        server.setConfig('{}')
        await page.goto('/')
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await check(page, 'configuration')
      })
    })
  }
}

test.describe('forced colours, no motion, 400 %', { tag: '@long' }, () => {
  test.use({
    viewport: { width: 320, height: 256 },
    contextOptions: { forcedColors: 'active', reducedMotion: 'reduce' },
  })

  test('no view has a violation, and nothing moves', async ({ page, signedIn }) => {
    await page.goto('/login')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await check(page, 'login')
    await signedIn('/lists/posts')
    await check(page, 'list')
    expect(await motionFindings(page)).toEqual([])
    await page.goto('/account')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await check(page, 'account')
    expect(await motionFindings(page)).toEqual([])
  })
})

async function check(page: Page, name: string): Promise<void> {
  expect([...(await axeFindings(page)), ...(await layoutFindings(page))], name).toEqual([])
}
