import { setTimeout as delay } from 'node:timers/promises'
import { expireAccessTokens, revokeRefreshTokens } from '../../src/mocks/trouble'
import { AppPage } from '../support/app-page'
import { expect, isRefresh, refreshPaths, test } from './e2e-test'

const wanted = '/lists/posts?limit=20&offset=20'

for (const dialect of ['simplejwt', 'legacy'] as const) {
  const tag = dialect === 'legacy' ? ['@chromium', '@long'] : []
  test.describe(dialect, { tag }, () => {
    test.use({ dialect })
    const refreshPath = refreshPaths[dialect]

    test('login leads back to the page of the list that was wanted', async ({ page, app, api }) => {
      await page.goto(wanted)
      await expect(page).toHaveURL(/\/login\?redirect=/)
      expect(api.log).toEqual([])

      await app.logIn('demo', 'demo')

      await expect(page).toHaveURL(wanted)
      await expect(app.header).toContainText('demo')
      await expect(app.rows).toHaveCount(20)
    })

    test('lists are read page by page, forth and back', async ({ page, app }) => {
      await page.goto('/posts')
      await app.logIn('demo', 'demo')
      await expect(page).toHaveURL('/lists/posts')
      const first = await app.rows.first().textContent()

      await app.pager('Next').click()
      await expect(page).toHaveURL(/offset=20/)
      await expect(app.rows.first()).not.toHaveText(first ?? '')
      await app.pager('Previous').click()

      await expect(app.rows.first()).toHaveText(first ?? '')
    })

    test('a bare array is a list', { tag: '@long' }, async ({ page, app }) => {
      await page.goto('/subscribers')
      await app.logIn('demo', 'demo')

      await expect(page.getByRole('heading', { name: 'Subscribers' })).toBeVisible()
      await expect(app.rows.first()).toContainText('@example.com')
    })

    test('a reload and a new tab keep a kept session, a logout ends it in both', async ({
      page,
      app,
      context,
      signedIn,
    }) => {
      await signedIn('/')
      await page.reload()
      await expect(app.logOutButton).toBeVisible()
      const other = await context.newPage()
      await other.goto('/account')
      await expect(new AppPage(other).logOutButton).toBeVisible()

      await app.logOutButton.click()

      await expect(page).toHaveURL('/login')
      await expect(other).toHaveURL('/login')
    })

    test('unticked, the session survives a reload, is in new tabs, and goes with the last', async ({
      page,
      app,
      context,
      signedIn,
    }) => {
      await signedIn('/', { keep: false })
      await page.reload()
      await expect(app.logOutButton).toBeVisible()

      const other = await context.newPage()
      await other.goto('/account')
      await expect(new AppPage(other).logOutButton).toBeVisible()
      await expect(other).toHaveURL('/account')
      await page.close()
      await other.reload()
      await expect(new AppPage(other).logOutButton).toBeVisible()

      // A page of another site, so that the browser stays and the last tab of the app goes.
      const blank = await context.newPage()
      await other.close()
      await blank.goto('/account')
      await expect(blank).toHaveURL(/\/login/)
    })

    test(
      'a page that is loaded again in the moment of a logout does not undo it',
      { tag: '@long' },
      async ({ page, app, signedIn }) => {
        await signedIn(wanted)
        await expect(app.rows).toHaveCount(20)

        await app.logOutButton.evaluate((button: HTMLElement) => {
          button.click()
          location.reload()
        })

        await expect(page).toHaveURL(/\/login/)
        await expect(app.logInButton).toBeVisible()
      },
    )

    test(
      'unticked, a logout in one tab ends the session in the other',
      { tag: '@long' },
      async ({ app, context, signedIn }) => {
        await signedIn('/', { keep: false })
        const other = await context.newPage()
        await other.goto('/account')
        await expect(new AppPage(other).logOutButton).toBeVisible()

        await app.logOutButton.click()

        await expect(other).toHaveURL('/login')
      },
    )

    test('a dead session is gone on with over the same page', async ({ page, app, api }) => {
      await page.goto(wanted)
      await app.logIn('demo', 'demo')
      await expect(app.rows).toHaveCount(20)
      api.cause(revokeRefreshTokens)
      api.cause(expireAccessTokens)

      await app.pager('Next').click()

      await expect(app.signInDialog).toContainText('session has ended')
      await expect(app.rows).toHaveCount(20)
      await app.logInAgain('demo')
      await expect(page).toHaveURL(/\/lists\/posts\?.*offset=40/)
      await expect(app.rows).toHaveCount(7)
    })

    test('a wrong password shows the server\u2019s words, keeps the name and refreshes nothing', async ({
      page,
      app,
      api,
    }) => {
      await page.goto('/login')
      await app.logIn('demo', 'wrong')

      await expect(app.alert).toContainText(
        dialect === 'simplejwt'
          ? 'No active account found with the given credentials'
          : 'Unable to log in with provided credentials.',
      )
      await expect(app.username).toHaveValue('demo')
      await expect(app.password).toBeFocused()
      expect(api.log.map(({ path }) => path)).not.toContain(refreshPath)
    })

    test('an inactive user is refused', { tag: '@long' }, async ({ page, app }) => {
      await page.goto('/login')
      await app.logIn('inactive', 'inactive')

      await expect(app.alert).toContainText(/\S/)
      await expect(page).toHaveURL('/login')
    })

    test('a permission is missing: the list says so, and nobody is logged out', async ({
      page,
      app,
      api,
    }) => {
      await page.goto('/lists/subscribers')
      await app.logIn('limited', 'limited')

      await expect(
        page.getByText('You do not have permission to perform this action.'),
      ).toBeVisible()
      await expect(app.logOutButton).toBeVisible()
      expect(api.log.map(({ path }) => path)).not.toContain(refreshPath)
    })
  })
}

