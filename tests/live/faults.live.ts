import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import { type Page, test as base, expect } from '@playwright/test'
import { AppPage } from '../support/app-page.ts'
import { type AppServer, startApp } from '../support/app-server.ts'
import { findPython } from './servers/python-environment.mjs'
import {
  type FaultyServer,
  type FaultyServerOptions,
  startFaulty,
} from './servers/faulty/faulty-server.ts'

/** The production build. */
const dist = fileURLToPath(new URL('../../dist', import.meta.url))
const password = 'demo'
const day = 86_400

interface Fixtures {
  readonly app: AppServer
  readonly start: (options?: Partial<FaultyServerOptions>) => Promise<FaultyServer>
  /** Every address that the page has asked for. */
  readonly asked: readonly string[]
}

const test = base.extend<Fixtures>({
  app: async ({}, use) => {
    const app = await startApp({ dist, config: null })
    await use(app)
    await app.close()
  },
  baseURL: async ({ app }, use) => use(app.url),
  start: async ({ app }, use) => {
    const servers: FaultyServer[] = []
    await use(async (options = {}) => {
      const server = await startFaulty({ allowedOrigins: [app.url], ...options })
      servers.push(server)
      return server
    })
    await Promise.all(servers.map((server) => server.stop()))
  },
  asked: [
    async ({ page }, use) => {
      const asked: string[] = []
      page.on('request', (request) => asked.push(request.url()))
      await use(asked)
    },
    { auto: true },
  ],
})

test.skip(findPython() === null && !process.env['CI'], 'Needs python3 for its servers')

// Each has a server of its own.
test.describe.configure({ mode: 'parallel' })

test.afterEach(async ({ page, asked }) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)
  expect(found).toEqual([])

  const text = await page.locator('body').innerText()
  for (const place of [text, page.url(), ...asked]) expect(place).not.toMatch(/eyJ[\w-]{8,}/)
  for (const url of asked) expect(url).not.toContain(`=${password}`)
})

const configFor = (apiBaseUrl: string, auth: object = {}) => ({
  apiBaseUrl,
  auth: { profile: 'simplejwt', ...auth },
  lists: [{ title: 'Hello', path: 'hello', url: '/hello/' }],
})
const unslashed = { endpoints: { obtain: '/api/token' } }

/** Logs in with the right password, which fails, and asks why. */
async function askWhy(page: Page): Promise<void> {
  const app = new AppPage(page)
  await page.goto('/login')
  await app.logIn('demo', password)
  await page.getByRole('button', { name: 'Find out why' }).click()
}

/** What the report says, and that it names the address that was asked. */
async function expectReport(
  page: Page,
  {
    verdict,
    remedies,
    address,
  }: Readonly<Record<'verdict' | 'address', string>> & {
    readonly remedies: readonly (string | RegExp)[]
  },
): Promise<void> {
  const report = page.getByRole('region', { name: 'The connection to the server' })
  await expect(report.getByRole('status')).toHaveText(verdict)
  await expect(report.getByRole('definition').first()).toHaveText(address)
  for (const remedy of remedies) {
    await expect(report.getByRole('listitem').filter({ hasText: remedy })).toBeVisible()
  }
}

test('a server that is down is told from one that forbids', async ({ page, app, start }) => {
  const server = await start()
  app.setConfig(configFor(server.url))
  await server.stop()

  await askWhy(page)

  await expect(new AppPage(page).alert).toContainText('The server cannot be reached.')
  await expectReport(page, {
    verdict: 'No server answers at this address.',
    remedies: [`runserver ${new URL(server.url).host}`, 'apiBaseUrl'],
    address: `${server.url}/api/token/`,
  })
})

test('a server that does not allow this origin', async ({ page, app, start }) => {
  const server = await start({ allowedOrigins: ['http://localhost:5173'] })
  app.setConfig(configFor(server.url))

  await askWhy(page)

  await expectReport(page, {
    verdict: 'The server runs, but does not let this page read its answers (CORS).',
    remedies: [`CORS_ALLOWED_ORIGINS = ["${app.url}"]`, '"apiBaseUrl": "/"'],
    address: `${server.url}/api/token/`,
  })
})

test('cookies that the server does not allow', async ({ page, app, start }) => {
  const server = await start()
  app.setConfig(configFor(server.url, { transport: { credentials: true } }))

  await askWhy(page)

  await expectReport(page, {
    verdict: 'The server does not allow cookies from this page (CORS credentials).',
    remedies: ['CORS_ALLOW_CREDENTIALS = True', '"credentials": false'],
    address: `${server.url}/api/token/`,
  })
})

for (const [what, faults] of [
  ['Django redirects (APPEND_SLASH)', []],
  ['Django fails (DEBUG)', ['debug']],
  ['Django knows no such path (APPEND_SLASH off)', ['no-append-slash']],
] as const) {
  test(`a missing slash, where ${what}`, async ({ page, app, start }) => {
    const server = await start({ faults })
    app.setConfig(configFor(server.url, unslashed))

    await askWhy(page)

    await expectReport(page, {
      verdict: 'The login address lacks the slash at its end.',
      remedies: ['"obtain": "/api/token/"'],
      address: `${server.url}/api/token`,
    })
  })
}

