import { startStrangerServer } from '../support/stranger-server'
import type { StrangerServer } from '../support/stranger-server'
import { expect, test as base } from './e2e-test'
import { answerCacheable, configWith, listOf, redirectList, secretHeaders } from './shared-answers'

interface Fixtures {
  readonly stranger: StrangerServer
}

const test = base.extend<Fixtures>({
  stranger: async ({}, use) => {
    const stranger = await startStrangerServer(listOf('From elsewhere'))
    await use(stranger)
    await stranger.close()
  },
})

test.use({ isProxied: true })

test.describe('two people on one computer', () => {
  test('the second one does not see the list of the first, which the API let be kept', async ({
    app,
    api,
    signedIn,
  }) => {
    answerCacheable(api)
    await signedIn('/lists/posts')
    await expect(app.rows).toContainText('Answer 1')
    await app.logOutButton.click()

    await signedIn('/lists/posts', { as: 'admin' })

    await expect(app.rows).toContainText('Answer 2')
  })

  test(
    'share it where the deployer asks for the cache',
    { tag: '@long' },
    async ({ app, api, server, signedIn }) => {
      server.setConfig(configWith({ transport: { cache: 'default' } }))
      answerCacheable(api)
      await signedIn('/lists/posts')
      await expect(app.rows).toContainText('Answer 1')
      await app.logOutButton.click()

      await signedIn('/lists/posts', { as: 'admin' })

      await expect(app.rows).toContainText('Answer 1')
    },
  )
})

test.describe('a redirect to another origin', () => {
  for (const [what, auth] of secretHeaders) {
    test(`is not followed with ${what}`, async ({ page, app, api, server, stranger, signedIn }) => {
      server.setConfig(configWith(auth))
      redirectList(api, `${stranger.url}/posts/`)

      await signedIn('/lists/posts')

      await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
      await expect(app.logOutButton).toBeVisible()
      expect(stranger.seen).toEqual([])
    })
  }

  test('is followed with Authorization, which stays behind', async ({
    app,
    api,
    stranger,
    signedIn,
  }) => {
    redirectList(api, `${stranger.url}/posts/?signature=abc`)

    await signedIn('/lists/posts')

    await expect(app.rows).toContainText('From elsewhere')
    expect(stranger.seen.map(({ authorization }) => authorization)).toEqual([undefined])
  })
})

test('a redirect of the API to itself is followed, with the token', async ({
  app,
  api,
  signedIn,
}) => {
  redirectList(api, '/posts/?moved=yes', 301)

  await signedIn('/lists/posts')

  await expect(app.rows).toHaveCount(20)
})