for (const [dialect, accessSeconds] of [
  ['simplejwt', 5],
  ['legacy', 5],
] as const) {
  test.describe(`${dialect}, tokens of ${accessSeconds} s`, { tag: ['@chromium', '@long'] }, () => {
    test.use({ dialect, accessSeconds })

    test('a request a second for five lifetimes costs four to six refreshes and no 401', async ({
      app,
      api,
      signedIn,
    }) => {
      await signedIn('/lists/posts')
      await expect(app.rows).toHaveCount(20)
      // Counted from the login, so that a slow machine adds nothing.
      const end =
        (api.log.find(({ method }) => method === 'POST')?.atMs ?? 0) + 5 * accessSeconds * 1000

      for (let turn = 0; Date.now() < end; turn += 1) {
        await app.openList({ title: turn % 2 === 0 ? 'Subscribers' : 'Posts' })
        await delay(1000)
      }

      const asked = api.log.filter(({ atMs, method }) => atMs <= end && method !== 'OPTIONS')
      const refreshes = asked.filter(({ path }) => path === refreshPaths[dialect])
      expect(asked.filter(({ status }) => status >= 400)).toEqual([])
      expect(refreshes.length).toBeGreaterThanOrEqual(4)
      expect(refreshes.length).toBeLessThanOrEqual(6)
    })
  })
}

test.describe('a token that the server does not take any more', () => {
  test('a revoked token is renewed once, and the request sent again', async ({
    app,
    api,
    signedIn,
  }) => {
    await signedIn('/lists/posts')
    await expect(app.rows).toHaveCount(20)
    api.cause(expireAccessTokens)

    await app.openList({ title: 'Subscribers' })

    await expect(app.rows.first()).toContainText('@example.com')
    expect(api.log.filter(isRefresh)).toHaveLength(1)
    const asked = api.log.filter(({ method, path }) => method === 'GET' && path === '/subscribers/')
    expect(asked.map(({ status }) => status)).toEqual([401, 200])
  })
})

test.describe('a server in trouble', () => {
  // Firefox takes what is not answered for an error of the page.
  test.use({ expectedErrors: /CORS request did not succeed/ })

  test('503 on refresh keeps the session, says so, and the app comes back by itself', async ({
    page,
    app,
    api,
    signedIn,
  }) => {
    await signedIn('/lists/posts')
    await expect(app.rows).toHaveCount(20)
    api.cause(expireAccessTokens)
    api.intercept(({ path }) =>
      path === refreshPaths.simplejwt
        ? { status: 503, headers: { 'Content-Type': 'text/html' }, body: '<h1>Busy</h1>' }
        : undefined,
    )

    await app.openList({ title: 'Subscribers' })

    await expect(page.getByRole('button', { name: 'Try now' })).toBeVisible()
    await expect(app.logOutButton.first()).toBeVisible()
    await expect(page).toHaveURL('/lists/subscribers')
    api.intercept(null)
    await expect(page.getByRole('button', { name: 'Try now' })).toHaveCount(0, { timeout: 15_000 })
    await expect(app.rows.first()).toContainText('@example.com')
  })

  test('a list that cannot be reached says so, and is there when the server is back', async ({
    page,
    app,
    api,
    signedIn,
  }) => {
    await signedIn('/')
    api.setDown(true)
    await app.openList({ title: 'Posts' })
    const again = page.getByRole('main').getByRole('button', { name: 'Try again' })
    await expect(again).toBeVisible()

    api.setDown(false)
    await again.click()

    await expect(app.rows).toHaveCount(20)
  })

  test('a login that cannot be sent says so, and loses nothing that was typed', async ({
    page,
    app,
    api,
  }) => {
    await page.goto('/login')
    api.setDown(true)
    await app.logIn('demo', 'demo')

    await expect(app.alert).toContainText(/\S/)
    await expect(app.username).toHaveValue('demo')
    await expect(app.password).toHaveValue('demo')
    api.setDown(false)
    await app.logInButton.click()
    await expect(page).toHaveURL('/')
  })

  test('too many attempts are counted down', async ({ page, app }) => {
    await page.goto('/login')
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await app.logIn('demo', `wrong ${attempt}`)
      await expect(app.alert).toContainText(/\S/)
      await expect(app.password).toHaveValue(attempt < 5 ? '' : 'wrong 5')
    }

    await expect(app.alert).toContainText(/\d+ seconds/)
    await expect(app.username).toHaveValue('demo')
  })
})
