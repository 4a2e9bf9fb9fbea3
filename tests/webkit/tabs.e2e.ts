import { expireAccessTokens, revokeRefreshTokens } from '../../src/mocks/trouble'
import { isRefresh } from '../e2e/app-test'
import { holdRefresh } from '../e2e/tabs/held-refresh'
import { enter } from './tab'
import { expect, test } from './webkit-test'

for (const keep of [true, false]) {
  test.describe(keep ? 'a session that is kept' : 'a session of the tabs', () => {
    test.use({ keep })

    test('two tabs whose token is refused share one refresh', async ({
      tab,
      openTab,
      api,
      signedIn,
    }) => {
      await signedIn('/lists/posts')
      const other = await openTab()
      await other.open('/account')
      await other.sees('button', 'Log out')
      api.cause(expireAccessTokens)
      const refresh = holdRefresh(api, 'delayed')

      await tab.click('link', 'Subscribers')
      await refresh.arrived
      await other.click('link', 'Posts')
      await expect.poll(() => api.log.filter(({ status }) => status === 401)).toHaveLength(2)
      refresh.release()

      await tab.says('listitem', '@example.com')
      await other.hasRows(20)
      expect(api.log.filter(isRefresh)).toHaveLength(1)
    })

    test('a logout in one tab ends the session in the other', async ({
      tab,
      openTab,
      signedIn,
    }) => {
      await signedIn('/')
      const other = await openTab()
      await other.open('/account')
      await other.sees('button', 'Log out')

      await tab.click('button', 'Log out')

      await tab.isAt('/login')
      await other.isAt('/login')
      await other.sees('button', 'Log in')
    })
  })
}

test('the password in one tab is enough for both', async ({ tab, openTab, api, signedIn }) => {
  await signedIn('/lists/posts')
  const other = await openTab()
  await other.open('/lists/subscribers')
  await other.says('listitem', '@example.com')
  api.cause(revokeRefreshTokens)
  api.cause(expireAccessTokens)
  await tab.click('link', 'Next')
  await tab.sees('dialog', 'Log in again')

  await other.sees('dialog', 'Log in again')
  await other.typeInto('Password', `demo${enter}`)

  await other.seesNo('dialog')
  await tab.seesNo('dialog')
  await tab.isAt('/lists/posts?limit=20&offset=20')
})
