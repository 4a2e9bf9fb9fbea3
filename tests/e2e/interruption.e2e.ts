import type { BrowserContext, Page, Request } from '@playwright/test'
import { expireAccessTokens, revokeRefreshTokens } from '../../src/mocks/trouble'
import { AppPage } from '../support/app-page'
import type { MockHttpServer } from '../support/mock-http-server'
import { expect, refreshPaths, test } from './e2e-test'

const form = '/lists/posts/new'

/** The server takes none of the tokens that it has given out. */
function endSessions(api: MockHttpServer) {
  api.cause(revokeRefreshTokens)
  api.cause(expireAccessTokens)
}

const posted = (api: MockHttpServer) =>
  api.log.filter(({ method, path }) => method === 'POST' && path === '/posts/')

/** Writes a post, and sends it when the session is over. */
async function loseSession(page: Page, api: MockHttpServer) {
  await page.getByLabel('Title').fill('Hello')
  await page.getByLabel('Text').fill('World')
  endSessions(api)
  await page.getByRole('button', { name: 'Send' }).click()
}

/** Opens a second tab, and waits until it asks the API for nothing more. */
async function openSecond(context: BrowserContext, place: '/' | '/lists/subscribers') {
  const page = await context.newPage()
  await page.goto(place)
  const app = new AppPage(page)
  await expect(app.logOutButton).toBeVisible()
  if (place !== '/') await expect(app.rows.first()).toBeVisible()
  return { page, app }
}

test('a post is written, refused at its field, and then the first of the list', async ({
  page,
  app,
  signedIn,
}) => {
  await signedIn('/lists/posts')
  await page.getByRole('link', { name: 'New post' }).click()
  await expect(page).toHaveTitle(/New post/)
  const title = page.getByLabel('Title')
  await title.fill('x'.repeat(101))
  await page.getByLabel('Text').fill('World')

  await page.getByRole('button', { name: 'Send' }).click()
  await expect(title).toHaveAccessibleDescription(/no more than 100 characters/)
  await expect(title).toBeFocused()
  await title.fill('Hello')
  await title.press('Enter')

  await expect(page).toHaveURL('/lists/posts')
  await expect(app.rows.first()).toContainText('Hello')
  await expect(app.rows.first()).toContainText('World')
})

test(
  'who may not write is told so, and loses nothing that was typed',
  { tag: '@long' },
  async ({ page, app, signedIn }) => {
    await signedIn(form, { as: 'limited' })
    await page.getByLabel('Title').fill('Hello')

    await page.getByRole('button', { name: 'Send' }).click()

    await expect(app.alert).toContainText('You do not have permission to perform this action.')
    await expect(page.getByLabel('Title')).toHaveValue('Hello')
  },
)

test('a post that meets the end of its session is sent with one press after the password, by keyboard alone', async ({
  page,
  app,
  api,
  signedIn,
}) => {
  await signedIn(form)
  await loseSession(page, api)

  await expect(app.signInDialog).toContainText('Your session has ended.')
  await expect(app.signInDialog.getByLabel('Username')).toHaveValue('demo')
  await expect(app.signInDialog.getByLabel('Username')).not.toBeEditable()
  await app.logInAgain('demo')
  await expect(app.signInDialog).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Send' })).toBeFocused()
  await expect(app.alert).toContainText('nothing is lost')
  await page.keyboard.press('Enter')

  await expect(page).toHaveURL('/lists/posts')
  await expect(app.rows.first()).toContainText('Hello')
  expect(posted(api).map(({ status }) => status)).toEqual([401, 201])
})

test(
  'a wrong password in the dialog is told there, and the focus stays in the dialog',
  { tag: '@long' },
  async ({ page, app, api, signedIn }) => {
    await signedIn(form)
    await loseSession(page, api)

    await app.logInAgain('wrong')
    await expect(app.signInDialog.getByRole('alert')).toContainText('No active account')
    await expect(app.signInDialog.getByLabel('Password')).toBeFocused()
    for (let step = 0; step < 8; step += 1) {
      await page.keyboard.press('Tab')
      const isOnThePage = await page.evaluate(
        () => document.activeElement?.closest('main, header') !== null,
      )
      expect(isOnThePage).toBe(false)
    }
    await app.signInDialog.getByLabel('Password').focus()
    await app.logInAgain('demo')

    await expect(app.signInDialog).toHaveCount(0)
    await expect(page.getByLabel('Text')).toHaveValue('World')
  },
)

test(
  'a person with a one-time code comes back by both steps',
  { tag: '@long' },
  async ({ page, app, api }) => {
    await page.goto(form)
    await app.logIn('otp', 'otp')
    await app.code.fill('123456')
    await app.logInButton.click()
    await expect(page).toHaveURL(form)
    await loseSession(page, api)

    await app.logInAgain('otp')
    await expect(app.code).toBeFocused()
    await page.keyboard.type('123456')
    await page.keyboard.press('Enter')

    await expect(app.signInDialog).toHaveCount(0)
    await expect(page.getByLabel('Title')).toHaveValue('Hello')
  },
)

