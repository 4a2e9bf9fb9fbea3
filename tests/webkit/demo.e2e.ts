import { demoDist } from '../e2e/app-test'
import { startApp } from '../support/app-server'
import { test as base } from './webkit-test'

/** The build that carries the mock as a service worker: nothing but a static file server behind it. */
const test = base.extend({
  server: async ({ pageErrors }, use) => {
    const server = await startApp({
      dist: await pageErrors.watch(demoDist),
      config: null,
      headers: [],
    })
    await use(server)
    await server.close()
  },
})

test('the demo logs in, keeps its state over a reload, and logs out in all tabs', async ({
  tab,
  openTab,
  signedIn,
}) => {
  await signedIn('/lists/posts')
  await tab.hasRows(20)

  await tab.reload()
  await tab.hasRows(20)
  const other = await openTab()
  await other.open('/lists/subscribers')
  await other.says('listitem', '@example.com')
  await tab.click('button', 'Log out')

  await other.sees('button', 'Log in')
})
