import { expect, test } from './e2e-test'

test(
  'a logout without a connection is told to the server when it is back, and after a reload',
  { tag: '@long' },
  async ({ page, context, app, api, signedIn }) => {
    // Chromium's emulation lets preflights pass.
    const logouts = () =>
      api.log.filter(({ method, path }) => method === 'POST' && path === '/api/token/blacklist/')
    await signedIn('/')
    await context.setOffline(true)
    await app.logOutButton.click()
    await expect(page).toHaveURL('/login')
    expect(logouts()).toEqual([])

    await context.setOffline(false)

    await expect.poll(() => logouts().length, { timeout: 15_000 }).toBe(1)
    await page.reload()
    await expect(app.logInButton).toBeVisible()
    await page.waitForTimeout(1_000)
    expect(logouts()).toHaveLength(1)
  },
)
