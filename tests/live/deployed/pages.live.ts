import { createServer } from 'node:http'
import { readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from '@playwright/test'
import { test as base, expect, firefox } from '@playwright/test'
import { AppPage } from '../../support/app-page.ts'
import { startApp } from '../../support/app-server.ts'
import { longLifetimes } from '../servers/backend.mjs'
import { backendNamed } from '../servers/backends.mjs'
import { startBackend } from '../servers/live-server.mjs'
import { findPython } from '../servers/python-environment.mjs'
import { type WebServer, hasWebServer, startWebServer, webServers } from './web-servers.ts'

const dist = fileURLToPath(new URL('../../../dist', import.meta.url))
const backend = backendNamed('002-rotating')
const config = {
  apiBaseUrl: '/',
  auth: backend.auth(longLifetimes),
  lists: [backend.list],
}

for (const name of webServers) {
  const test = base.extend<object, { server: WebServer }>({
    server: [
      async ({}, use) => {
        const api = await startBackend(backend, { allowedOrigins: [] })
        const apiPaths = ['/api/', '/hello/']
        const server = await startWebServer(name, { config, base: '/', api: api.url, apiPaths })
        await use(server)
        await server.close()
        await api.stop()
      },
      { scope: 'worker', timeout: 5 * 60_000 },
    ],
  })

  test.describe(`${name}, seen by a browser`, () => {
    test.beforeAll(() => {
      const isThere = findPython() !== null && hasWebServer(name)
      test.skip(!isThere && !process.env['CI'], `${name} or python3 is not installed`)
    })

    test('a page of another origin cannot frame the login, in Chromium', async ({
      server,
      browser,
    }) => {
      await expectUnframed(browser, server)
    })

    test('a page of another origin cannot frame the login, in Firefox', async ({ server }) => {
      const executablePath = process.env['LATCHKEY_FIREFOX'] ?? ''
      test.skip(executablePath === '' && !process.env['CI'], 'Firefox is not installed')
      const browser = await firefox.launch({ channel: 'moz-firefox', executablePath })
      await expectUnframed(browser, server)
      await browser.close()
    })

    test('a tab that is open over a deploy goes on with the new version', async ({
      page,
      server,
    }) => {
      const app = new AppPage(page)
      await page.goto(`${server.url}/lists/${backend.list.path}`)
      await app.logIn(backend.username, backend.password)
      await expect(app.rows.first()).toContainText(backend.facts.row)
      const before = await entryOf(page)

      await deployAnotherBuild(server.folder)
      await app.header.getByRole('link', { name: backend.username }).click()
      await app.alert.getByRole('button', { name: 'Reload' }).click()

      await expect(page).toHaveTitle(/Account/)
      await expect(app.header).toContainText(backend.username)
      expect(await entryOf(page)).not.toBe(before)
    })
  })
}

/** Frames the login as it is served here, and, which shows that this can be told apart, with the policy in its page alone. */
async function expectUnframed(browser: Browser, { url }: WebServer) {
  const bare = await startApp({ dist, config, headers: [] })
  const frames = [bare.url, url].map((origin) => `<iframe src="${origin}/login"></iframe>`)
  const around = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(frames.join(''))
  })
  await new Promise<void>((resolve) => around.listen(0, '127.0.0.1', resolve))
  const address = around.address()
  const page = await browser.newPage({ locale: 'en-US' })

  await page.goto(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`)

  await expect(page.frameLocator('iframe >> nth=0').getByLabel('Password')).toBeVisible()
  await expect(page.frameLocator('iframe >> nth=1').locator('#app')).toHaveCount(0)
  await page.close()
  around.closeAllConnections()
  around.close()
  await bare.close()
}

const entryOf = (page: Page) => page.locator('script[type=module]').getAttribute('src')

/** The same files under other names, as after a change: nothing of the old build is left. */
async function deployAnotherBuild(folder: string) {
  const assets = join(folder, 'assets')
  const names = (await readdir(assets)).filter((name) => /\.(?:css|js)$/.test(name))
  const texts = [join(folder, 'index.html'), ...names.map((name) => join(assets, name))]
  const mark = (text: string) =>
    names.reduce((rest, name) => rest.replaceAll(name, newer(name)), text)
  for (const file of texts) {
    await writeFile(file, mark(await readFile(file, 'utf8')))
    await rm(`${file}.br`, { force: true })
    await rm(`${file}.gz`, { force: true })
  }
  for (const name of names) await rename(join(assets, name), join(assets, newer(name)))
}

const newer = (name: string) => name.replace(/-[\w-]([\w-]{7})\.(\w+)$/, '-~$1.$2')
