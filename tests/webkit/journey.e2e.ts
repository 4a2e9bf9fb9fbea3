import { expireAccessTokens, revokeRefreshTokens } from '../../src/mocks/trouble'
import { isRefresh, refreshPaths } from '../e2e/app-test'
import { enter } from './tab'
import { expect, test } from './webkit-test'

for (const dialect of ['simplejwt', 'legacy'] as const) {
  test.describe(dialect, () => {
    test.use({ dialect })

    test('a wrong password is told in words, and the right one leads to the page that was wanted', async ({
      tab,
      api,
    }) => {
      await tab.open('/lists/posts?limit=20&offset=20')
      await tab.isAt('/login?redirect=/lists/posts?limit=20%26offset=20')

      await tab.logIn('demo', 'wrong')
      await tab.says(
        'alert',
        dialect === 'simplejwt'
          ? 'No active account found with the given credentials'
          : 'Unable to log in with provided credentials.',
      )
      await tab.holds('Username', 'demo')
      await tab.typeInto('Password', `demo${enter}`)

      await tab.isAt('/lists/posts?limit=20&offset=20')
      await tab.sees('link', 'Account of demo')
      await tab.hasRows(20)
      expect(api.log.filter(isRefresh)).toEqual([])
    })

    test('a reload stays signed in, and lists are read page by page', async ({ tab, signedIn }) => {
      await signedIn('/lists/posts')
      await tab.hasRows(20)

      await tab.reload()
      await tab.hasRows(20)
      await tab.click('link', 'Next')

      await tab.isAt('/lists/posts?limit=20&offset=20')
      await tab.sees('button', 'Log out')
    })

    test('a session that has ended asks for the password over its page', async ({
      tab,
      api,
      signedIn,
    }) => {
      await signedIn('/lists/posts')
      await tab.hasRows(20)
      api.cause(revokeRefreshTokens)
      api.cause(expireAccessTokens)

      await tab.click('link', 'Next')

      await tab.says('dialog', 'Your session has ended.')
      await tab.hasRows(20)
      await tab.typeInto('Password', `demo${enter}`)
      await tab.seesNo('dialog')
      await tab.isAt('/lists/posts?limit=20&offset=20')
    })
  })
}

test('a token that the server does not take any more is renewed once, and the request sent again', async ({
  tab,
  api,
  signedIn,
}) => {
  await signedIn('/lists/posts')
  await tab.hasRows(20)
  api.cause(expireAccessTokens)

  await tab.click('link', 'Subscribers')

  await tab.sees('heading', 'Subscribers')
  await tab.says('listitem', '@example.com')
  expect(api.log.filter(isRefresh)).toHaveLength(1)
  const asked = api.log.filter(({ method, path }) => method === 'GET' && path === '/subscribers/')
  expect(asked.map(({ status }) => status)).toEqual([401, 200])
})

test.describe('tokens of ten seconds', () => {
  test.use({ accessSeconds: 10 })

  test('one refresh renews the token before it runs out, and nobody notices', async ({
    tab,
    api,
    signedIn,
  }) => {
    await signedIn('/lists/posts')
    await tab.hasRows(20)

    await expect.poll(() => api.log.filter(isRefresh).length, { timeout: 15_000 }).toBe(1)
    await tab.click('link', 'Subscribers')

    await tab.says('listitem', '@example.com')
    await tab.sees('button', 'Log out')
    const asked = api.log.filter(({ method }) => method !== 'OPTIONS')
    expect(asked.filter(({ status }) => status >= 400)).toEqual([])
    expect(asked.filter(isRefresh).map(({ path }) => path)).toEqual([refreshPaths.simplejwt])
  })
})
