import { expect } from '@playwright/test'
import type { Stub } from '../stub-api.ts'
import { codeWanted, expectText, logIn, logInButton, refused } from './leads.ts'
import { config, configWithCode } from './scene.ts'
import type { Scene, SceneGroup } from './scene.ts'

const failing = (name: string, stub: Stub, words: RegExp): Scene => ({
  name,
  api: { '/token/': stub },
  lead: async (page) => {
    await logIn(page)
    await expect(page.getByRole('alert').filter({ hasText: words })).toBeAttached()
  },
})

const throttled: Stub = {
  status: 429,
  body: { detail: 'Request was throttled. Expected available in 42 seconds.' },
}

const attempts: readonly Scene[] = [
  { name: 'login', lead: (page) => expect(logInButton(page)).toBeVisible() },
  {
    name: 'login-shared-computer',
    config: { ...config, sharedComputer: true },
    lead: (page) => expect(logInButton(page)).toBeVisible(),
  },
  {
    name: 'login-empty',
    lead: async (page) => {
      await logInButton(page).click()
      await expect(page.getByLabel('Username')).toBeFocused()
    },
  },
  {
    name: 'login-password-shown',
    lead: async (page) => {
      await page.getByLabel('Username').fill('dana')
      await page.getByLabel('Password', { exact: true }).fill('correct horse')
      await page.getByRole('button', { name: 'Show password' }).click()
    },
  },
  {
    name: 'login-caps-lock',
    lead: async (page) => {
      const password = page.getByLabel('Password', { exact: true })
      await password.focus()
      await password.dispatchEvent('keydown', { key: 'A', modifierCapsLock: true })
      await expectText(page, 'Caps Lock is on.')
    },
  },
  failing('login-refused', refused, /No active account/),
  failing(
    'login-field-error',
    { status: 400, body: { username: ['Ensure this field has no more than 150 characters.'] } },
    /^$/,
  ),
  failing('login-throttled', throttled, /42 seconds/),
  {
    name: 'login-throttled-over',
    api: { '/token/': throttled },
    lead: async (page) => {
      await page.clock.install()
      await page.reload()
      await logIn(page)
      await expectText(page, 'You can try again in')
      await page.clock.runFor(43_000)
      await expectText(page, 'You can try again now.')
    },
  },
  failing('login-unreachable', { body: null }, /cannot be reached/),
  failing('login-server-error', { status: 503, body: '<h1>Busy</h1>' }, /has a problem/),
  {
    name: 'login-offline',
    api: { '/token/': { body: null } },
    lead: async (page) => {
      await page.context().setOffline(true)
      await logIn(page)
      await expectText(page, 'You are offline.')
    },
  },
  failing('login-misconfigured', { status: 404, body: '<h1>Not Found</h1>' }, /not set up/),
  {
    name: 'login-find-out-not-loaded',
    api: { '/token/': { status: 404, body: '<h1>Not Found</h1>' } },
    lead: async (page) => {
      await page.route('**/assets/ConnectionReport*.js', (route) => route.abort())
      await logIn(page)
      await page.getByRole('button', { name: 'Find out why' }).click()
      await expectText(page, 'That could not be loaded.')
    },
  },
  {
    name: 'login-pending',
    api: { '/token/': 'never' },
    lead: async (page) => {
      await logIn(page)
      await expect(page.getByRole('button', { name: 'Logging in…' })).toBeVisible()
    },
  },
  {
    name: 'login-code',
    config: configWithCode,
    api: { '/token/': codeWanted },
    lead: async (page) => {
      await logIn(page)
      await expect(page.getByLabel('One-time code')).toBeFocused()
    },
  },
  {
    name: 'login-code-wrong',
    build: 'demo',
    lead: async (page) => {
      await page.getByLabel('Username').fill('otp')
      await page.getByLabel('Password', { exact: true }).fill('otp')
      await logInButton(page).click()
      await page.getByLabel('One-time code').fill('000000')
      await logInButton(page).click()
      await expect(page.getByText('This code is wrong').last()).toBeVisible()
    },
  },
  {
    name: 'login-demo',
    build: 'demo',
    lead: (page) => expect(page.getByRole('button', { name: 'Fill in' })).toBeVisible(),
  },
]

export const loginScenes = { title: 'Login', scenes: attempts } satisfies SceneGroup
