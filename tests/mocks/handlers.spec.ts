import { setupServer } from 'msw/node'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createMockHandlers } from '@/mocks/handlers'
import { MockBackend } from '@/mocks/mock-backend'
import { mockConfigs } from '@/mocks/mock-config'
import { legacyDefaults, simpleJwtDefaults } from '@/mocks/settings'

const baseUrl = 'http://app.example/mock-api'
const server = setupServer(...createMockHandlers(baseUrl, createRespond()))

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterAll(() => server.close())

it('serves the backend below the base URL, through MSW', async () => {
  const login = await post('/api/token/', { username: 'demo', password: 'demo' })
  const { access } = v.parse(v.object({ access: v.string() }), await login.json())

  const posts = await fetch(`${baseUrl}/posts/?limit=1`, {
    headers: { Authorization: `Bearer ${access}` },
  })

  expect([login.status, posts.status]).toEqual([200, 200])
  expect(await posts.json()).toMatchObject({
    count: 47,
    next: 'http://app.example/mock-api/posts/?limit=1&offset=1',
  })
})

it('passes status, headers and HTML on', async () => {
  const refusal = await fetch(`${baseUrl}/user/`)
  const missing = await fetch(`${baseUrl}/nowhere/`)

  expect([refusal.status, refusal.headers.get('WWW-Authenticate')]).toEqual([
    401,
    'Bearer realm="api"',
  ])
  expect([missing.status, missing.headers.get('Content-Type')]).toEqual([404, 'text/html'])
  expect(await missing.text()).toContain('<h1>Not Found</h1>')
})

it('redirects a path without its slash below the base URL', async () => {
  const response = await fetch(`${baseUrl}/user`, { redirect: 'manual' })

  expect([response.status, response.headers.get('Location')]).toEqual([301, '/mock-api/user/'])
})

it.each([simpleJwtDefaults, legacyDefaults])(
  'has every path of the app configuration for $dialect',
  async (settings) => {
    const { auth, lists } = mockConfigs[settings.dialect]
    const respond = createRespond(settings)

    for (const path of [...Object.values(auth.endpoints), ...lists.map(({ url }) => url)]) {
      const request = { method: 'OPTIONS', path, headers: {}, body: '', baseUrl }
      expect([path, (await respond(request))?.status]).not.toEqual([path, 404])
    }
  },
)

it('lets a request fail that has no answer', async () => {
  const unreachable = 'http://unreachable.example'
  server.use(...createMockHandlers(unreachable, () => Promise.resolve(null)))

  await expect(fetch(`${unreachable}/user/`)).rejects.toThrow(TypeError)
})

function createRespond(
  settings: typeof simpleJwtDefaults | typeof legacyDefaults = simpleJwtDefaults,
): Parameters<typeof createMockHandlers>[1] {
  const backend = new MockBackend({ settings, now: Date.now })
  let state = backend.restoreState()
  return async (request) => {
    const answer = backend.handle(request, state)
    state = answer.state
    return answer.response
  }
}

function post(path: string, body: unknown): Promise<Response> {
  return fetch(`${baseUrl}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
}
