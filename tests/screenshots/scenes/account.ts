import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { tokenPair, user } from '../stub-api.ts'
import { expectText, holdClock, logIn, openAccount, openFromHere } from './leads.ts'
import { config } from './scene.ts'
import type { Scene, SceneGroup } from './scene.ts'

/** The account of the demo after a token has been renewed, and an outage has come and gone. */
async function openTimeline(page: Page) {
  const panel = page.getByRole('complementary', { name: 'Trouble' })
  const choose = (name: string) => panel.getByRole('radio', { name, exact: true }).check()
  await page.getByRole('button', { name: 'Fill in' }).click()
  await page.getByRole('button', { name: 'Log in' }).click()
  await openAccount(page)
  await page.getByRole('button', { name: /^Make trouble/ }).click()
  await choose('10 s')
  await panel.getByRole('button', { name: 'Expire the access tokens' }).click()
  await openFromHere(page, 'Posts')
  await expectText(page, '1–20 of 47')
  await openAccount(page)
  await expect(page.getByText('Got a new token.')).toHaveCount(2, { timeout: 15_000 })
  await choose('503')
  await expectText(page, 'having problems since', 15_000)
  await panel.getByRole('button', { name: 'Put everything right' }).click()
  await expect(page.getByText('having problems since')).toHaveCount(0, { timeout: 20_000 })
  await panel.getByRole('button', { name: /^Make trouble/ }).click()
  await expectText(page, 'Got a new token.')
}

const account: readonly Scene[] = [
  {
    name: 'account',
    lead: async (page) => {
      await holdClock(page)
      await logIn(page)
      await openAccount(page)
      await expectText(page, 'Runs out in')
      await page.clock.fastForward(102_000)
      await expectText(page, 'Runs out in 3 minutes')
    },
  },
  { name: 'account-timeline', build: 'demo', lead: openTimeline },
  {
    name: 'account-clock-off',
    api: { '/token/': () => tokenPair({ aheadSeconds: 7_200 }) },
    lead: async (page) => {
      await logIn(page)
      await openAccount(page)
      await expectText(page, 'clock is 2 hours behind')
    },
  },
  {
    name: 'account-opaque',
    config: {
      ...config,
      auth: { profile: 'knox', endpoints: { obtain: '/token/', user: '/user/' } },
    },
    api: {
      '/token/': () => ({
        body: { token: '9944b091', expiry: new Date(Date.now() + 36_000_000).toISOString(), user },
      }),
    },
    lead: async (page) => {
      await logIn(page)
      await openAccount(page)
      await expectText(page, 'not a JWT')
    },
  },
]

export const accountScenes = { title: 'Account', scenes: account } satisfies SceneGroup
