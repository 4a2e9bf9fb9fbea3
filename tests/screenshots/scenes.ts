import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { accessToken, stubApi, tokenPair, user } from './stub-api.ts'
import type { Stub, StubAnswer } from './stub-api.ts'

/** One view in one state. */
export interface Scene {
  readonly name: string
  /** @default the production build, with the API stubbed */
  readonly build?: 'production' | 'demo'
  /** @default two lists */
  readonly config?: object | string
  /** What the API answers, by a part of the address, or by `METHOD path`. */
  readonly api?: Readonly<Record<string, Stub>>
  /** Leads there. The page is open at `/`. */
  readonly lead: (page: Page) => Promise<void>
}

export const config = {
  apiBaseUrl: '/api',
  auth: {
    profile: 'simplejwt',
    endpoints: { obtain: '/token/', refresh: '/refresh/', user: '/user/' },
  },
  lists: [
    {
      title: 'Posts',
      path: 'posts',
      url: '/posts/',
      create: {
        title: 'New post',
        fields: [
          { name: 'title', label: 'Title' },
          { name: 'body', label: 'Text', multiline: true, required: false },
        ],
      },
    },
    { title: 'Subscribers', path: 'subscribers', url: '/subscribers/' },
  ],
}

const refused: StubAnswer = {
  status: 401,
  body: { detail: 'No active account found with the given credentials' },
}

async function logIn(page: Page) {
  await page.getByLabel('Username').fill('dana')
  await page.getByLabel('Password', { exact: true }).fill('correct horse')
  await page.getByRole('button', { name: 'Log in' }).click()
}

async function openCode(page: Page) {
  await page.getByLabel('Username').fill('otp')
  await page.getByLabel('Password', { exact: true }).fill('otp')
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByLabel('One-time code')).toBeFocused()
}

/** The account of the demo after a token has been renewed, an outage has come and gone, and a tab was opened. */
async function openTimeline(page: Page) {
  const panel = page.getByRole('complementary', { name: 'Trouble' })
  const choose = (name: string) => panel.getByRole('radio', { name, exact: true }).check()
  await page.getByRole('button', { name: 'Fill in' }).click()
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByRole('banner').getByRole('link', { name: 'demo' }).click()
  await page.getByRole('button', { name: /^Make trouble/ }).click()
  await choose('10 s')
  await panel.getByRole('button', { name: 'Expire the access tokens' }).click()
  await page.getByRole('navigation').getByRole('link', { name: 'Posts' }).click()
  await expect(page.getByText('1–20 of 47')).toBeVisible()
  await page.getByRole('banner').getByRole('link', { name: 'demo' }).click()
  await expect(page.getByText('Got a new token.')).toHaveCount(2, { timeout: 15_000 })
  await choose('503')
  await expect(page.getByText('cannot be reached since')).toBeVisible({ timeout: 15_000 })
  await panel.getByRole('button', { name: 'Put everything right' }).click()
  await expect(page.getByText('cannot be reached since')).toHaveCount(0, { timeout: 20_000 })
  await panel.getByRole('button', { name: /^Make trouble/ }).click()
}

async function open(page: Page, link: string) {
  await logIn(page)
  await page.getByRole('navigation').getByRole('link', { name: link }).click()
  await expect(page.getByRole('heading', { name: link })).toBeVisible()
}

async function openForm(page: Page) {
  await open(page, 'Posts')
  await page.getByRole('link', { name: 'New post' }).click()
  await page.getByLabel('Title').fill('The harbour opens at six')
  await page.getByLabel('Text').fill('The first boats leave before the light does.')
}

async function sendForm(page: Page) {
  await openForm(page)
  await page.getByRole('button', { name: 'Send' }).click()
}

/** What a server says to a token of a session that is over. */
const dead: Stub = {
  status: 401,
  body: { detail: 'Token is invalid or expired', code: 'token_not_valid' },
}

const posted = (answer: Stub): Readonly<Record<string, Stub>> => ({ 'POST /posts/': answer })

