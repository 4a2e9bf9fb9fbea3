import { AppPage } from '../support/app-page.ts'
import { examineLive } from './doctor-run.ts'
import { type Journey, isSuccess } from './journey.ts'
import { type LiveTest, expect } from './live-test.ts'

/** What the doctor finds out with nothing but an address and credentials, and the app that is set up so. */
export function describeDoctor(test: LiveTest, { backend, lists, wanted }: Journey) {
  test('the doctor writes a configuration with which the app signs in and out', async ({
    page,
    requests,
    world: { app, server, config },
  }) => {
    const { username, password, proxy, facts } = backend
    const { hints = [], findings = [] } = facts
    const url = proxy ? new URL(proxy.apiBaseUrl, app.url).href : server.url
    const before = { apiBaseUrl: '/', auth: { profile: 'simplejwt' }, lists }

    const run = await examineLive({
      url,
      origin: app.url,
      username,
      password,
      hints,
      config: before,
    })

    expect(run.leaks).toEqual([])
    expect(run.report.proof?.filter(({ result }) => result === 'failed')).toEqual([])
    const found = run.report.findings.filter(({ severity }) => severity !== 'advice')
    expect(found.map(({ id }) => id)).toEqual(findings)
    expect(run.code).toBe(found.length === 0 ? 0 : 1)

    const asked = requests().length
    app.setConfig(run.config)
    try {
      const pages = new AppPage(page)
      await page.goto(wanted)
      await pages.logIn(username, password)
      await expect(pages.rows.first()).toContainText(facts.row)
      await pages.logOutButton.click()
      await expect(page).toHaveURL(/\/login/)
    } finally {
      app.setConfig(config)
    }
    expect(requests().slice(asked).every(isSuccess)).toBe(true)
  })
}
