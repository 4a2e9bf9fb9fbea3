import { chromium } from '@playwright/test'
import type { Browser } from '@playwright/test'
import { expectOneRefreshPerTrial, trials, trialsTimeoutMs } from './trials'
import { Tabs } from './tabs'
import { expect, policies, test as base } from './tabs-test'

/** A name that is no loopback address to the browser: what it opens by plain http is no secure context. */
const host = 'app.test'

const test = base.extend<object, { browser: Browser }>({
  browser: [
    async ({ launchOptions }, use) => {
      const { args = [] } = launchOptions
      const rule = `--host-resolver-rules=MAP ${host} 127.0.0.1`
      const browser = await chromium.launch({ ...launchOptions, args: [...args, rule] })
      await use(browser)
      await browser.close()
    },
    { scope: 'worker' },
  ],

  tabs: async ({ context, api, server, serverClock }, use) => {
    const appUrl = server.url.replace('127.0.0.1', host)
    await use(await Tabs.create({ context, api, serverClock, appUrl }))
  },
})

// A trace of every trial would take longer than the trials.
test.use({ isProxied: true, trace: 'off' })

for (const reuse of policies) {
  test.describe(
    `by plain http, where there are no locks, on a server that ${reuse}`,
    { tag: ['@chromium', '@long'] },
    () => {
      test.use({ reuse })

      for (const need of ['runs out', 'is refused'] as const) {
        test(`two tabs whose token ${need} at the same instant share one refresh, ${trials} times`, async ({
          tabs,
          api,
          serverClock,
          accessSeconds,
        }) => {
          test.setTimeout(trialsTimeoutMs)
          const pair = await tabs.signInPair()
          for (const { page } of pair) {
            const context = await page.evaluate(() => ({
              isSecure: isSecureContext,
              hasLocks: 'locks' in navigator,
            }))
            expect(context).toEqual({ isSecure: false, hasLocks: false })
          }

          await expectOneRefreshPerTrial(pair, need, { api, serverClock, accessSeconds })
        })
      }
    },
  )
}
