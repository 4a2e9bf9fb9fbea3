import { expect } from '@playwright/test'
import { accessToken } from '../stub-api.ts'
import {
  answerDialog,
  codeWanted,
  dead,
  expectHeading,
  expectSignInDialog,
  expectText,
  logIn,
  loseSession,
  nearEnd,
  nearIdleEnd,
  open,
  openFromHere,
  posted,
  refused,
} from './leads.ts'
import { config, configWithCode } from './scene.ts'
import type { Scene, SceneGroup } from './scene.ts'

/** The session is over, and nobody has said so yet. */
const over = { ...posted(dead), '/refresh/': dead }

const dialogs: readonly Scene[] = [
  { name: 'interrupted-form', api: over, lead: loseSession },
  {
    name: 'interrupted-wrong-password',
    api: over,
    lead: async (page) => {
      await loseSession(page)
      await answerDialog(page, refused)
      await expect(page.getByText('No active account').last()).toBeVisible()
    },
  },
  {
    name: 'interrupted-unreachable',
    api: over,
    lead: async (page) => {
      await loseSession(page)
      await answerDialog(page, { body: null })
      await expectText(page.getByRole('dialog'), 'cannot be reached')
    },
  },
  {
    name: 'interrupted-code',
    config: configWithCode,
    api: over,
    lead: async (page) => {
      await loseSession(page)
      await answerDialog(page, codeWanted)
      await expect(page.getByLabel('One-time code')).toBeFocused()
    },
  },
  {
    name: 'interrupted-list',
    api: { '/subscribers/': dead, '/refresh/': dead },
    lead: async (page) => {
      await open(page, 'Posts')
      await expectText(page, '1–20 of 47')
      await page.getByRole('navigation').getByRole('link', { name: 'Subscribers' }).click()
      await expectSignInDialog(page)
    },
  },
  {
    name: 'interrupted-and-back',
    api: over,
    lead: async (page) => {
      await loseSession(page)
      await page.getByLabel('Password', { exact: true }).fill('correct horse')
      await page.keyboard.press('Enter')
      await expectText(page, 'nothing is lost')
    },
  },
  {
    name: 'interrupted-not-asked',
    api: { '/subscribers/': dead, '/refresh/': dead },
    lead: async (page) => {
      await page.route('**/assets/SessionDialogs*.js', (route) => route.abort())
      await logIn(page)
      await expectHeading(page, 'Dana Moreau')
      await openFromHere(page, 'Subscribers')
      await expectText(page, 'form to log in again could not be loaded')
    },
  },
  {
    name: 'interrupted-shared-computer',
    config: { ...config, sharedComputer: true },
    api: over,
    lead: loseSession,
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
    lead: nearIdleEnd,
  },
]

export const sessionEndScenes = {
  title: 'Dialogs at the end of a session',
  scenes: dialogs,
} satisfies SceneGroup
