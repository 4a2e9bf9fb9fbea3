import type { Page } from '@playwright/test'
import { expect, test } from './e2e-test'

/** What the browser tells of content that was moved without anybody's doing (Layout Instability API). */
interface LayoutShift extends PerformanceEntry {
  readonly value: number
  readonly sources: readonly { readonly node: Node | null }[]
}

for (const width of [390, 1280]) {
  const title = `nothing moves while a page loads, at ${String(width)} px`
  test.describe(title, { tag: width > 390 ? '@long' : [] }, () => {
    test.use({ viewport: { width, height: 800 } })

    test.beforeEach(async ({ page }) => {
      await page.addInitScript(noteShifts)
    })

    test('for a stranger', { tag: '@long' }, async ({ page, app, api }) => {
      api.delayMs = 600
      await page.goto('/login')
      await expect(app.logInButton).toBeVisible()
      expect(await shiftsOf(page)).toEqual([])

      await page.goto('/configuration')
      await expect(page.getByRole('button', { name: 'Check again' })).toBeVisible()
      expect(await shiftsOf(page)).toEqual([])
    })

    test('for who is signed in', async ({ page, api, signedIn }) => {
      const app = await signedIn('/')
      await shiftsOf(page)
      api.delayMs = 600

      await open(page, '/lists/posts')
      await expect(app.rows).toHaveCount(20)
      await open(page, '/lists/posts?limit=20&offset=20')
      await expect(app.pager('Previous')).toBeVisible()
      await expect(app.rows).toHaveCount(20)
      await open(page, '/account')
      await expect(page.getByRole('heading', { name: 'What the session did' })).toBeVisible()
      expect(await shiftsOf(page)).toEqual([])

      await page.goto('/lists/posts')
      await expect(app.rows).toHaveCount(20)
      expect(await shiftsOf(page)).toEqual([])
    })
  })
}

/** Follows a link without a pointer: the half second after an input is not counted. */
async function open(page: Page, href: string) {
  await page.locator(`a[href="${href}"]`).first().dispatchEvent('click')
}

function noteShifts() {
  const shifts: string[] = []
  const note = (entries: readonly PerformanceEntry[]) => {
    for (const entry of entries as readonly LayoutShift[]) {
      const moved = entry.sources.map(({ node }) => (node instanceof Element ? node.outerHTML : ''))
      shifts.push(`${entry.value.toFixed(4)} ${moved.map((html) => html.slice(0, 60)).join(', ')}`)
    }
  }
  const observer = new PerformanceObserver((list) => note(list.getEntries()))
  observer.observe({ type: 'layout-shift', buffered: true })
  const takeShifts = () => {
    note(observer.takeRecords())
    return shifts.splice(0)
  }
  Object.assign(window, { takeShifts })
}

/** Since it was asked last, or since the page was loaded. */
async function shiftsOf(page: Page): Promise<string[]> {
  return await page.evaluate(async () => {
    // What the last change moved is known when it has been painted: in the second frame from now.
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame)
    const { takeShifts } = window as unknown as { takeShifts: () => string[] }
    return takeShifts()
  })
}