async function expectSignInDialog(page: Page) {
  await expect(page.getByRole('dialog', { name: 'Log in again' })).toBeVisible()
}

/** Logs in, and lets time pass until the session is about to end. */
async function nearEnd(page: Page) {
  await page.clock.install()
  await page.reload()
  await openForm(page)
  await page.clock.fastForward(86_400_000 - 48_000)
  await expect(page.getByRole('alertdialog')).toBeVisible()
}

const failingLogin = (name: string, stub: Stub, words: RegExp): Scene => ({
  name,
  api: { '/token/': stub },
  lead: async (page) => {
    await logIn(page)
    await expect(page.getByRole('alert').filter({ hasText: words })).toBeAttached()
  },
})

const list = (name: string, stub: Stub, words: RegExp | string): Scene => ({
  name,
  api: { '/subscribers/': stub },
  lead: async (page) => {
    await open(page, 'Subscribers')
    await expect(page.getByRole('main').getByText(words).first()).toBeVisible()
  },
})

export const scenes: readonly Scene[] = [
  { name: 'login', lead: async () => {} },
  {
    name: 'login-empty',
    lead: async (page) => {
      await page.getByRole('button', { name: 'Log in' }).click()
      await expect(page.getByLabel('Username')).toBeFocused()
    },
  },
  failingLogin('login-refused', refused, /No active account/),
  failingLogin(
    'login-field-error',
    { status: 400, body: { username: ['Ensure this field has no more than 150 characters.'] } },
    /^$/,
  ),
  failingLogin(
    'login-throttled',
    { status: 429, body: { detail: 'Request was throttled. Expected available in 42 seconds.' } },
    /42 seconds/,
  ),
  failingLogin('login-unreachable', { body: null }, /cannot be reached/),
  failingLogin('login-misconfigured', { status: 404, body: '<h1>Not Found</h1>' }, /not set up/),
  {
    name: 'login-pending',
    api: { '/token/': 'never' },
    lead: async (page) => {
      await logIn(page)
      await expect(page.getByRole('button', { name: 'Logging in…' })).toBeVisible()
    },
  },
  {
    name: 'login-logged-out',
    lead: async (page) => {
      await logIn(page)
      await page.getByRole('button', { name: 'Log out' }).click()
      await expect(page.getByText('You are logged out.')).toBeVisible()
    },
  },
  {
    name: 'login-wanted',
    lead: async (page) => {
      await page.goto(new URL('/lists/posts', page.url()).href)
      await expect(page.getByText('Log in to open that page.')).toBeVisible()
    },
  },
  {
    name: 'login-demo',
    build: 'demo',
    lead: async (page) => {
      await expect(page.getByRole('button', { name: 'Fill in' })).toBeVisible()
    },
  },
  {
    name: 'trouble',
    build: 'demo',
    lead: async (page) => {
      await page.getByRole('button', { name: /^Make trouble/ }).click()
      await page.getByRole('radio', { name: '10 s' }).check()
      await page.getByRole('radio', { name: '503' }).check()
      await expect(page.getByText('503, 10 s tokens')).toBeVisible()
    },
  },
  {
    name: 'account-timeline',
    build: 'demo',
    lead: async (page) => {
      await openTimeline(page)
      await expect(page.getByText('Got a new token.').first()).toBeVisible()
    },
  },
  { name: 'login-code', build: 'demo', lead: openCode },
  {
    name: 'login-code-wrong',
    build: 'demo',
    lead: async (page) => {
      await openCode(page)
      await page.getByLabel('One-time code').fill('000000')
      await page.getByRole('button', { name: 'Log in' }).click()
      await expect(page.getByText('This code is wrong').last()).toBeVisible()
    },
  },
  {
    name: 'home',
    lead: async (page) => {
      await logIn(page)
      await expect(page.getByRole('heading', { name: 'Dana Moreau' })).toBeVisible()
    },
  },
  {
    name: 'home-crowded',
    config: {
      ...config,
      lists: ['Posts', 'Subscribers', 'Invoices', 'Correspondence', 'Berths', 'Moorings'].map(
        (title) => ({ title, path: title.toLowerCase(), url: `/${title}/` }),
      ),
    },
    api: { '/user/': { body: { ...user, username: 'dana'.repeat(30), last_name: 'M'.repeat(60) } } },
    lead: async (page) => {
      await logIn(page)
      await expect(page.getByRole('heading', { name: 'Dana' })).toBeVisible()
    },
  },
  {
    name: 'home-without-lists',
    config: { ...config, lists: [] },
    lead: async (page) => {
      await logIn(page)
      await expect(page.getByText('There are no lists yet.')).toBeVisible()
    },
  },
  {
    name: 'list',
    lead: async (page) => {
      await open(page, 'Posts')
      await expect(page.getByText('1–20 of 47')).toBeVisible()
    },
  },
  {
    name: 'list-page-2',
    lead: async (page) => {
      await open(page, 'Posts')
      await page.getByRole('link', { name: 'Next' }).click()
      await expect(page.getByText('21–40 of 47')).toBeVisible()
    },
  },
  list('list-empty', { body: [] }, 'There is nothing'),
  list(
    'list-forbidden',
    { status: 403, body: { detail: 'You do not have permission to perform this action.' } },
    'You do not have permission',
  ),
  list('list-not-found', { status: 404, body: '<h1>Not Found</h1>' }, 'no such list'),
  list('list-unreachable', { body: null }, 'cannot be reached'),
  list('list-error', { status: 500, body: '<h1>Server Error (500)</h1>' }, 'Status 500'),
  list('list-not-json', { body: '<!doctype html><p>Hello' }, 'not a list'),
  list('list-loading', 'never', 'Loading…'),
  {
    name: 'list-api-unreachable',
    api: {
      '/token/': () => tokenPair({ accessSeconds: 4 }),
      '/refresh/': { status: 503, body: '<h1>Service unavailable</h1>' },
    },
    lead: async (page) => {
      await logIn(page)
      await expect(page.getByText('cannot be reached since')).toBeVisible({ timeout: 15_000 })
    },
  },
  { name: 'form', lead: openForm },
  {
    name: 'form-missing',
    lead: async (page) => {
      await openForm(page)
      await page.getByLabel('Title').fill('')
      await page.getByRole('button', { name: 'Send' }).click()
      await expect(page.getByText('“Title” is missing.')).toBeVisible()
    },
  },
  {
    name: 'form-refused',
    api: posted({
      status: 400,
      body: {
        non_field_errors: ['There is a post of that name already.'],
        title: ['Ensure this field has no more than 100 characters.'],
      },
    }),
    lead: async (page) => {
      await sendForm(page)
      await expect(page.getByText('no more than 100')).toBeVisible()
    },
  },
  {
    name: 'form-forbidden',
    api: posted({
      status: 403,
      body: { detail: 'You do not have permission to perform this action.' },
    }),
    lead: async (page) => {
      await sendForm(page)
      await expect(page.getByText('You do not have permission')).toBeVisible()
    },
  },
  {
    name: 'form-unreachable',
    api: posted({ body: null }),
    lead: async (page) => {
      await sendForm(page)
      await expect(page.getByText('No answer came')).toBeVisible()
    },
  },
  {
    name: 'form-sending',
    api: posted('never'),
    lead: async (page) => {
      await sendForm(page)
      await expect(page.getByRole('button', { name: 'Sending…' })).toBeVisible()
    },
  },
  {
    name: 'interrupted-form',
    api: { ...posted(dead), '/refresh/': dead },
    lead: async (page) => {
      await sendForm(page)
      await expectSignInDialog(page)
    },
  },
  {
    name: 'interrupted-wrong-password',
    api: { ...posted(dead), '/refresh/': dead },
    lead: async (page) => {
      await sendForm(page)
      await expectSignInDialog(page)
      await page.route('**/token/', (route) => route.fulfill({ status: 401, json: refused.body }))
      await page.getByLabel('Password', { exact: true }).fill('wrong')
      await page.keyboard.press('Enter')
      await expect(page.getByText('No active account').last()).toBeVisible()
    },
  },
  {
    name: 'interrupted-list',
    api: { '/subscribers/': dead, '/refresh/': dead },
    lead: async (page) => {
      await open(page, 'Posts')
      await expect(page.getByText('1–20 of 47')).toBeVisible()
      await page.getByRole('navigation').getByRole('link', { name: 'Subscribers' }).click()
      await expectSignInDialog(page)
    },
  },
  {
    name: 'interrupted-and-back',
    api: { ...posted(dead), '/refresh/': dead },
    lead: async (page) => {
      await sendForm(page)
      await expectSignInDialog(page)
      await page.getByLabel('Password', { exact: true }).fill('correct horse')
      await page.keyboard.press('Enter')
      await expect(page.getByText('nothing is lost')).toBeVisible()
    },
  },
  { name: 'ending', api: { '/refresh/': accessToken }, lead: nearEnd },
  {
    name: 'ending-log-in',
    api: { '/refresh/': accessToken },
    lead: async (page) => {
      await nearEnd(page)
      await page.getByRole('button', { name: 'Log in again now' }).click()
      await expectSignInDialog(page)
    },
  },
  {
    name: 'idle',
    config: { ...config, idleTimeoutSeconds: 900 },
    api: { '/refresh/': accessToken },
    lead: async (page) => {
      await page.clock.install()
      await page.reload()
      await openForm(page)
      // The other tabs are asked first, which takes a second.
      await page.clock.fastForward(840_000)
      await page.clock.runFor(13_000)
      await expect(page.getByRole('alertdialog')).toBeVisible()
    },
  },
  {
    name: 'login-logged-out-elsewhere',
    lead: async (page) => {
      await logIn(page)
      await expect(page.getByRole('heading', { name: 'Dana Moreau' })).toBeVisible()
      const other = await page.context().newPage()
      await stubApi(other, {})
      await other.goto(page.url())
      await other.getByRole('button', { name: 'Log out' }).click()
      await expect(page.getByText('You logged out in another tab.')).toBeVisible()
    },
  },
  {
    name: 'account',
    lead: async (page) => {
      await page.clock.install()
      await page.reload()
      await logIn(page)
      await page.getByRole('banner').getByRole('link', { name: 'dana' }).click()
      await expect(page.getByText('Runs out in')).toBeVisible()
      await page.clock.fastForward(102_000)
      await expect(page.getByText('Runs out in 3 minutes')).toBeVisible()
    },
  },
  {
    name: 'forbidden',
    lead: async (page) => {
      await page.goto(new URL('/forbidden', page.url()).href)
      await expect(page.getByRole('heading', { name: 'not allowed' })).toBeVisible()
    },
  },
  {
    name: 'not-found',
    lead: async (page) => {
      await logIn(page)
      await expect(page.getByRole('heading', { name: 'Signed in' })).toBeVisible()
      await page.goto(new URL('/no/such/page', page.url()).href)
      await expect(page.getByRole('heading', { name: 'no such page' })).toBeVisible()
    },
  },
  {
    name: 'view-not-loaded',
    lead: async (page) => {
      await page.route('**/assets/HomeView*.js', (route) => route.abort())
      await logIn(page)
      await expect(page.getByText('could not be loaded')).toBeVisible()
    },
  },
  {
    name: 'configuration-wrong',
    config: {
      apiBaseUrl: '/api',
      auth: { profile: 'simple-jwt', leeway: -5 },
      list: [],
      lists: [{ title: 'Posts', path: 'My Posts', url: '' }],
    },
    lead: async (page) => {
      await expect(page.getByRole('heading', { name: 'not set up' })).toBeVisible()
    },
  },
  {
    name: 'configuration-not-json',
    config: '{ "apiBaseUrl": "/api", }',
    lead: async (page) => {
      await expect(page.getByRole('heading', { name: 'not set up' })).toBeVisible()
    },
  },
  {
    name: 'mock-unsupported',
    build: 'demo',
    lead: async (page) => {
      await expect(page.getByRole('heading', { name: 'The demo cannot run' })).toBeVisible()
    },
  },
]
