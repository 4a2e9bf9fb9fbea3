import { holdRefresh } from './held-refresh'
import { fivePaths } from './tabs'
import { expect, test } from './tabs-test'

for (const keep of [true, false]) {
  test.describe(keep ? 'a session that is kept' : 'a session of the tabs', () => {
    for (const stage of ['delayed', 'granted'] as const) {
      test(
        `a logout wins over the refresh of another tab that the server has ${stage}`,
        { tag: stage === 'granted' && keep ? [] : '@long' },
        async ({ tabs, api, accessSeconds }) => {
          const [refreshing, leaving] = await tabs.signInPair({ keep })
          const held = holdRefresh(api, stage)
          await tabs.sleep(accessSeconds * 1000)
          const answers = refreshing.ask(...fivePaths)
          await held.arrived

          await leaving.app.logOutButton.click()
          await leaving.expectEnded(/logged out/)
          held.release()

          expect(await answers).toEqual(fivePaths.map(() => 'session-ended'))
          await refreshing.expectEnded(/logged out/)
          for (const tab of [refreshing, leaving]) {
            await tab.page.reload()
            await expect(tab.app.logInButton).toBeVisible()
          }
          expect(tabs.refreshes).toHaveLength(1)
          expect(api.log.filter(({ method }) => method === 'GET').map(({ path }) => path)).toEqual([
            '/user/',
          ])
        },
      )
    }
  })
}

test('a request that waits for a token is not sent as the user who has logged in meanwhile', async ({
  tabs,
  api,
  accessSeconds,
}) => {
  const [waiting, changing] = await tabs.signInPair()
  const held = holdRefresh(api, 'granted')
  await tabs.sleep(accessSeconds * 1000)
  const answers = waiting.ask('/posts/?limit=1', '/posts/?limit=2')
  await held.arrived

  await changing.app.logOutButton.click()
  await changing.app.logIn('limited', 'limited')
  await expect(changing.app.header).toContainText('limited')
  held.release()

  expect(await answers).toEqual(['session-ended', 'session-ended'])
  await expect(waiting.app.header).toContainText('limited')
  await expect(waiting.app.header).not.toContainText('demo')
  expect(api.log.filter(({ path }) => path.startsWith('/posts/'))).toEqual([])
  expect(await waiting.ask('/posts/?limit=3')).toEqual([200])
})
