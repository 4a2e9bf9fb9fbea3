import axios from 'axios'
import type { AxiosRequestConfig } from 'axios'
import { beforeEach, describe, expect, it } from 'vitest'
import { expireAccessTokens } from '@/mocks/trouble'
import { useRequestWorld } from '../../support/request-world'

const world = useRequestWorld()

/** Nobody answers a refresh. */
beforeEach(() => {
  world.server.intercept(({ path }) =>
    path === '/api/token/refresh/' ? new Promise(() => {}) : undefined,
  )
})

/** Each gives up, in its own way, once the request waits. */
const ways: [string, () => { config: AxiosRequestConfig; giveUp: () => void }, object][] = [
  [
    'a signal',
    () => {
      const abort = new AbortController()
      return { config: { signal: abort.signal }, giveUp: () => abort.abort() }
    },
    { code: 'ERR_CANCELED' },
  ],
  [
    'a CancelToken',
    () => {
      const { token, cancel } = axios.CancelToken.source()
      return { config: { cancelToken: token }, giveUp: () => cancel('enough') }
    },
    { code: 'ERR_CANCELED', message: 'enough' },
  ],
  ['a timeout', () => ({ config: { timeout: 30 }, giveUp: () => {} }), { code: 'ECONNABORTED' }],
  [
    'a timeout that is told by its own name',
    () => ({
      config: {
        timeout: 30,
        timeoutErrorMessage: 'too slow',
        transitional: { clarifyTimeoutError: true },
      },
      giveUp: () => {},
    }),
    { code: 'ETIMEDOUT', message: 'too slow' },
  ],
]

describe.each(ways)('%s', (_name, begin, error) => {
  it('is obeyed while a token is waited for', async () => {
    world.clock.jump(400_000)
    const { config, giveUp } = begin()
    const request = world.http.get('/user/', config)
    giveUp()

    await expect(request).rejects.toMatchObject(error)

    expect(world.statuses('/user/')).toEqual([])
  })

  it('is obeyed while a refused token is renewed', async () => {
    world.server.cause(expireAccessTokens)
    const { config, giveUp } = begin()
    const request = world.http.get('/user/', config)
    const refused = expect.poll(() => world.statuses('/user/'), { interval: 5 }).toEqual([401])
    void refused.then(giveUp)

    await expect(request).rejects.toMatchObject(error)
  })
})

describe('AbortSignal.timeout', () => {
  it('is obeyed by fetch while it waits, with its own error', async () => {
    world.clock.jump(400_000)

    await expect(
      world.authFetch(`${world.server.url}/user/`, { signal: AbortSignal.timeout(30) }),
    ).rejects.toMatchObject({ name: 'TimeoutError' })
  })
})
