import type { Page } from '@playwright/test'
import { holdRefresh } from './held-refresh'
import { expectWaitingForLock } from './locks'
import { fivePaths } from './tabs'
import { expect, test } from './tabs-test'

test(
  'a tab that is frozen with the lock keeps nobody from refreshing, and goes on when it thaws',
  { tag: ['@chromium', '@long'] },
  async ({ tabs, api, accessSeconds }) => {
    const [frozen, other] = await tabs.signInPair()
    const held = holdRefresh(api, 'asked')
    await tabs.sleep(accessSeconds * 1000)
    const late = frozen.ask('/posts/')
    await held.arrived
    const answers = other.ask(...fivePaths)
    await expectWaitingForLock(other)

    await setLifecycle(frozen.page, 'frozen')
    const answered = await answers
    held.release()
    await setLifecycle(frozen.page, 'active')

    expect(answered).toEqual(fivePaths.map(() => 200))
    expect(['auth-unavailable', 200]).toContain((await late)[0])
    for (const tab of [frozen, other]) {
      await tab.expectSignedIn()
      expect(await tab.ask(...fivePaths)).toEqual(fivePaths.map(() => 200))
    }
    expect(tabs.refreshes.filter(({ status }) => status === 200)).toHaveLength(1)
  },
)

async function setLifecycle(page: Page, state: 'frozen' | 'active') {
  const session = await page.context().newCDPSession(page)
  await session.send('Page.setWebLifecycleState', { state })
  await session.detach()
}
