import { type Send, sendOverHttp } from '../../src/cli/doctor/send-over-http.ts'
import { AppPage } from '../support/app-page.ts'
import { examineLive } from './doctor-run.ts'
import { type Journey, isSuccess } from './journey.ts'
import { type LiveTest, expect } from './live-test.ts'

/** What the doctor finds out with nothing but an address and credentials, and the app that is set up so. */
export function describeDoctor(test: LiveTest, { backend, profile, lists, wanted }: Journey) {
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

  test('one hint is enough for the doctor where the login is elsewhere', async ({
    world: { app, server },
  }) => {
    const { username, password, proxy, facts } = backend
    const { hints = [] } = facts
    const url = proxy ? new URL(proxy.apiBaseUrl, app.url).href : server.url
    const { obtain, refresh, logout } = profile.endpoints
    const moved = [obtain, refresh, logout].flatMap((endpoint) => endpoint?.url ?? [])

    const run = await examineLive({
      url,
      origin: app.url,
      username,
      password,
      hints: [...hints, '--obtain', elsewhere + obtain.url],
      config: { apiBaseUrl: '/', auth: { profile: 'simplejwt' }, lists },
      send: sendingElsewhere(url, moved),
    })

    expect(run.leaks).toEqual([])
    expect(run.report.proof?.filter(({ result }) => result === 'failed')).toEqual([])
    const refreshing = run.report.proof?.find(({ name }) => name === 'refresh')
    expect(refreshing?.result).toBe(refresh === null ? 'skipped' : 'done')
  })
}

/** Where a developer has put the login, and what belongs to it. */
const elsewhere = '/members'

/** A server as it would be if these paths were there. */
function sendingElsewhere(url: string, moved: readonly string[]): Send {
  const base = new URL(url).pathname.replace(/\/$/, '')
  const isMoved = (path: string) => moved.some((own) => isSame(own, path))
  return async (question, signal) => {
    const target = new URL(question.url)
    const path = target.pathname.slice(base.length)
    if (isMoved(path)) return { kind: 'answer', status: 404, headers: {}, cookies: [], body: '' }
    if (path.startsWith(`${elsewhere}/`)) target.pathname = base + path.slice(elsewhere.length)
    return await sendOverHttp({ ...question, url: target.href }, signal)
  }
}

const isSame = (a: string, b: string) => a.replace(/\/$/, '') === b.replace(/\/$/, '')
