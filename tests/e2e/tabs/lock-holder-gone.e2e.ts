import type { Page } from '@playwright/test'
import type { MockHttpServer } from '../../support/mock-http-server'
import { holdRefresh } from './held-refresh'
import { expectWaitingForLock } from './locks'
import { fivePaths } from './tabs'
import type { Tabs } from './tabs'
import { expect, policies, test } from './tabs-test'

/** How a tab goes in the middle of its refresh. */
const ends = {
  closed: (page: Page) => page.close(),
  crashed: async (page: Page) => {
    const crash = page.waitForEvent('crash')
    await page.goto('chrome://crash').catch(() => null)
    await crash
  },
} as const

for (const end of ['closed', 'crashed'] as const) {
  // Chromium alone can be told to crash a page.
  test.describe(
    `the tab that refreshes is ${end}`,
    { tag: end === 'crashed' ? ['@chromium', '@long'] : [] },
    () => {
      test('before the server has heard of it: the other tab refreshes, and nobody notices', async ({
        tabs,
        api,
        accessSeconds,
      }) => {
        const { holder, other, held } = await refreshInOneTab(tabs, api, accessSeconds, 'asked')
        const answers = other.ask(...fivePaths)
        await expectWaitingForLock(other)

        await ends[end](holder.page)
        const answered = await answers
        held.release()

        expect(answered).toEqual(fivePaths.map(() => 200))
        await other.expectSignedIn()
        await (await tabs.open()).expectSignedIn()
        expect(tabs.refreshes.filter(({ status }) => status === 200)).toHaveLength(1)
      })

      for (const reuse of policies) {
        test.describe(`by a server that ${reuse}`, { tag: '@long' }, () => {
          test.use({ reuse })

          test('with the next token on its way: the session ends once, in words, and no request hangs', async ({
            tabs,
            api,
            accessSeconds,
          }) => {
            const { holder, other, held } = await refreshInOneTab(
              tabs,
              api,
              accessSeconds,
              'granted',
            )
            const answers = other.ask(...fivePaths)
            await expectWaitingForLock(other)

            await ends[end](holder.page)
            held.release()

            expect(await answers).toEqual(fivePaths.map(() => 'session-ended'))
            await other.expectEnded(/session has ended/)
            expect(tabs.refreshes.map(({ status }) => status).sort()).toEqual([200, 401])
            await other.app.logInAgain('demo')
            await other.expectSignedIn()
            expect(await other.ask(...fivePaths)).toEqual(fivePaths.map(() => 200))
            expect(tabs.refreshes).toHaveLength(2)
          })
        })
      }
    },
  )
}

/** Two tabs with a token that has run out, one of them in the middle of its refresh. */
async function refreshInOneTab(
  tabs: Tabs,
  api: MockHttpServer,
  accessSeconds: number,
  stage: 'asked' | 'granted',
) {
  const [holder, other] = await tabs.signInPair()
  const held = holdRefresh(api, stage)
  await tabs.sleep(accessSeconds * 1000)
  // Goes with its page.
  void holder.ask('/posts/').catch(() => null)
  await held.arrived
  return { holder, other, held }
}
