import type { Page } from '@playwright/test'
import { expect, test } from './e2e-test'
import { AppPage } from '../support/app-page'
import type { MockHttpServer } from '../support/mock-http-server'

/** As an app does after its form has changed the name: the store of this app, by its Pinia. */
const reloadUser = (page: Page) =>
  page.evaluate(async () => {
    const root = document.querySelector('#app') as unknown as {
      __vue_app__: {
        config: {
          globalProperties: {
            $pinia: { _s: Map<string, { reloadUser: () => Promise<void> }> }
          }
        }
      }
    }
    const { $pinia } = root.__vue_app__.config.globalProperties
    await $pinia._s.get('auth')?.reloadUser()
  })

/** On the server, behind the app's back. */
function rename(api: Pick<MockHttpServer, 'cause'>) {
  api.cause((state) => ({
    ...state,
    accounts: state.accounts.map((account) =>
      account.profile.username === 'demo'
        ? { ...account, profile: { ...account.profile, username: 'dora' } }
        : account,
    ),
  }))
}

for (const keep of [true, false]) {
  test(
    `a name that has changed on the server is in the header of every tab (${keep ? 'kept' : 'not kept'})`,
    { tag: '@long' },
    async ({ page, context, api, signedIn }) => {
      const app = await signedIn('/', { keep })
      const other = new AppPage(await context.newPage())
      await other.page.goto('/')
      await expect(other.header).toContainText('demo')
      rename(api)

      await reloadUser(page)

      for (const tab of [app, other]) {
        await expect(tab.header).toContainText('dora')
        await tab.page.reload()
        await expect(tab.header).toContainText('dora')
      }
    },
  )
}

test(
  'Account, when it is opened, brings a name that has changed on the server to the header of every tab',
  { tag: '@long' },
  async ({ page, context, api, signedIn }) => {
    const app = await signedIn('/')
    const other = new AppPage(await context.newPage())
    await other.page.goto('/')
    await expect(other.header).toContainText('demo')
    rename(api)

    await page.goto('/account')

    for (const tab of [app, other]) await expect(tab.header).toContainText('dora')
  },
)
