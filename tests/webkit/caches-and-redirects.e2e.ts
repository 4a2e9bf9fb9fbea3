import { answerCacheable, configWith, redirectList, secretHeaders } from '../e2e/shared-answers'
import { expect, test } from './webkit-test'

test.use({ isProxied: true })

test('the second person does not see the list of the first, which the API let be kept', async ({
  tab,
  api,
  signedIn,
}) => {
  answerCacheable(api)
  await signedIn('/lists/posts')
  await tab.says('listitem', 'Answer 1')
  await tab.click('button', 'Log out')
  await tab.isAt('/login')

  await tab.logIn('admin', 'admin')
  await tab.sees('button', 'Log out')
  await tab.click('link', 'Posts')

  await tab.says('listitem', 'Answer 2')
})

for (const [what, auth] of secretHeaders) {
  test(`a redirect to another origin is not followed with ${what}`, async ({
    tab,
    api,
    server,
    stranger,
    signedIn,
  }) => {
    server.setConfig(configWith(auth))
    redirectList(api, `${stranger.url}/posts/`)

    await signedIn('/lists/posts')

    await tab.sees('alert')
    expect(stranger.seen).toEqual([])
  })
}

test('a redirect to another origin is followed with Authorization, which stays behind', async ({
  tab,
  api,
  stranger,
  signedIn,
}) => {
  redirectList(api, `${stranger.url}/posts/?signature=abc`)

  await signedIn('/lists/posts')

  await tab.says('listitem', 'From elsewhere')
  expect(stranger.seen.map(({ authorization }) => authorization)).toEqual([undefined])
})

test('a redirect of the API to itself is followed, with the token', async ({
  tab,
  api,
  signedIn,
}) => {
  redirectList(api, '/posts/?moved=yes', 301)

  await signedIn('/lists/posts')

  await tab.hasRows(20)
})
