import { expect } from '@playwright/test'
import { tokenPair } from '../stub-api.ts'
import type { Stub } from '../stub-api.ts'
import { expectText, forbidden, open, openForm, openFromHere, posted, sendForm } from './leads.ts'
import type { Scene, SceneGroup } from './scene.ts'

const failing = (name: string, stub: Stub, words: RegExp | string): Scene => ({
  name,
  api: { '/subscribers/': stub },
  lead: async (page) => {
    await open(page, 'Subscribers')
    await expectText(page.getByRole('main'), words)
  },
})

/** Refused with every token, in a session that the server goes on renewing. */
const tokenRefused: Readonly<Record<string, Stub>> = {
  '/subscribers/': {
    status: 401,
    body: { detail: 'Authentication credentials were not provided.' },
  },
  '/refresh/': () => tokenPair(),
}

/** A list in a session whose renewal fails. */
const unrenewed = (name: string, refresh: Stub, words: string): Scene => ({
  name,
  api: { '/token/': () => tokenPair({ accessSeconds: 4 }), '/refresh/': refresh },
  lead: async (page) => {
    await open(page, 'Posts')
    await expectText(page, words, 15_000)
  },
})

const lists: readonly Scene[] = [
  {
    name: 'list',
    lead: async (page) => {
      await open(page, 'Posts')
      await expectText(page, '1–20 of 47')
    },
  },
  {
    name: 'list-page-2',
    lead: async (page) => {
      await open(page, 'Posts')
      await page.getByRole('link', { name: 'Next' }).click()
      await expectText(page, '21–40 of 47')
    },
  },
  failing('list-bare', { body: ['ada@example.com', 'liam@example.com'] }, 'ada@example.com'),
  failing('list-empty', { body: [] }, 'There is nothing'),
  failing('list-loading', 'never', 'Loading…'),
  failing('list-forbidden', forbidden, 'You do not have permission'),
  failing('list-not-found', { status: 404, body: '<h1>Not Found</h1>' }, 'no such list'),
  failing('list-unreachable', { body: null }, 'cannot be reached'),
  failing('list-error', { status: 500, body: '<h1>Server Error (500)</h1>' }, 'Status 500'),
  failing('list-not-json', { body: '<!doctype html><p>Hello' }, 'not a list'),
  {
    name: 'list-offline',
    api: { '/subscribers/': { body: null } },
    lead: async (page) => {
      await open(page, 'Posts')
      await expectText(page, '1–20 of 47')
      await page.context().setOffline(true)
      await openFromHere(page, 'Subscribers')
      await expectText(page, 'You are offline.')
    },
  },
  {
    name: 'list-token-refused',
    api: tokenRefused,
    lead: async (page) => {
      await open(page, 'Subscribers')
      await expectText(page, 'does not take your sign-in')
      await page.getByRole('button', { name: 'Find out why' }).click()
      await expectText(page, 'What mends it')
    },
  },
  unrenewed('list-api-unreachable', { body: null }, 'out of reach since'),
  unrenewed(
    'list-server-trouble',
    { status: 503, body: '<h1>Service unavailable</h1>' },
    'having problems since',
  ),
  unrenewed('list-not-renewed', { status: 403, body: { error: 'E17' } }, 'not renewed'),
]

const failingForm = (name: string, stub: Stub, words: string): Scene => ({
  name,
  api: posted(stub),
  lead: async (page) => {
    await sendForm(page)
    await expectText(page, words)
  },
})

const forms: readonly Scene[] = [
  {
    name: 'form',
    lead: async (page) => {
      await open(page, 'Posts')
      await page.getByRole('link', { name: 'New post' }).click()
      await expect(page.getByLabel('Title')).toHaveValue('')
    },
  },
  {
    name: 'form-missing',
    lead: async (page) => {
      await openForm(page)
      await page.getByLabel('Title').fill('')
      await page.getByRole('button', { name: 'Send' }).click()
      await expectText(page, '“Title” is missing.')
    },
  },
  {
    name: 'form-restored',
    lead: async (page) => {
      await openForm(page)
      await page.getByRole('link', { name: 'Back to the list' }).click()
      await page.getByRole('link', { name: 'New post' }).click()
      await expect(page.getByLabel('Title')).toHaveValue('The harbour opens at six')
    },
  },
  failingForm(
    'form-refused',
    {
      status: 400,
      body: {
        non_field_errors: ['There is a post of that name already.'],
        title: ['Ensure this field has no more than 100 characters.'],
      },
    },
    'no more than 100',
  ),
  failingForm('form-forbidden', forbidden, 'You do not have permission'),
  failingForm('form-unreachable', { body: null }, 'No answer came'),
  failingForm('form-server-error', { status: 500, body: '<h1>Error</h1>' }, 'Status 500'),
  failingForm('form-sending', 'never', 'Sending…'),
]

export const listScenes = { title: 'Lists', scenes: lists } satisfies SceneGroup
export const formScenes = { title: 'The form', scenes: forms } satisfies SceneGroup