test('a missing slash that looks like CORS', async ({ page, app, start }) => {
  const server = await start({ faults: ['cors-below-common'] })
  app.setConfig(configFor(server.url, unslashed))

  await askWhy(page)

  await expectReport(page, {
    verdict: 'The login address lacks the slash at its end.',
    remedies: ['"obtain": "/api/token/"', /CorsMiddleware.*above CommonMiddleware/],
    address: `${server.url}/api/token`,
  })
})

test('a path that the server does not know', async ({ page, app, start }) => {
  const server = await start()
  app.setConfig(configFor(server.url, { endpoints: { obtain: '/auth/login/' } }))

  await askWhy(page)

  await expectReport(page, {
    verdict: 'There is no login at this address (404).',
    remedies: ['"obtain": "/auth/login/"'],
    address: `${server.url}/auth/login/`,
  })
})

test('a host that the server does not serve', async ({ page, app, start }) => {
  const server = await start({ faults: ['wrong-hosts'] })
  app.setConfig(configFor(server.url))

  await askWhy(page)

  await expectReport(page, {
    verdict: 'The server refuses the name it was called by (400).',
    remedies: ['ALLOWED_HOSTS = ["127.0.0.1"]'],
    address: `${server.url}/api/token/`,
  })
})

test('a server that fails at the login', async ({ page, app, start }) => {
  const server = await start({ faults: ['crashing-login'] })
  app.setConfig(configFor(server.url))

  await askWhy(page)

  await expect(new AppPage(page).alert).toContainText('The server has a problem (500).')
  await expectReport(page, {
    verdict: 'The server fails at the login (500).',
    remedies: ['python manage.py migrate'],
    address: `${server.url}/api/token/`,
  })
})

test('an address that leads to the app itself', async ({ page, app }) => {
  app.setConfig(configFor('/'))

  await askWhy(page)

  await expectReport(page, {
    verdict: 'The address leads to this app itself, not to an API.',
    remedies: ['apiBaseUrl', 'API_PROXY'],
    address: `${app.url}/api/token/`,
  })
})

test('a wrong prefix, told right at the login by a user endpoint', async ({ page, app, start }) => {
  const server = await start({ faults: ['prefix-jwt'] })
  app.setConfig(configFor(server.url, { endpoints: { user: '/user/' } }))

  await askWhy(page)

  await expectReport(page, {
    verdict: 'The API does not take the token.',
    remedies: ['"prefix": "JWT"', 'AUTH_HEADER_TYPES'],
    address: `${server.url}/user/`,
  })
})

test('a wrong prefix without a user endpoint is told at the first list, and nothing loops', async ({
  page,
  app,
  start,
}) => {
  const server = await start({ faults: ['prefix-jwt'] })
  app.setConfig(configFor(server.url))
  await page.goto('/lists/hello')
  await new AppPage(page).logIn('demo', password)

  await page.getByRole('button', { name: 'Find out why' }).click()

  await expectReport(page, {
    verdict: 'The API does not take the token.',
    remedies: ['"prefix": "JWT"', 'AUTH_HEADER_TYPES'],
    address: `${server.url}/hello/`,
  })
  await expect(new AppPage(page).logOutButton).toBeVisible()
  await page.waitForTimeout(3_000)
  const requests = server.log().filter(({ method }) => method !== 'OPTIONS')
  expect(requests.map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual([
    'POST /api/token/ 200',
    'GET /hello/ 401',
    'POST /api/token/refresh/ 200',
    'GET /hello/ 401',
  ])
})

for (const [words, clockOffsetSeconds] of [
  ['1 day behind', day],
  ['1 day ahead of', -day],
] as const) {
  test(`a clock that is ${words} the server's harms no session, and is told`, async ({
    page,
    app,
    start,
  }) => {
    const server = await start({ clockOffsetSeconds })
    app.setConfig(configFor(server.url))
    await page.goto('/lists/hello')
    await new AppPage(page).logIn('demo', password)
    await expect(new AppPage(page).rows.first()).toContainText('Hello, World!')

    await page.goto('/account')

    const clock = page.getByRole('region', { name: 'Clock' })
    await expect(clock).toContainText(`This computer's clock is ${words} the server's.`)
    await expect(clock).toContainText('Your session works all the same')
    await expect(clock).toContainText('timedatectl set-ntp true')
    expect(server.log().filter(({ status }) => status >= 400)).toEqual([])
    expect(server.log().filter(({ path }) => path.includes('refresh'))).toEqual([])
  })
}

test('a connection without fault is called that, before anybody logs in', async ({
  page,
  app,
  start,
}) => {
  const server = await start()
  app.setConfig(configFor(server.url))

  await page.goto('/configuration')

  await expectReport(page, {
    verdict: 'Nothing is wrong as far as a browser can tell.',
    remedies: [],
    address: `${server.url}/api/token/`,
  })
  const asked = server.log().filter(({ method }) => method !== 'OPTIONS')
  expect(asked.length).toBeLessThanOrEqual(4)
  expect(server.log().filter(({ authorization }) => authorization)).toEqual([])
})
