import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { AppPage } from '../support/app-page'
import { startApp } from '../support/app-server'
import type { AppServer } from '../support/app-server'
import { TroublePage } from '../support/trouble-page'
import { demoDist, expect, test as base } from './e2e-test'

interface Tour {
  readonly demo: AppServer
  readonly trouble: TroublePage
}

/** The two-minute tour of the README, in the build that carries the mock. */
const test = base.extend<Tour>({
  demo: async ({}, use) => {
    const demo = await startApp({ dist: demoDist, config: null, headers: [] })
    await use(demo)
    await demo.close()
  },
  baseURL: async ({ demo }, use) => use(demo.url),
  trouble: async ({ page }, use) => use(new TroublePage(page)),
})

/** The entries of the timeline, once the account is open. */
async function timelineOf(page: Page): Promise<Locator> {
  await page.getByRole('banner').getByRole('link', { name: 'Account of' }).click()
  await expect(page.getByRole('heading', { name: 'What the session did' })).toBeVisible()
  return page.getByRole('listitem').filter({ has: page.getByRole('time') })
}

test('tokens that expire: the request is sent again, and a second tab takes the new token over', async ({
  page,
  app,
  signedIn,
  trouble,
}) => {
  await signedIn('/', { keep: false })
  await trouble.choose('Refresh tokens rotate', 'Yes')
  const second = await trouble.openSecondTab()
  await expect(new AppPage(second).logOutButton).toBeVisible()
  await trouble.press('Expire the access tokens')

  await app.openList({ title: 'Posts' })

  await expect(app.rows).toHaveCount(20)
  const here = await timelineOf(page)
  await expect(here.filter({ hasText: 'Got a new token.' })).toHaveCount(1)
  await expect(here.filter({ hasText: 'The request was sent again' })).toHaveCount(1)
  const there = await timelineOf(second)
  await expect(there.filter({ hasText: 'the new token of another tab' })).toHaveCount(1)
  await expect(there.filter({ hasText: 'Asked for a new token' })).toHaveCount(0)
})

test(
  'tokens of ten seconds: each is replaced before it runs out',
  { tag: '@long' },
  async ({ page, app, signedIn, trouble }) => {
    await signedIn('/')
    await trouble.choose('New access tokens live', '10 s')
    await trouble.press('Expire the access tokens')
    await app.openList({ title: 'Posts' })
    await expect(app.rows).toHaveCount(20)

    const entries = await timelineOf(page)

    await expect(entries.filter({ hasText: 'Got a new token.' })).toHaveCount(2, {
      timeout: 20_000,
    })
    await expect(entries.filter({ hasText: 'sent again' })).toHaveCount(1)
    await expect(page.getByText('Runs out in')).toBeVisible()
  },
)

for (const [option, words, listWords] of [
  ['503', 'The answer was of no use (503).', 'The server is having problems.'],
  ['401 page', 'The answer was of no use (401).', 'The server is having problems.'],
  ['Not at all', 'There was no answer.', 'The server cannot be reached.'],
] as const) {
  test(
    `a server that answers ${option}: nobody is logged out, and it comes back by itself`,
    { tag: '@long' },
    async ({ page, app, signedIn, trouble }) => {
      await signedIn('/')
      await trouble.choose('New access tokens live', '10 s')
      await trouble.press('Expire the access tokens')
      await app.openList({ title: 'Posts' })
      await expect(app.rows).toHaveCount(20)
      await trouble.choose('The server answers', option)
      const banner = page.getByRole('region', { name: 'Connection' })

      await expect(banner).toContainText('You are still signed in.', { timeout: 20_000 })
      await page.reload()
      await expect(app.logOutButton).toBeVisible()
      const entries = await timelineOf(page)
      await expect(entries.filter({ hasText: words }).first()).toBeVisible()
      // A token that still holds would be shown to the list, and the list would say what it got.
      await expect(page.getByText('It has run out.')).toBeVisible({ timeout: 20_000 })
      await app.openList({ title: 'Subscribers' })
      await expect(page.getByRole('main')).toContainText(listWords)

      await trouble.press('Put everything right')
      await expect(banner).toHaveCount(0, { timeout: 20_000 })
      await app.openList({ title: 'Posts' })
      await expect(app.rows).toHaveCount(20)
    },
  )
}

