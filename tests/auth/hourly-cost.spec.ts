import { expect, it } from 'vitest'
import { simpleJwtDefaults } from '@/mocks/settings'
import { AuthWorld, credentials } from '../support/auth-world'
import { kept } from '../support/sign-in'

const hourMs = 3_600_000

/** What the API is asked in an hour by somebody who is signed in and looks at the app, besides what they ask for. */
async function requestsInAnHour(accessSeconds: number, tabs: number) {
  const world = new AuthWorld({ settings: { ...simpleJwtDefaults, accessSeconds, rotate: true } })
  const first = world.openTab()
  await first.client.login(credentials, kept)
  for (let tab = 1; tab < tabs; tab += 1) await world.openTab().client.ready()
  const before = world.log.length
  await world.clock.advance(hourMs)
  return world.log.slice(before)
}

// The table in docs/deploy.md.
it.each([
  [60, 1, 66],
  [300, 1, 13],
  [900, 1, 4],
  [3_600, 1, 1],
  [300, 5, 13],
])('tokens of %i s, %i tabs: %i refreshes an hour, and nothing else', async (...row) => {
  const [accessSeconds, tabs, refreshes] = row

  const asked = await requestsInAnHour(accessSeconds, tabs)

  expect(asked).toEqual(Array.from({ length: refreshes }, () => 'POST /api/token/refresh/ 200'))
})
