import { inspect } from 'node:util'
import type { AxiosRequestConfig } from 'axios'
import { describe, expect, it } from 'vitest'
import { expireAccessTokens } from '@/mocks/trouble'
import { refuseAlways, useRequestWorld } from '../../support/request-world'

const world = useRequestWorld()

/** All that a logger, a crash reporter or a page could print of it. */
function printed(value: unknown): string {
  const { stack, cause } = value as Error
  const json = (part: unknown) => JSON.stringify(part, withoutCycles()) as string | undefined
  return [inspect(value, { depth: 30 }), json(value), json(cause), stack, String(value)].join('\n')
}

function withoutCycles() {
  const seen = new Set<unknown>()
  return (_key: string, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value
    if (seen.has(value)) return undefined
    seen.add(value)
    return value
  }
}

/** Every token that the client has had. */
async function tokens(): Promise<string[]> {
  const token = await world.client.getAccessToken()
  return token ? [token] : []
}

const ways: [string, AxiosRequestConfig][] = [
  ['Axios’ own adapter', {}],
  ['its fetch adapter', { adapter: 'fetch' }],
]

describe.each(ways)('a token, by %s,', (_by, config) => {
  it.each<[string, () => void]>([
    ['refused for good', () => refuseAlways(world)],
    ['answered 500', () => answerAll(500)],
    ['cut off', () => world.server.setDown(true)],
    ['answered by what is no JSON', () => answerAll(403, '<p>no</p>')],
  ])('is in no error of a request that is %s', async (_what, trouble) => {
    const held = await tokens()
    trouble()

    const error = await world.http.get('/posts/', config).then(null, (reason: unknown) => reason)

    expect(error).toBeInstanceOf(Error)
    for (const token of [...held, ...(await tokens())]) expect(printed(error)).not.toContain(token)
    expect(printed(error)).not.toContain('Bearer ey')
  })

  it('is in no answer', async () => {
    world.server.cause(expireAccessTokens)

    const response = await world.http.get('/posts/', config)

    for (const token of await tokens())
      expect(inspect(response, { depth: 30 })).not.toContain(token)
    expect(response.config.headers.get('Authorization')).toBeUndefined()
  })

  it('is in no cause of the end of a session', async () => {
    const held = await tokens()
    answerAll(401, '{"code":"user_inactive"}')

    const error = await world.http.get('/posts/', config).then(null, (reason: unknown) => reason)

    expect(error).toMatchObject({ code: 'session-ended', cause: { response: { status: 401 } } })
    for (const token of held) expect(printed(error)).not.toContain(token)
  })

  it('cannot be taken off by the app’s own interceptors, and need not be', async () => {
    const held = await tokens()
    world.http.interceptors.response.use(undefined, (error: { config: AxiosRequestConfig }) => {
      delete error.config.headers?.Authorization
      throw error as unknown
    })
    answerAll(500)

    const error = await world.http.get('/posts/', config).then(null, (reason: unknown) => reason)

    for (const token of held) expect(printed(error)).not.toContain(token)
  })
})

describe('the address of an answer', () => {
  it('is told all the same', async () => {
    const { request } = await world.http.get<unknown>('/posts/?page=1', { adapter: 'fetch' })

    expect(request).toMatchObject({ responseURL: `${world.server.url}/posts/?page=1` })
  })
})

function answerAll(status: number, body = '{}'): void {
  world.server.intercept(() => ({ status, headers: { 'Content-Type': 'application/json' }, body }))
}
