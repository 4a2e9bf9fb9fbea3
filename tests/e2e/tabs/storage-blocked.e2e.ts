import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import type { BrowserContext } from '@playwright/test'
import { fivePaths, Tabs } from './tabs'
import { expect, test } from './tabs-test'

type Store = 'indexedDB' | 'sessionStorage' | 'localStorage'

/** Which stores throw, and whether the session is to be kept: where it would be stored, and elsewhere. */
const cases: readonly (readonly [stores: readonly Store[], keep: boolean])[] = [
  [['indexedDB'], true],
  [['sessionStorage'], false],
  [['localStorage'], false],
  [['indexedDB', 'sessionStorage', 'localStorage'], true],
  [['indexedDB', 'sessionStorage', 'localStorage'], false],
]

for (const [stores, keep] of cases) {
  const tag = stores.length > 1 && keep ? [] : '@long'
  test(
    `without ${stores.join(', ')} a session that ${keep ? 'is' : 'is not'} to be kept works`,
    { tag },
    async ({ tabs, context, accessSeconds }) => {
      await blockStores(context, stores)

      await expectUsableSession(tabs, accessSeconds, keep)
    },
  )
}

/** Tabs of a Chromium that is set to let sites keep nothing. */
const strictTest = test.extend({
  tabs: async ({ api, server, serverClock, launchOptions }, use) => {
    const profile = await createProfile({ default_content_setting_values: { cookies: 2 } })
    const context = await chromium.launchPersistentContext(profile, launchOptions)
    await use(await Tabs.create({ context, api, serverClock, appUrl: server.url }))
    await context.close()
    await rm(profile, { recursive: true, force: true })
  },
})

strictTest(
  'in a browser that is set to keep nothing for sites, a session lasts as long as its page',
  { tag: ['@chromium', '@long'] },
  async ({ tabs, accessSeconds }) => {
    const { page } = await expectUsableSession(tabs, accessSeconds, true)
    await page.close()
    const tab = await tabs.signIn()
    expect(await tab.page.evaluate(whatThrows)).toEqual(['sessionStorage', 'localStorage'])

    await tab.page.reload()

    await expect(tab.app.logInButton).toBeVisible()
  },
)

/** Login, requests, a refresh and a logout. */
async function expectUsableSession(tabs: Tabs, accessSeconds: number, keep: boolean) {
  const tab = await tabs.signIn({ keep })
  expect(await tab.ask(...fivePaths)).toEqual(fivePaths.map(() => 200))
  await tabs.sleep(accessSeconds * 1000)

  expect(await tab.ask(...fivePaths)).toEqual(fivePaths.map(() => 200))
  expect(tabs.refreshes).toMatchObject([{ status: 200 }])
  expect(tabs.failures).toEqual([])
  await tab.app.logOutButton.click()
  await tab.expectEnded(/logged out/)
  return tab
}

function blockStores(context: BrowserContext, stores: readonly Store[]): Promise<unknown> {
  return context.addInitScript((names) => {
    for (const name of names) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('Access is denied for this document.', 'SecurityError')
        },
      })
    }
  }, stores)
}

/** A profile of Chromium with these settings. */
async function createProfile(settings: object): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'latchkey-profile-'))
  await mkdir(join(profile, 'Default'))
  const preferences = JSON.stringify({ profile: settings })
  await writeFile(join(profile, 'Default', 'Preferences'), preferences)
  return profile
}

function whatThrows(): string[] {
  return ['sessionStorage', 'localStorage'].filter((name) => {
    try {
      return Reflect.get(window, name) === undefined
    } catch {
      return true
    }
  })
}
