import type { Locator, Page } from '@playwright/test'
import { expireAccessTokens, revokeRefreshTokens } from '../../src/mocks/trouble'
import { expect, test } from './e2e-test'

/** More than any page has. */
const mostStops = 60

/**
 * Presses Tab until the control has the focus. Wherever the focus stops on the way it can be seen: it has a ring,
 * and nothing lies over it. Where there is a dialog it stays in it.
 *
 * @param key - `Shift+Tab` to go back
 */
async function tabTo(page: Page, control: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab') {
  await expect(control).toBeVisible()
  for (let stop = 0; stop < mostStops; stop += 1) {
    await page.keyboard.press(key)
    expect(await hiddenFocus(page)).toBeNull()
    if (await control.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`Tab does not lead to ${control.toString()}`)
}

/** What has the focus, and should not or does not show it; `null` when all is well. The document shows nothing. */
function hiddenFocus(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const { activeElement: element } = document
    if (!element || element === document.body) return null
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    const { left, top, width, height } = element.getBoundingClientRect()
    const onTop = document.elementFromPoint(left + width / 2, top + height / 2)
    const hasRing = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
    const isOnTop = onTop !== null && (element.contains(onTop) || onTop.contains(element))
    const dialog = document.querySelector('dialog[open]')
    const isAllowed = dialog?.contains(element) ?? true
    return hasRing && isOnTop && isAllowed ? null : element.outerHTML.slice(0, 200)
  })
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

for (const width of [320, 1280]) {
  test.describe(`${width} px`, { tag: width > 320 ? '@long' : [] }, () => {
    test.use({ viewport: { width, height: width === 320 ? 256 : 800 } })

    test('a person logs in, turns a page, adds a post and logs out without a pointer', async ({
      page,
      app,
    }) => {
      await page.goto('/')
      await tabTo(page, app.username)
      await page.keyboard.type('demo')
      await tabTo(page, app.password)
      await page.keyboard.type('demo')
      await tabTo(page, page.getByRole('button', { name: 'Show password' }))
      await page.keyboard.press('Space')
      await expect(app.password).toHaveAttribute('type', 'text')
      await tabTo(page, page.getByRole('checkbox', { name: 'Keep me signed in' }))
      await page.keyboard.press('Space')
      await tabTo(page, app.logInButton)
      await page.keyboard.press('Enter')
      await expect(heading(page, /Signed in/)).toBeFocused()

      await tabTo(page, app.header.getByRole('link', { name: 'Posts' }), 'Shift+Tab')
      await page.keyboard.press('Enter')
      await expect(heading(page, 'Posts')).toBeFocused()
      await tabTo(page, app.pager('Next'))
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(/offset=20/)
      await expect(heading(page, 'Posts')).toBeFocused()

      await tabTo(page, page.getByRole('link', { name: 'New post' }))
      await page.keyboard.press('Enter')
      await expect(heading(page, 'New post')).toBeFocused()
      await tabTo(page, page.getByLabel('Title'))
      await page.keyboard.type('Hello')
      await tabTo(page, page.getByLabel('Text'))
      await page.keyboard.type('World')
      await tabTo(page, page.getByRole('button', { name: 'Send' }))
      await page.keyboard.press('Space')
      await expect(heading(page, 'Posts')).toBeFocused()
      await expect(app.rows.first()).toContainText('Hello')

      await tabTo(page, app.logOutButton, 'Shift+Tab')
      await page.keyboard.press('Space')
      await expect(heading(page, 'Log in')).toBeFocused()
    })
  })
}

test(
  'the first Tab offers to skip to the content, and the next stop is in it',
  { tag: '@long' },
  async ({ page, signedIn }) => {
    await signedIn('/lists/posts')
    await page.reload()
    await expect(heading(page, 'Posts')).toBeVisible()
    const skip = page.getByRole('link', { name: 'Skip to the content' })
    await expect(skip).not.toBeInViewport()

    await tabTo(page, skip)
    await expect(skip).toBeInViewport({ ratio: 1 })
    await page.keyboard.press('Enter')
    await expect(page.getByRole('main')).toBeFocused()
    await page.keyboard.press('Tab')

    await expect(page.getByRole('link', { name: 'New post' })).toBeFocused()
  },
)

test('a dialog keeps the focus, forth and back, and gives it back to where it was', async ({
  page,
  app,
  api,
  signedIn,
}) => {
  await signedIn('/lists/posts/new')
  await page.getByLabel('Title').fill('Hello')
  api.cause(revokeRefreshTokens)
  api.cause(expireAccessTokens)
  await page.getByLabel('Title').press('Enter')
  await expect(app.signInDialog.getByLabel('Password')).toBeFocused()

  for (const key of ['Tab', 'Shift+Tab'] as const) {
    const leave = app.signInDialog.getByRole('button', { name: 'Leave this page' })
    await tabTo(page, leave, key)
    await tabTo(page, app.signInDialog.getByLabel('Password'), key)
  }
  await app.logInAgain('demo')

  await expect(app.signInDialog).toHaveCount(0)
  await expect(page.getByLabel('Title')).toBeFocused()
})
