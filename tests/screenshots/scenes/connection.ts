import type { Stub, StubAnswer } from '../stub-api.ts'
import { expectText, goTo, logIn } from './leads.ts'
import { config } from './scene.ts'
import type { Scene, SceneGroup } from './scene.ts'

const notFound: StubAnswer = { status: 404, body: '<h1>Not Found</h1>' }
const wantsPost: StubAnswer = { status: 405, body: { detail: 'Method "GET" not allowed.' } }

/** Readable by another origin than that of the app. */
const forOthers: StubAnswer = {
  ...wantsPost,
  headers: { 'Access-Control-Allow-Origin': 'https://app.example.com' },
}

/** The page that looks at the connection, and what it finds. */
const finding = (name: string, words: string, scene: Omit<Scene, 'name' | 'lead'> = {}): Scene => ({
  name: `connection-${name}`,
  ...scene,
  lead: async (page) => {
    await goTo(page, '/configuration')
    await expectText(page, words)
  },
})

const answering = (stub: Stub) => ({ api: { '/token': stub } })
const elsewhere = { ...config, apiBaseUrl: 'https://api.example.com/api' }

const connection: readonly Scene[] = [
  finding('checking', 'Asking the server…', answering('never')),
  finding('fine', 'Nothing is wrong', answering(wantsPost)),
  finding('cors', '(CORS)', { config: elsewhere, ...answering(forOthers) }),
  finding('down', 'No server answers', { config: elsewhere, ...answering({ body: null }) }),
  finding('slash', 'slash', {
    config: { ...config, auth: { ...config.auth, endpoints: { obtain: '/token' } } },
    api: { '/token/': wantsPost, '/token': notFound },
  }),
  finding('wrong-path', 'no login at this address', answering(notFound)),
  finding('own-app', 'leads to this app itself', answering({ body: '<!doctype html>' })),
  finding('gateway', 'in front of the API', answering({ status: 502, body: '<h1>Bad</h1>' })),
  finding('server-error', 'fails at the login', answering({ status: 500, body: '<h1>Oh</h1>' })),
  {
    name: 'login-find-out',
    api: { '/token/': notFound },
    lead: async (page) => {
      await logIn(page)
      await page.getByRole('button', { name: 'Find out why' }).click()
      await expectText(page, 'What mends it')
    },
  },
]

export const connectionScenes = {
  title: 'The connection and its diagnosis',
  scenes: connection,
} satisfies SceneGroup
