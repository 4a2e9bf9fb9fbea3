import { describeJourney } from '../journey.ts'
import { expect } from '../live-test.ts'
import { backendNamed } from '../servers/backends.mjs'

const backend = backendNamed('004-refresh')
const { username, password } = backend
const { test } = describeJourney(backend)

test.describe('004-refresh', () => {
  test('the verify view says 200 to a token that was granted, and 400 to another', async ({
    world: { server },
  }) => {
    const post = (path: string, body: object) =>
      fetch(`${server.url}/api/${path}/`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })

    const login = await post('jwt-auth', { username, password })
    const body: unknown = await login.json()

    expect(Object.keys(Object(body))).toEqual(['token'])
    expect((await post('jwt-verify', Object(body))).status).toBe(200)
    expect((await post('jwt-verify', { token: 'garbage' })).status).toBe(400)
  })
})
