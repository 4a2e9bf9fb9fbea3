import { configFor, expect, test } from './e2e-test'
import { AppPage } from '../support/app-page'

/** An app with the same API as another, to which it is a client of its own. */
function configOf(clientId: string, apiUrl: string) {
  const config = configFor('simplejwt', apiUrl)
  const auth = 'auth' in config ? config.auth : null
  const constants = { static: { client_id: clientId } }
  return { ...config, auth: Object.assign({}, auth, { obtain: constants, refresh: constants }) }
}

test(
  'two apps of one origin with another client_id have a session each',
  { tag: '@long' },
  async ({ page, context, api, server, signedIn }) => {
    server.setConfig(configOf('shop', api.url))
    const shop = await signedIn('/')
    server.setConfig(configOf('office', api.url))
    const office = await signedIn('/', { on: await context.newPage(), as: 'admin' })
    await expect(shop.header).toContainText('demo')

    await office.page.reload()
    await expect(office.header).toContainText('admin')
    await office.logOutButton.click()
    await expect(office.logInButton).toBeVisible()
    server.setConfig(configOf('shop', api.url))
    await page.reload()

    await expect(shop.header).toContainText('demo')
  },
)

for (const keep of [true, false]) {
  test(
    `an update that gives the session another name keeps it (${keep ? 'kept' : 'not kept'})`,
    { tag: '@long' },
    async ({ page, context, api, server, signedIn }) => {
      const app = await signedIn('/', { keep })
      const staying = new AppPage(await context.newPage())
      await staying.page.goto('/')
      await expect(staying.header).toContainText('demo')
      // Versions before this did not set them.
      for (const tab of [app, staying]) {
        await tab.page.evaluate(() => {
          for (const storage of [localStorage, sessionStorage]) {
            const marks = Object.keys(storage).filter((key) => key.endsWith('/taken'))
            for (const mark of marks) storage.removeItem(mark)
          }
        })
      }

      server.setConfig(configOf('shop', api.url))
      await page.reload()

      await expect(app.header).toContainText('demo')
      await expect(staying.signInDialog).toBeVisible()
      await staying.page.reload()
      await expect(staying.header).toContainText('demo')
      await app.logOutButton.click()
      await expect(staying.logInButton).toBeVisible()
    },
  )
}