test(
  'a logout while a refresh is on its way: it stays one, in every tab',
  { tag: '@long' },
  async ({ page, app, signedIn, trouble }) => {
    await signedIn('/')
    const second = await trouble.openSecondTab()
    const other = new AppPage(second)
    await expect(other.logOutButton).toBeVisible()
    await trouble.press('Expire the access tokens')
    await trouble.choose('It takes longer', '1 s')
    const refresh = page.waitForRequest(/token\/refresh/)
    await page.getByRole('link', { name: 'Posts' }).first().click()
    const sent = await refresh

    await app.logOutButton.click()

    for (const tab of [app, other]) await expect(tab.logInButton).toBeVisible()
    await (await sent.response())?.finished()
    await page.reload()
    for (const tab of [app, other]) await expect(tab.logInButton).toBeVisible()
  },
)

test(
  'a clock that is off: the session goes on, and the account names the clock',
  { tag: '@long' },
  async ({ page, app, signedIn, trouble }) => {
    await signedIn('/')
    for (const [option, words] of [
      ['+1 h', '1 hour behind'],
      ['−1 h', '1 hour ahead of'],
    ] as const) {
      await trouble.choose('Its clock is off', option)
      await app.openList({ title: 'Posts' })
      await expect(app.rows).toHaveCount(20)
      await app.logOutButton.click()
      await app.logIn('demo', 'demo')
      await app.openList({ title: 'Subscribers' })
      await expect(app.rows.first()).toBeVisible()
      await timelineOf(page)
      await expect(page.getByRole('region', { name: 'Clock' })).toContainText(words)
    }
  },
)

test(
  'a login that is throttled says how long, and then leads to the page that was wanted',
  { tag: '@long' },
  async ({ page, app, trouble }) => {
    await page.goto('/lists/posts?limit=20&offset=20')
    await trouble.press('Throttle the login')
    await app.logIn('demo', 'demo')
    await expect(app.alert).toContainText(/seconds|minute/)
    await trouble.press('Put everything right')
    await page.reload()

    await app.logIn('demo', 'demo')

    await expect(app.rows).toHaveCount(20)
    await expect(page).toHaveURL('/lists/posts?limit=20&offset=20')
  },
)

test(
  'a session that ends while somebody writes: the password, one press more, and it is sent',
  { tag: '@long' },
  async ({ page, app, signedIn, trouble }) => {
    await signedIn('/lists/posts')
    await page.getByRole('link', { name: 'New post' }).click()
    await page.getByLabel('Title').fill('Hello')
    await trouble.press('End every session')
    await page.getByRole('button', { name: 'Send' }).click()

    await app.logInAgain('demo')

    await expect(app.signInDialog).toHaveCount(0)
    await expect(page.getByLabel('Title')).toHaveValue('Hello')
    await page.getByRole('button', { name: 'Send' }).click()
    await expect(app.rows.first()).toContainText('Hello')
  },
)

test(
  'the timeline as a file holds neither token nor name',
  { tag: '@long' },
  async ({ page, signedIn, trouble }) => {
    const tokens: string[] = []
    page.on('response', async (response) => {
      if (!response.url().includes('/api/token/')) return
      tokens.push(...((await response.text()).match(/[\w-]{20,}/g) ?? []))
    })
    await signedIn('/lists/posts')
    await trouble.press('Expire the access tokens')
    await page.reload()
    await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(20)
    await timelineOf(page)

    const started = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save as JSON' }).click()
    const file = await started

    expect(file.suggestedFilename()).toMatch(/^latchkey-session-.*\.json$/)
    const text = readFileSync(await file.path(), 'utf8')
    expect(JSON.parse(text)).toMatchObject({
      events: expect.arrayContaining([
        expect.objectContaining({ type: 'session-opened', cause: 'restore' }),
        expect.objectContaining({ type: 'token-replaced', cause: 'refresh' }),
      ]),
    })
    expect(tokens.length).toBeGreaterThan(3)
    for (const secret of [...tokens, 'demo', 'Dana']) expect(text).not.toContain(secret)
  },
)

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`the panel, ${colorScheme}`, { tag: '@long' }, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 640 } })

    test('works by keyboard alone, and axe finds nothing', async ({ page, trouble, app }) => {
      await page.goto('/login')
      await expect(app.logInButton).toBeVisible()
      expect(await violationsOf(page)).toEqual([])
      await trouble.toggle.focus()
      await page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
      await page.keyboard.press('ArrowRight')
      await expect(trouble.toggle).toContainText('503')
      await page.keyboard.press('ArrowLeft')
      await expect(trouble.toggle).toContainText('none')
      expect(await violationsOf(page)).toEqual([])

      await page.keyboard.press('Escape')

      await expect(trouble.toggle).toBeFocused()
      await expect(trouble.toggle).toHaveAttribute('aria-expanded', 'false')
    })
  })
}

async function violationsOf(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
}
