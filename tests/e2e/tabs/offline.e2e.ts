import { fivePaths } from './tabs'
import { expect, test } from './tabs-test'

// Firefox reports a request that could not be sent as one that CORS forbids.
test.use({ expectedErrors: /CORS request did not succeed/ })

test('offline with a token that has run out, two tabs stay signed in, say so, and come back by themselves', async ({
  tabs,
  context,
  accessSeconds,
}) => {
  const pair = await tabs.signInPair()
  await tabs.sleep(accessSeconds * 1000)
  await context.setOffline(true)

  const answers = await Promise.all(pair.map((tab) => tab.ask(...fivePaths)))

  expect(answers).toEqual(pair.map(() => fivePaths.map(() => 'auth-unavailable')))
  for (const tab of pair) {
    await tab.expectSignedIn()
    await expect(tab.page.getByText('You are offline. You are still signed in.')).toBeVisible()
  }

  await context.setOffline(false)

  for (const { page } of pair) await expect(page.getByText('You are offline.')).toHaveCount(0)
  // The first try may still meet the network that is coming back; then the next one is a second later.
  for (const tab of pair) {
    await expect.poll(() => tab.ask(...fivePaths)).toEqual(fivePaths.map(() => 200))
  }
  expect(tabs.refreshes).toMatchObject([{ status: 200 }])
  expect(tabs.failures).toEqual([])
})
