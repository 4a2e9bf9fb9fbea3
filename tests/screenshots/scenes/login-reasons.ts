import { stubApi, tokenPair } from '../stub-api.ts'
import {
  dead,
  expectHeading,
  expectText,
  goTo,
  logIn,
  loseSession,
  nearEnd,
  nearIdleEnd,
  posted,
} from './leads.ts'
import { config } from './scene.ts'
import type { Scene, SceneGroup } from './scene.ts'

const reasons: readonly Scene[] = [
  {
    name: 'login-wanted',
    lead: async (page) => {
      await goTo(page, '/lists/posts')
      await expectText(page, 'Log in to open that page.')
    },
  },
  {
    name: 'login-logged-out',
    lead: async (page) => {
      await logIn(page)
      await page.getByRole('button', { name: 'Log out' }).click()
      await expectText(page, 'You are logged out.')
    },
  },
  {
    name: 'login-logged-out-elsewhere',
    lead: async (page) => {
      await logIn(page)
      await expectHeading(page, 'Dana Moreau')
      const other = await page.context().newPage()
      await stubApi(other, {})
      await other.goto(page.url())
      await other.getByRole('button', { name: 'Log out' }).click()
      await expectText(page, 'You logged out in another tab.')
    },
  },
  {
    name: 'login-ended',
    api: { ...posted(dead), '/refresh/': dead },
    lead: async (page) => {
      await loseSession(page)
      await page.getByRole('button', { name: 'Leave this page' }).click()
      await expectText(page, 'Your session has ended.')
    },
  },
  {
    name: 'login-ceiling',
    api: { '/refresh/': dead },
    lead: async (page) => {
      await nearEnd(page)
      await page.clock.fastForward(60_000)
      await page.getByRole('button', { name: 'Leave this page' }).click()
      await expectText(page, 'Your session')
    },
  },
  {
    name: 'login-other-user',
    api: {
      '/token/': () => tokenPair({ accessSeconds: 4 }),
      '/refresh/': () => tokenPair({ userId: '2' }),
    },
    lead: async (page) => {
      await logIn(page)
      await expectText(page, 'Somebody else has logged in', 15_000)
    },
  },
  {
    name: 'login-idle',
    config: { ...config, idleTimeoutSeconds: 900 },
    api: { '/refresh/': () => tokenPair() },
    lead: async (page) => {
      await nearIdleEnd(page)
      await page.clock.runFor(62_000)
      await expectText(page, 'because nothing had happened')
    },
  },
]

export const loginReasonScenes = {
  title: 'Login: why somebody is here',
  scenes: reasons,
} satisfies SceneGroup
