import { setTimeout as delay } from 'node:timers/promises'
import type { BrowserContext, Page } from '@playwright/test'
import { AppPage } from '../support/app-page.ts'
import { isSuccess } from './journey.ts'
import { createLiveTest, expect, listsOf } from './live-test.ts'
import { type Lifetimes, longLifetimes } from './servers/backend.mjs'
import { backendNamed } from './servers/backends.mjs'
import { findPython } from './servers/python-environment.mjs'

const named = backendNamed('dj-rest-auth-cookies')
/** Nothing but cookies: a request goes as whoever has them. */
const cookies = {
  ...named,
  auth: (lifetimes: Lifetimes) => ({ ...named.auth(lifetimes), read: { access: [] } }),
}
/** As by default: a login is one of Django's sessions as well, which renews the CSRF cookie. */
const telling = { ...cookies, env: { ...cookies.env, SESSION_LOGIN: '1' } }
const lists = listsOf(cookies)
const otherUser = /somebody else has logged in/i

for (const { what, backend, notice, further } of [
  {
    what: 'where a login brings a new CSRF cookie, before the next request',
    backend: telling,
    notice: openNextList,
    further: ['/posts/'],
  },
  {
    what: 'where scripts see nothing of it, when the page is looked at again',
    backend: cookies,
    notice: comeBack,
    further: [],
  },
]) {
  const test = createLiveTest(backend, longLifetimes)
  test.skip(findPython() === null && !process.env['CI'], 'The live servers need python3')

  test.describe(`the cookies of the page, ${what},`, () => {
    test.beforeEach(async ({ page }) => {
      const app = new AppPage(page)
      await page.goto(`/lists/${lists[0].path}`)
      await app.logIn(backend.username, backend.password)
      await expect(app.rows.first()).toContainText(backend.facts.row)
    })

    test('are seen to be somebody else’s', async ({ page, context, requests, world: { app } }) => {
      await logInElsewhere(context, app.url, 'admin')
      const before = requests().length

      await notice(page)

      await expect(page).toHaveURL(/\/login/)
      await expect(new AppPage(page).announcement.filter({ hasText: otherUser })).toBeVisible()
      const asked = requests().slice(before)
      expect(asked.map(({ path }) => path)).toEqual(['/dj-rest-auth/user/'])
    })

    test('are seen to be the same person’s', async ({
      page,
      context,
      requests,
      world: { app },
    }) => {
      await logInElsewhere(context, app.url, backend.username)
      const before = requests().length

      await notice(page)

      const asked = () => requests().slice(before)
      await expect
        .poll(() => asked().map(({ path }) => path))
        .toEqual(['/dj-rest-auth/user/', ...further])
      await expect(new AppPage(page).rows.first()).toContainText(backend.facts.row)
      expect(asked().every(isSuccess)).toBe(true)
    })
  })
}

/** Another app of this server, in the same browser. */
async function logInElsewhere(context: BrowserContext, url: string, username: string) {
  const csrf = (await context.cookies()).find(({ name }) => name === 'csrftoken')?.value ?? ''
  const answer = await context.request.post(`${url}/dj-rest-auth/login/`, {
    data: { username, password: username },
    headers: { 'X-CSRFToken': csrf },
  })
  expect(answer.status()).toBe(200)
}

function openNextList(page: Page) {
  return page.getByRole('link', { name: lists[1].title, exact: true }).click()
}

/** The tab was hidden for longer than it takes to log in in another. */
async function comeBack(page: Page) {
  await setHidden(page, true)
  await delay(6_000)
  await setHidden(page, false)
}

function setHidden(page: Page, isHidden: boolean) {
  return page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, isHidden)
}
