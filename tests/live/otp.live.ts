import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { test as base, expect } from '@playwright/test'
import { AppPage } from '../support/app-page.ts'
import { type AppServer, startApp } from '../support/app-server.ts'
import { type OtpServer, startOtpServer } from './servers/otp/otp-server.ts'
import { totp, wrongCode } from './servers/otp/totp.ts'
import { findPython } from './servers/python-environment.mjs'

interface World {
  readonly app: AppServer
  readonly server: OtpServer
}

/** The production build. */
const dist = fileURLToPath(new URL('../../dist', import.meta.url))

const test = base.extend<object, { world: World }>({
  world: [
    async ({}, use) => {
      const app = await startApp({ dist, config: null })
      const server = await startOtpServer([app.url])
      app.setConfig({
        apiBaseUrl: server.url,
        auth: {
          profile: 'simplejwt',
          oneTimeCode: {
            wanted: { statuses: [401], keys: ['code=otp_required'] },
            field: 'otp_token',
          },
        },
        lists: [{ title: 'Hello', path: 'hello', url: '/hello/' }],
      })
      await use({ app, server })
      await server.stop()
      await app.close()
    },
    // The first run installs Django.
    { scope: 'worker', timeout: 5 * 60_000 },
  ],
  baseURL: async ({ world }, use) => use(world.app.url),
})

test.skip(findPython() === null && !process.env['CI'], 'The live servers need python3')

/** Somebody with a device of their own: a code is good once. */
async function enrol({ server }: World, username: string): Promise<Buffer> {
  const secret = randomBytes(20)
  await server.enrol(username, secret)
  return secret
}

/** The statuses of the logins since the test began. */
function loginsSince({ server }: World): () => number[] {
  const isLogin = ({ method, path }: { readonly method: string; readonly path: string }) =>
    method === 'POST' && path === '/api/token/'
  const before = server.log().length
  return () =>
    server
      .log()
      .slice(before)
      .filter(isLogin)
      .map(({ status }) => status)
}

test('what the authenticator app shows is the test vector of RFC 6238', () => {
  const secret = Buffer.from('12345678901234567890')

  expect(totp(secret, 59_000)).toBe('287082')
  expect(totp(secret, 1_111_111_109_000)).toBe('081804')
})

test('the server asks for a code, refuses a wrong one, and takes each right one once', async ({
  world,
}) => {
  const secret = await enrol(world, 'grace')
  const logIn = async (otp_token?: string) => {
    const response = await fetch(`${world.server.url}/api/token/`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username: 'grace', password: 'grace', otp_token }),
    })
    return { status: response.status, body: (await response.json()) as unknown }
  }
  const now = Date.now()
  const code = totp(secret, now)

  expect(await logIn()).toEqual({
    status: 401,
    body: { detail: 'Enter the code of your device.', code: 'otp_required' },
  })
  expect(await logIn(code)).toMatchObject({ status: 200 })
  const refused = { status: 400, body: { otp_token: ['This code is not valid.'] } }
  expect(await logIn(code)).toEqual(refused)
  expect(await logIn(wrongCode(secret, now))).toMatchObject({ status: 429 })
})

test('a login with a code opens the page that was wanted', async ({ page, world }) => {
  const app = new AppPage(page)
  const logins = loginsSince(world)
  const secret = await enrol(world, 'hedy')
  await page.goto('/lists/hello')
  await app.logIn('hedy', 'hedy')
  await expect(app.code).toBeFocused()
  await expect(app.code).toHaveAccessibleDescription('Enter the code of your device.')

  await app.code.fill(totp(secret, Date.now()))
  await app.code.press('Enter')

  await expect(app.rows.first()).toContainText('Hello, hedy!')
  await expect(page).toHaveURL('/lists/hello')
  expect(logins()).toEqual([401, 200])
})

test('a wrong code is told in words, the wait that follows counts down, and then the right one does', async ({
  page,
  world,
}) => {
  const app = new AppPage(page)
  const logins = loginsSince(world)
  const secret = await enrol(world, 'annie')
  await page.goto('/login')
  await app.logIn('annie', 'annie')
  await app.code.fill(wrongCode(secret, Date.now()))
  await app.logInButton.click()
  await expect(app.code).toHaveAccessibleDescription(/This code is not valid\./)

  // django-otp lets nobody try for a while then, and for longer after each further failure.
  await app.code.fill(totp(secret, Date.now()))
  await app.logInButton.click()
  await expect(page.getByRole('timer')).toContainText('You can try again in')
  await expect(app.alert.filter({ hasText: 'You can try again now.' })).toBeVisible({
    timeout: 10_000,
  })
  await app.logInButton.click()

  await expect(app.header).toContainText('annie')
  expect(logins()).toEqual([401, 400, 429, 200])
})

test('without a device there is no further step', async ({ page, world }) => {
  const app = new AppPage(page)
  const logins = loginsSince(world)

  await page.goto('/login')
  await app.logIn('demo', 'demo')

  await expect(app.header).toContainText('demo')
  expect(logins()).toEqual([200])
})

test('a wrong password says nothing of codes', async ({ page, world }) => {
  await enrol(world, 'joan')
  const app = new AppPage(page)

  await page.goto('/login')
  await app.logIn('joan', 'wrong')

  await expect(app.alert.filter({ hasText: 'No active account' })).toBeVisible()
  await expect(app.code).toHaveCount(0)
})
