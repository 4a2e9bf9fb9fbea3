import { describe, expect, it } from 'vitest'
import { deactivateUser, expireAccessTokens } from '@/mocks/trouble'
import { useRequestWorld } from '../../support/request-world'
import type { RequestWorld } from '../../support/request-world'

const world = useRequestWorld()

interface Options {
  readonly skipAuth?: boolean
  readonly skipAuthRefresh?: boolean
}

/** @returns the status that the caller gets */
type Ask = (world: RequestWorld, path: string, options?: Options) => Promise<number>

const ways: [string, Ask][] = [
  [
    'Axios',
    async ({ http }, path, options) =>
      (await http.get(path, { ...options, validateStatus: () => true })).status,
  ],
  [
    'fetch',
    async ({ authFetch, server }, path, options) =>
      (await authFetch(server.url + path, options)).status,
  ],
]

describe.each(ways)('a request by %s', (_by, ask) => {
  it.each<[string, () => void]>([
    ['says that the current password is wrong', () => answerUser(401, '{"detail":"Wrong"}')],
    ['has a code of its own', () => answerUser(403, '{"code":"token_not_valid"}')],
    ['would end the session', () => world.server.cause(deactivateUser('demo'))],
    ['refuses the token', () => world.server.cause(expireAccessTokens)],
  ])('keeps a refusal for itself that %s, with skipAuthRefresh', async (_what, cause) => {
    cause()

    const status = await ask(world, '/user/', { skipAuthRefresh: true })

    expect(status).toBeGreaterThan(400)
    expect(world.server.log).toMatchObject([{ path: '/user/', authorization: true }])
    expect(world.client.snapshot.session.status).toBe('authenticated')
  })

  it('goes without the token, with skipAuth', async () => {
    expect(await ask(world, '/user/', { skipAuth: true })).toBe(401)

    expect(world.server.log).toMatchObject([{ path: '/user/', authorization: false }])
  })

  it('waits for no token with skipAuth', async () => {
    world.clock.jump(400_000)

    await ask(world, '/api/public/', { skipAuth: true })

    expect(world.refreshes()).toBe(0)
  })

  it('is renewed otherwise', async () => {
    world.server.cause(expireAccessTokens)

    expect(await ask(world, '/user/')).toBe(200)
  })
})

function answerUser(status: number, body: string): void {
  world.server.intercept(({ path }) =>
    path === '/user/'
      ? { status, headers: { 'Content-Type': 'application/json' }, body }
      : undefined,
  )
}
