import type { Page } from '@playwright/test'
import { expect, test } from './e2e-test'

/** The files of the version that is open are gone, until it is loaded anew, and the document names others. */
async function deploy(page: Page) {
  let isNewer = false
  page.on('framenavigated', () => {
    isNewer ||= page.url().endsWith('/account')
  })
  await page.route(/\/assets\/AccountView/, (route) =>
    isNewer ? route.continue() : route.fulfill({ status: 404 }),
  )
  await page.route(`${new URL(page.url()).origin}/`, async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replace(/\/assets\/index-[^"]*\.js/, '/assets/newer.js')
    await route.fulfill({ response, body })
  })
}

test('a newer version of the app is offered as a reload that loses nothing typed', async ({
  page,
  app,
  signedIn,
}) => {
  await signedIn('/lists/posts/new')
  await page.getByLabel('Title').fill('Hello')
  await page.getByLabel('Text').fill('World')
  await deploy(page)

  await app.header.getByRole('link', { name: /demo/ }).click()
  const notice = app.alert.filter({ has: page.getByRole('button') })
  await expect(notice).toContainText('A newer version of this app is up')
  await expect(page.getByLabel('Title')).toHaveValue('Hello')
  await notice.getByRole('button', { name: 'Reload' }).click()

  await expect(page).toHaveTitle(/Account/)
  await app.openList({ title: 'Posts' })
  await page.getByRole('link', { name: 'New post' }).click()
  await expect(page.getByLabel('Title')).toHaveValue('Hello')
  await expect(page.getByLabel('Text')).toHaveValue('World')
  const kept = await page.evaluate(() => JSON.stringify(sessionStorage))
  expect(kept).not.toContain('World')
})

test(
  'without a connection nothing is said of a newer version',
  { tag: '@long' },
  async ({ page, app, signedIn }) => {
    await signedIn('/lists/posts/new')
    await page.getByLabel('Title').fill('Hello')
    await page.route(/\/assets\/AccountView/, (route) => route.abort())
    await page.route(`${new URL(page.url()).origin}/`, (route) => route.abort())

    await app.header.getByRole('link', { name: /demo/ }).click()
    const notice = app.alert.filter({ has: page.getByRole('button') })

    await expect(notice).toContainText('This page could not be loaded')
    await expect(notice.getByRole('button', { name: 'Try again' })).toBeVisible()
    await expect(page.getByLabel('Title')).toHaveValue('Hello')
  },
)
