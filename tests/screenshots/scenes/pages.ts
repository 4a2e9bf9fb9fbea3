import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { user } from '../stub-api.ts'
import { expectHeading, expectText, goTo, logIn, openFromHere } from './leads.ts'
import { config } from './scene.ts'
import type { Scene, SceneGroup } from './scene.ts'

const home: readonly Scene[] = [
  {
    name: 'home',
    lead: async (page) => {
      await logIn(page)
      await expectHeading(page, 'Dana Moreau')
    },
  },
  {
    name: 'home-skip-link',
    lead: async (page) => {
      await logIn(page)
      await expectHeading(page, 'Dana Moreau')
      await page.reload()
      await expectHeading(page, 'Dana Moreau')
      await page.keyboard.press('Tab')
      await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused()
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
      await expectHeading(page, 'Dana')
    },
  },
  {
    name: 'home-branded',
    config: {
      ...config,
      brand: { name: 'Hafenverwaltung Nordseeküste', logo: '/favicon.svg', accent: '#b3261e' },
    },
    lead: async (page) => {
      await logIn(page)
      await expectHeading(page, 'Dana Moreau')
    },
  },
  {
    name: 'home-without-lists',
    config: { ...config, lists: [] },
    lead: async (page) => {
      await logIn(page)
      await expectText(page, 'There are no lists yet.')
    },
  },
]

/** Fails to load a script, by the beginning of its name. */
const lose = (page: Page, script: string) =>
  page.route(`**/assets/${script}*.js`, (route) => route.abort())

/** From here on the document names another script, as after a deployment. */
const deploy = (page: Page) =>
  page.route(`${new URL(page.url()).origin}/`, async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replace(/\/assets\/index-[^"]*\.js/, '/assets/newer.js')
    await route.fulfill({ response, body })
  })

const trouble: readonly Scene[] = [
  {
    name: 'forbidden',
    lead: async (page) => {
      await goTo(page, '/forbidden')
      await expectHeading(page, 'not allowed')
    },
  },
  {
    name: 'not-found',
    lead: async (page) => {
      await logIn(page)
      await expectHeading(page, 'Signed in')
      await goTo(page, '/no/such/page')
      await expectHeading(page, 'no such page')
    },
  },
  {
    name: 'page-not-loaded',
    lead: async (page) => {
      await lose(page, 'HomeView')
      await logIn(page)
      await expectText(page, 'could not be loaded')
    },
  },
  {
    name: 'next-page-not-loaded',
    lead: async (page) => {
      await logIn(page)
      await expectHeading(page, 'Dana Moreau')
      await lose(page, 'ListView')
      await page.getByRole('navigation').getByRole('link', { name: 'Posts' }).click()
      await expectText(page, 'could not be loaded')
    },
  },
  {
    name: 'newer-version',
    lead: async (page) => {
      await logIn(page)
      await expectHeading(page, 'Dana Moreau')
      await deploy(page)
      await lose(page, 'ListView')
      await page.getByRole('navigation').getByRole('link', { name: 'Posts' }).click()
      await expect(page.getByRole('button', { name: 'Reload' })).toBeVisible()
    },
  },
  {
    name: 'restoring',
    lead: async (page) => {
      // The storage hangs, and the app is not told that two seconds have gone by, after which it would do without.
      await page.addInitScript(() => {
        indexedDB.open = () => ({}) as IDBOpenDBRequest
        const start = window.setTimeout.bind(window)
        const startShort = (run: () => void, ms = 0) => (ms < 2_000 ? start(run, ms) : 0)
        Object.assign(window, { setTimeout: startShort })
      })
      await page.reload()
      await expectText(page, 'One moment…')
    },
  },
]

const start: readonly Scene[] = [
  {
    name: 'start-failed',
    lead: async (page) => {
      await page.route('**/config.json', (route) => route.abort())
      await page.reload()
      await expectHeading(page, 'could not start')
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
    lead: (page) => expectHeading(page, 'not set up'),
  },
  {
    name: 'configuration-not-json',
    config: '{ "apiBaseUrl": "/api", }',
    lead: (page) => expectHeading(page, 'not set up'),
  },
  {
    name: 'mock-unsupported',
    build: 'demo',
    lead: (page) => expectHeading(page, 'The demo cannot run'),
  },
]

const panel: readonly Scene[] = [
  {
    name: 'trouble-closed',
    build: 'demo',
    lead: async (page) => {
      await page.getByRole('button', { name: 'Fill in' }).click()
      await page.getByRole('button', { name: 'Log in' }).click()
      await expectHeading(page, 'Signed in')
      await openFromHere(page, 'Posts')
      await expectText(page, '1–20 of 47')
    },
  },
  {
    name: 'trouble',
    build: 'demo',
    lead: async (page) => {
      await page.getByRole('button', { name: /^Make trouble/ }).click()
      await page.getByRole('radio', { name: '10 s' }).check()
      await page.getByRole('radio', { name: '503' }).check()
      await expectText(page, '503, 10 s tokens')
    },
  },
]

export const pageScenes = {
  home: { title: 'Home', scenes: home },
  trouble: { title: 'Pages that cannot be shown', scenes: trouble },
  start: { title: 'An app that cannot start', scenes: start },
  panel: { title: 'The trouble panel of the mock', scenes: panel },
} satisfies Record<string, SceneGroup>
