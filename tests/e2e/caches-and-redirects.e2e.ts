import { expect, test } from './e2e-test'
import { answerCacheable, configWith, redirectList, secretHeaders } from './shared-answers'

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
    await expect(app.logInButton).toBeVisible()

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
      await expect(app.logInButton).toBeVisible()

      await signedIn('/lists/posts', { as: 'admin' })

      await expect(app.rows).toContainText('Answer 1')
    },
  )
})

test.describe('a redirect to another origin', () => {
  for (const [what, auth] of secretHeaders) {
    // One of them is enough for every day.
    const tag = what.startsWith('a token') ? [] : '@long'
    test(
      `is not followed with ${what}`,
      { tag },
      async ({ page, app, api, server, stranger, signedIn }) => {
        server.setConfig(configWith(auth))
        redirectList(api, `${stranger.url}/posts/`)

        await signedIn('/lists/posts')

        const alert = page.getByRole('main').getByRole('alert')
        await expect(alert).toContainText(`${server.url}/posts/`)
        await expect(app.logOutButton).toBeVisible()
        expect(stranger.seen).toEqual([])
      },
    )
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
