import { demoAccounts } from '../../src/mocks/accounts'
import { startMockHttpServer } from '../support/mock-http-server'
import { startDevServer } from '../support/dev-server'
import type { DevServer } from '../support/dev-server'
import { AppPage } from '../support/app-page'
import { expect, test } from './e2e-test'

/** The commands of the README. The first visit lets Vite prepare its dependencies. */
test.describe.configure({ mode: 'serial', timeout: 60_000 })

test.describe('npm run dev', () => {
  let dev: DevServer

  test.beforeAll(async () => {
    dev = await startDevServer('dev', { MOCK_ACCESS_SECONDS: '4' })
  })

  test.afterAll(async () => {
    await dev.stop()
  })

  test('prints what it is, where, and everybody who can log in, and no warning', async () => {
    for (const { profile, password } of demoAccounts) {
      await expect.poll(dev.output).toContain(`${profile.username} / ${password}`)
    }
    expect(dev.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(dev.output()).toContain('Latchkey on its embedded mock API')
    expect(dev.output()).not.toMatch(/warn|error|deprecat/i)
  })

  test('logs in on the embedded mock, and the session renews itself', async ({ page }) => {
    const app = new AppPage(page)
    const refreshes: number[] = []
    page.on('response', (response) => {
      if (response.url().endsWith('/api/token/refresh/')) refreshes.push(response.status())
    })
    await page.goto(`${dev.url}/lists/posts`)
    await app.logIn('demo', 'demo')
    await expect(app.rows).toHaveCount(20)

    await expect.poll(() => refreshes.length, { timeout: 40_000 }).toBeGreaterThanOrEqual(2)
    expect(new Set(refreshes)).toEqual(new Set([200]))
    await expect(app.logOutButton).toBeVisible()
  })
})

test(
  'npm run dev:api with API_PROXY reaches an API without CORS',
  { tag: '@long' },
  async ({ page }) => {
    const api = await startMockHttpServer()
    const dev = await startDevServer('dev:api', { API_PROXY: api.url })
    try {
      await page.route('**/config.json', (route) =>
        route.fulfill({ json: { apiBaseUrl: '/', auth: { profile: 'simplejwt' }, lists: [] } }),
      )
      const app = new AppPage(page)
      await page.goto(dev.url)
      await app.logIn('demo', 'demo')

      await expect(app.logOutButton).toBeVisible()
      await expect(page).toHaveTitle(/Home/)
      expect(api.log).toMatchObject([{ method: 'POST', path: '/api/token/', status: 200 }])
    } finally {
      await dev.stop()
      await api.close()
    }
  },
)
