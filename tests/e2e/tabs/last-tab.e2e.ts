import { holdRefresh } from './held-refresh'
import { fivePaths } from './tabs'
import { expect, test } from './tabs-test'

test('a kept session outlives its last tab, and a token that runs out meanwhile', async ({
  tabs,
  accessSeconds,
}) => {
  const last = await tabs.signIn()
  await last.page.close()
  await tabs.sleep(accessSeconds * 1000)

  const next = await tabs.open('/lists/posts')

  await next.expectSignedIn()
  await expect(next.app.rows).toHaveCount(20)
  expect(tabs.refreshes).toMatchObject([{ status: 200 }])
  expect(tabs.failures).toEqual([])
})

test('a session that is not kept goes with its last tab', async ({ tabs, context }) => {
  const last = await tabs.signIn({ keep: false })
  // So that the browser stays.
  await context.newPage()
  await last.page.close()

  const next = await tabs.open('/account')

  await expect(next.app.logInButton).toBeVisible()
  expect(tabs.refreshes).toEqual([])
})

test(
  'a last tab that takes the granted token with it: the next one says so, once',
  { tag: '@long' },
  async ({ tabs, api, context, accessSeconds }) => {
    const last = await tabs.signIn()
    const held = holdRefresh(api, 'granted')
    await tabs.sleep(accessSeconds * 1000)
    void last.ask(...fivePaths).catch(() => null)
    await held.arrived
    await context.newPage()
    await last.page.close()

    const next = await tabs.open('/lists/posts')

    await next.expectEnded(/session has ended/)
    // Not before: a page that is being closed may still take an answer, and store it.
    held.release()
    await expect.poll(() => tabs.refreshes.map(({ status }) => status).sort()).toEqual([200, 401])
    await next.app.logInAgain('demo')
    await expect(next.app.rows).toHaveCount(20)
    expect(tabs.refreshes).toHaveLength(2)
  },
)
