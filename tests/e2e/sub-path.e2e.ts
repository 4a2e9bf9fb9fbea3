import { execFileSync } from 'node:child_process'
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppPage } from '../support/app-page'
import { startApp } from '../support/app-server'
import type { AppServer } from '../support/app-server'
import { configFor, expect, test as base } from './e2e-test'

const project = fileURLToPath(new URL('../..', import.meta.url))

/** The app, built for `/app/` and served there. */
interface SubPathFixtures {
  readonly production: AppServer
  readonly demo: AppServer
}

const test = base.extend<SubPathFixtures>({
  production: async ({}, use) => {
    await serveBelow('production', use)
  },
  demo: async ({}, use) => {
    await serveBelow('demo', use)
  },
})

async function serveBelow(mode: string, use: (app: AppServer) => Promise<void>) {
  const dist = await mkdtemp(join(tmpdir(), 'latchkey-sub-path-'))
  const vite = join(project, 'node_modules/vite/bin/vite.js')
  execFileSync(process.execPath, [vite, 'build', '--mode', mode, '--outDir', join(dist, 'app')], {
    cwd: project,
    env: { ...process.env, BASE_PATH: '/app/' },
    stdio: 'ignore',
  })
  // Answers the routes below the path, as a web server would.
  await copyFile(join(dist, 'app/index.html'), join(dist, 'index.html'))
  await writeFile(join(dist, 'app/config.json'), JSON.stringify(configFor('simplejwt', '/')))
  // The mock's worker is registered by its package, which knows no Trusted Types.
  const app = await startApp({ dist, config: null, ...(mode === 'demo' && { headers: [] }) })
  await use(app)
  await app.close()
  await rm(dist, { recursive: true })
}

test(
  'below a path, the app finds its files, its config.json and its routes',
  { tag: '@long' },
  async ({ page, production }) => {
    const failed: string[] = []
    page.on('response', (response) => {
      if (response.status() >= 400) failed.push(response.url())
    })
    await page.goto(`${production.url}/app/lists/posts`)

    await expect(page).toHaveURL(`${production.url}/app/login?redirect=/lists/posts`)
    await expect(new AppPage(page).logInButton).toBeVisible()
    expect(failed).toEqual([])
    const links = await page
      .locator('link[href]')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
    expect(links).toContain('/app/config.json')
    expect(links).toContain('/app/favicon.svg')
    // The preloads of a script are added by Vite with their origin.
    const paths = links.map((href) => new URL(href, production.url).pathname)
    expect(paths.filter((path) => !path.startsWith('/app/'))).toEqual([])
    expect((await page.request.get(`${production.url}/app/favicon.svg`)).ok()).toBe(true)
  },
)

test(
  'below a path, the demo finds its worker and logs in',
  { tag: '@long' },
  async ({ page, demo }) => {
    const app = new AppPage(page)

    await page.goto(`${demo.url}/app/`)
    await app.logIn('demo', 'demo')

    await expect(app.logOutButton).toBeVisible()
    await expect(page).toHaveURL(`${demo.url}/app/`)
    await page.goto(`${demo.url}/app/lists/posts`)
    await expect(app.rows.first()).toContainText(/\S/)
  },
)
