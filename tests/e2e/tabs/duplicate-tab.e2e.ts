import type { Page } from '@playwright/test'
import { fivePaths } from './tabs'
import type { Tab } from './tabs'
import { expect, test } from './tabs-test'

/** Two ways to a second tab with a copy of the first one's session storage. */
const ways = {
  'that the page itself opens': async ({ page }: Tab) => {
    const opened = page.context().waitForEvent('page')
    await page.evaluate(() => window.open('about:blank', '_blank'))
    return opened
  },
  'made by "Duplicate"': async ({ page }: Tab) => {
    const copied = await page.evaluate(() => Object.entries(sessionStorage))
    const duplicate = await page.context().newPage()
    await duplicate.addInitScript((entries) => {
      // Not on the blank page before the app, which has no storage; and not again on a reload.
      if (!location.protocol.startsWith('http') || sessionStorage.length > 0) return
      for (const [name, value] of entries) sessionStorage.setItem(name, value)
    }, copied)
    return duplicate
  },
} as const satisfies Record<string, (tab: Tab) => Promise<Page>>

test.use({ reuse: 'ends the session of a spent token' })

for (const way of ['that the page itself opens', 'made by "Duplicate"'] as const) {
  const tag = way === 'made by "Duplicate"' ? [] : '@long'
  test(
    `a second tab ${way} shares the session, its refresh and its end`,
    { tag },
    async ({ tabs, accessSeconds }) => {
      const original = await tabs.signIn({ keep: false })
      const copy = await tabs.open('/', await ways[way](original))
      await copy.expectSignedIn()
      await tabs.sleep(accessSeconds * 1000)

      const answers = await Promise.all([original, copy].map((tab) => tab.ask(...fivePaths)))

      expect(answers).toEqual([fivePaths.map(() => 200), fivePaths.map(() => 200)])
      expect(tabs.refreshes).toMatchObject([{ status: 200 }])
      await copy.app.logOutButton.click()
      await original.expectEnded(/logged out/)
      expect(tabs.failures).toEqual([])
    },
  )
}
