import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Page } from '@playwright/test'
import { AppPage } from '../support/app-page.ts'
import type { Journey } from './journey.ts'
import { type LiveTest, expect } from './live-test.ts'
import type { LogEntry } from './servers/access-log.mjs'

/** Where the page of somebody else is: another origin of the same site, and another site. */
const strangers = ['127.0.0.1', 'localhost']

/** The query of a forged request. */
const forgery = 'forged'

/** Whether a request comes from the page of somebody else. */
export const isForged = ({ query }: LogEntry) => query === forgery

/** Cookies travel by themselves: a page of somebody else must not be able to use them. */
export function describeForgery(test: LiveTest, { backend, profile, wanted }: Journey) {
  const { csrf } = profile
  if (!csrf) throw new Error(`${backend.name} has cookies, and nothing that defends them.`)

  for (const host of strangers) {
    test(`a POST that a page at ${host} forges with the cookies is refused, and the app goes on`, async ({
      page,
      context,
      requests,
      world: {
        app: { url },
      },
    }) => {
      const app = new AppPage(page)
      await page.goto(wanted)
      await app.logIn(backend.username, backend.password)
      await expect(app.rows.first()).toContainText(backend.facts.row)
      const stranger = await serveForm(`${url}${proxied(backend.list.url)}?${forgery}`)

      const forger = await context.newPage()
      await forger.goto(`http://${host}:${stranger.port}/`)
      await forger.getByRole('button').click()
      await forger.waitForURL(`${url}/**`)
      stranger.close()

      const forged = requests().filter(isForged)
      expect(forged).toMatchObject([{ method: 'POST', csrfToken: false }])
      expect([401, 403]).toContain(forged[0]?.status)
      // Cookies are for sites, and take no notice of ports.
      if (host === '127.0.0.1') expect(forged).toMatchObject([{ cookie: true }])

      await page.reload()
      await expect(app.rows.first()).toContainText(backend.facts.row)
      expect(await postWithToken(page, proxied(backend.list.url), csrf)).toBe(201)
    })
  }

  test('after a logout no cookie holds a token', async ({ page, context }) => {
    const app = new AppPage(page)
    await page.goto(wanted)
    await app.logIn(backend.username, backend.password)
    await expect(app.rows.first()).toContainText(backend.facts.row)
    const tokens = async () =>
      (await context.cookies()).filter(({ value, httpOnly }) => httpOnly && value.startsWith('ey'))
    expect(await tokens()).toHaveLength(2)

    await app.logOutButton.click()

    await expect(page).toHaveURL(/\/login/)
    await expect.poll(tokens).toEqual([])
  })

  function proxied(path: string): string {
    return `${backend.proxy?.apiBaseUrl ?? ''}${path}`.replace('//', '/')
  }
}

/** A page of somebody else, with a form that posts to an address of the victim's. */
async function serveForm(action: string) {
  const form = `<form method="post" action="${action}">
    <input name="title" value="forged" /><input name="body" value="forged" /><button>Win a prize</button></form>`
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(form)
  })
  server.listen(0)
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    port,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** What the app's own page is answered, which can read the cookie that proves where it comes from. */
function postWithToken(
  page: Page,
  path: string,
  { cookie, header }: { readonly cookie: string; readonly header: string },
): Promise<number> {
  return page.evaluate(
    async ({ path, cookie, header }) => {
      const value = document.cookie
        .split('; ')
        .find((text) => text.startsWith(`${cookie}=`))
        ?.slice(cookie.length + 1)
      const body = new URLSearchParams({ title: 'meant', body: 'meant' })
      const headers = { [header]: decodeURIComponent(value ?? '') }
      return (await fetch(path, { method: 'POST', headers, body })).status
    },
    { path, cookie, header },
  )
}
