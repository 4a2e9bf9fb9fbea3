import { holdRefresh } from './held-refresh'
import { expectWaitingForLock } from './locks'
import { expect, test } from './plain-chromium-test'
import { fivePaths } from './tabs'
import type { Tab } from './tabs'

const allGood = fivePaths.map(() => 200)

test.describe('the back-forward cache', { tag: '@chromium' }, () => {
  test(
    'a page that comes back out of it goes on, with one refresh',
    { tag: '@long' },
    async ({ tabs, api, accessSeconds }) => {
      const tab = await tabs.signIn()
      await watchReturn(tab)
      await leave(tab, api.url)
      await tabs.sleep(accessSeconds * 1000)

      await comeBack(tab)

      expect(await wasCached(tab)).toBe(true)
      // A page in the cache cannot be told the time.
      await tabs.sleep(0)
      await tab.expectSignedIn()
      expect(await tab.ask(...fivePaths)).toEqual(allGood)
      expect(tabs.refreshes).toMatchObject([{ status: 200 }])
    },
  )

  test('a logout while a page is in it holds when the page comes back', async ({ tabs, api }) => {
    const [away, leaving] = await tabs.signInPair()
    await watchFirstSight(away)
    await leave(away, api.url)
    await leaving.app.logOutButton.click()
    await leaving.expectEnded(/logged out/)

    await comeBack(away)

    await expect(away.app.logInButton).toBeVisible()
    expect(await firstSight(away)).toMatch(/^(hidden|not cached)$/)
  })

  test(
    'a page that goes into it in the middle of its refresh loses the lock to a tab that asks for it',
    { tag: '@long' },
    async ({ tabs, api, accessSeconds }) => {
      const [away, other] = await tabs.signInPair()
      const held = holdRefresh(api, 'asked')
      await tabs.sleep(accessSeconds * 1000)
      void away.ask('/posts/').catch(() => null)
      await held.arrived
      await leave(away, api.url)

      const answers = await other.ask(...fivePaths)
      held.release()
      await comeBack(away)

      expect(answers).toEqual(allGood)
      expect(await reasonsOfReload(away)).toContain('weblocks-contention')
      await away.expectSignedIn()
      expect(await away.ask(...fivePaths)).toEqual(allGood)
      expect(tabs.refreshes.filter(({ status }) => status === 200)).toHaveLength(1)
    },
  )

  test(
    'a page that goes into it while another tab waits for the lock is waited for no longer than a refresh can take',
    { tag: '@long' },
    async ({ tabs, api, accessSeconds }) => {
      const [away, other] = await tabs.signInPair()
      const held = holdRefresh(api, 'asked')
      await tabs.sleep(accessSeconds * 1000)
      void away.ask('/posts/').catch(() => null)
      await held.arrived
      const answers = other.ask(...fivePaths)
      await expectWaitingForLock(other)

      await leave(away, api.url)

      expect(await answers).toEqual(allGood)
      held.release()
      await comeBack(away)
      await away.expectSignedIn()
      expect(await away.ask(...fivePaths)).toEqual(allGood)
      expect(tabs.refreshes.filter(({ status }) => status === 200)).toHaveLength(1)
    },
  )
})

/** Opens a page of another origin in the tab. */
async function leave({ page }: Tab, url: string): Promise<void> {
  await page.goto(`${url}/`)
}

/** A page out of the cache is not loaded again. */
async function comeBack({ page }: Tab): Promise<void> {
  await page.goBack({ waitUntil: 'commit' })
}

const returnKey = 'cameFromCache'

/** Notes in the page itself how it comes back. */
async function watchReturn({ page }: Tab): Promise<void> {
  await page.evaluate((key) => {
    addEventListener('pageshow', ({ persisted }) => {
      document.documentElement.dataset[key] = String(persisted)
    })
  }, returnKey)
}

const sightKey = 'firstSight'

/** Notes in the page itself whether it can be seen at the first frame after it comes back. */
async function watchFirstSight({ page }: Tab): Promise<void> {
  await page.evaluate((key) => {
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted)
        document.documentElement.dataset[key] = getComputedStyle(document.body).visibility
    })
  }, sightKey)
}

async function firstSight({ page }: Tab): Promise<string> {
  return page.evaluate((key) => document.documentElement.dataset[key] ?? 'not cached', sightKey)
}

async function wasCached({ page }: Tab): Promise<boolean> {
  return page.evaluate((key) => document.documentElement.dataset[key] === 'true', returnKey)
}

/** Why the browser loaded the page again and did not take it out of the cache, in its own words. */
async function reasonsOfReload({ page }: Tab): Promise<string> {
  return page.evaluate(() => JSON.stringify(performance.getEntriesByType('navigation')))
}
