import { setTimeout as delay } from 'node:timers/promises'
import { AppPage } from '../../support/app-page.ts'
import { describeJourney } from '../journey.ts'
import { accessSeconds, expect } from '../live-test.ts'
import { backendNamed } from '../servers/backends.mjs'

const backend = backendNamed('002-older')
const { username, password, list, facts } = backend
const { test, journey } = describeJourney(backend)

test.describe('002-older', () => {
  test('a deactivated user who is refreshed for ever costs one refresh a lifetime, and no loop', async ({
    page,
    requests,
    world: { server },
  }) => {
    const app = new AppPage(page)
    await page.goto(`/lists/${list.path}`)
    await app.logIn(username, password)
    await expect(app.rows.first()).toContainText(facts.row)
    await server.run(['set_active', username, 'false'])

    await delay(2.5 * accessSeconds * 1000)
    const refreshes = requests().filter(journey.isRefresh)
    await page.getByRole('link', { name: `${list.title} again`, exact: true }).click()

    await expect(app.announcement.filter({ hasText: /session has ended/i })).toBeVisible()
    await server.run(['set_active', username, 'true'])
    expect(refreshes.every(({ status }) => status === 200)).toBe(true)
    expect(refreshes.length).toBeGreaterThanOrEqual(2)
    expect(refreshes.length).toBeLessThanOrEqual(4)
    const refused = requests().filter(({ status }) => status === 401)
    expect(refused.map(({ path }) => path)).toEqual([list.url])
  })
})
