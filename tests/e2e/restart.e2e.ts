import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { AppPage } from '../support/app-page'
import { expect, test as base } from './e2e-test'

/** A folder for a browser's profile, which outlives the browser. */
const test = base.extend<{ profile: string }>({
  profile: async ({}, use) => {
    const profile = await mkdtemp(join(tmpdir(), 'latchkey-profile-'))
    await use(profile)
    await rm(profile, { recursive: true, force: true })
  },
})

for (const keep of [true, false]) {
  const outcome = keep ? 'keeps a kept session' : 'ends one that is not kept'
  test(
    `a restart of the browser ${outcome}`,
    { tag: keep ? [] : '@long' },
    async ({ server, profile, launchOptions }) => {
      const before = await chromium.launchPersistentContext(profile, launchOptions)
      const page = await before.newPage()
      await page.goto(server.url)
      await new AppPage(page).logIn('demo', 'demo', { keep })
      await expect(new AppPage(page).logOutButton).toBeVisible()
      await before.close()

      const after = await chromium.launchPersistentContext(profile, launchOptions)
      const restarted = new AppPage(await after.newPage())
      await restarted.page.goto(`${server.url}/account`)

      if (keep) await expect(restarted.logOutButton).toBeVisible()
      else await expect(restarted.logInButton).toBeVisible()
      await after.close()
    },
  )
}