test(
  'Escape leads to the login with the way back, where what was typed is still there',
  { tag: '@long' },
  async ({ page, app, api, signedIn }) => {
    await signedIn(form)
    await loseSession(page, api)
    await expect(app.signInDialog).toBeVisible()

    await page.keyboard.press('Escape')
    await expect(page).toHaveURL('/login?redirect=/lists/posts/new')
    await expect(app.announcement.first()).toContainText('session has ended')
    await app.logIn('demo', 'demo')

    await expect(page).toHaveURL(form)
    await expect(page.getByLabel('Title')).toHaveValue('Hello')
  },
)

test('somebody else who logs in instead finds their own start page, and nothing of the other', async ({
  page,
  app,
  api,
  signedIn,
}) => {
  await signedIn(form)
  await loseSession(page, api)
  await app.signInDialog.getByRole('button', { name: 'Leave this page' }).click()

  await app.logIn('admin', 'admin')
  await expect(page).toHaveURL('/')
  await expect(app.header).toContainText('admin')
  await app.openList({ title: 'Posts' })
  await page.getByRole('link', { name: 'New post' }).click()

  await expect(page.getByLabel('Title')).toHaveValue('')
})

for (const keep of [true, false]) {
  const name = keep ? 'a session that is kept' : 'a session of the tabs'
  test.describe(name, { tag: keep ? [] : '@long' }, () => {
    test('the password in one tab is enough for both', async ({
      page,
      app,
      api,
      context,
      signedIn,
    }) => {
      await signedIn(form, { keep })
      const other = await openSecond(context, '/lists/subscribers')
      await loseSession(page, api)
      await expect(app.signInDialog).toBeVisible()
      await expect(other.app.signInDialog).toBeVisible()
      api.log.length = 0

      await other.app.logInAgain('demo')

      await expect(other.app.signInDialog).toHaveCount(0)
      await expect(app.signInDialog).toHaveCount(0)
      await expect(other.app.rows.first()).toContainText('@example.com')
      expect(api.log.map(({ path }) => path)).toContain('/subscribers/')
      await page.getByRole('button', { name: 'Send' }).click()
      await expect(app.rows.first()).toContainText('Hello')
    })
  })
}

test(
  'somebody else in the other tab takes this one to their start page',
  { tag: '@long' },
  async ({ page, app, api, context, signedIn }) => {
    await signedIn(form)
    const other = await openSecond(context, '/')
    await loseSession(page, api)
    await expect(other.app.signInDialog).toBeVisible()
    await other.page.keyboard.press('Escape')
    await other.app.logIn('admin', 'admin')

    await expect(app.header).toContainText('admin')
    await expect(app.signInDialog).toHaveCount(0)
    await expect(page).toHaveURL('/')
  },
)

test(
  'the dialog is not loaded with the login page, and is there without a connection',
  { tag: '@long' },
  async ({ page, app, api, context }) => {
    const asked: string[] = []
    const underWay = new Set<Request>()
    page.on('request', (request) => {
      asked.push(request.url())
      underWay.add(request)
    })
    page.on('requestfinished', (request) => underWay.delete(request))
    page.on('requestfailed', (request) => underWay.delete(request))
    await page.goto('/login')
    await expect(app.logInButton).toBeVisible()
    await page.waitForLoadState('networkidle')
    expect(asked.filter((url) => /SessionDialogs|CreateView/.test(url))).toEqual([])
    await app.logIn('demo', 'demo')
    await app.openList({ title: 'Posts' })
    // The load state says nothing of what comes after the document: on a busy machine, that is the dialog.
    await expect.poll(() => asked.filter((url) => /SessionDialogs.*\.js/.test(url))).toHaveLength(1)
    await expect.poll(() => underWay.size).toBe(0)
    await context.route('**/assets/**', (route) => route.abort())
    endSessions(api)

    await app.pager('Next').click()

    await expect(app.signInDialog).toBeVisible()
  },
)

test(
  'a refusal that nobody recognises offers another login over the page, and nothing typed is lost',
  { tag: '@long' },
  async ({ page, app, api, signedIn }) => {
    await page.clock.install()
    await signedIn(form)
    await page.getByLabel('Title').fill('Hello')
    api.intercept(({ path }) =>
      path === refreshPaths.simplejwt
        ? { status: 401, headers: { 'Content-Type': 'text/plain' }, body: 'Unauthorized' }
        : undefined,
    )
    await page.clock.fastForward(290_000)
    const banner = page.getByRole('region', { name: 'Connection' })
    await expect(banner).toContainText('The server has not renewed your session since')
    await expect(app.signInDialog).toHaveCount(0)

    await expect(async () => {
      await page.clock.fastForward(30_000)
      await expect(app.signInDialog).toBeVisible({ timeout: 1_000 })
    }).toPass()
    await app.logInAgain('demo')

    await expect(app.signInDialog).toHaveCount(0)
    await expect(banner).toHaveCount(0)
    await page.getByRole('button', { name: 'Send' }).click()
    await expect(app.rows.first()).toContainText('Hello')
  },
)
