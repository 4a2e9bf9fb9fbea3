import axios from 'axios'
import type { AxiosInstance, AxiosResponse } from 'axios'
import { describe, expect, it } from 'vitest'
import { installAuthInterceptors } from '@/auth/interceptors'
import { expireAccessTokens } from '@/mocks/trouble'
import { refuseAlways, useRequestWorld } from '../../support/request-world'

const world = useRequestWorld()

/** An instance with interceptors of the app, before ours or after them; the next request is sent twice. */
function instanceWith(when: string, add: (http: AxiosInstance) => void): AxiosInstance {
  const http = axios.create({ baseURL: world.server.url })
  if (when === 'before') add(http)
  installAuthInterceptors(http, world.client)
  if (when === 'after') add(http)
  world.server.cause(expireAccessTokens)
  return http
}

it('an instance without an adapter of its own goes by the usual one', async () => {
  const http = instanceWith('before', ({ defaults }) => {
    delete defaults.adapter
  })

  await http.get('/user/')

  expect(world.statuses('/user/')).toEqual([401, 200])
})

describe.each(['before', 'after'])('interceptors of the app, added %s ours', (when) => {
  it('unwrap the answer of a replay once', async () => {
    const http = instanceWith(when, ({ interceptors }) => {
      interceptors.response.use((response) => response.data as AxiosResponse)
    })

    const user: unknown = await http.get('/user/')

    expect(user).toMatchObject({ username: 'demo' })
    expect(world.statuses('/user/')).toEqual([401, 200])
  })

  it('prefix the URL once, and the token goes to where it really leads', async () => {
    const http = instanceWith(when, ({ interceptors }) => {
      interceptors.request.use((config) => {
        config.url = `/posts${config.url ?? ''}`
        return config
      })
    })

    await http.get('/?page=1')

    expect(world.statuses('/posts/?page=1')).toEqual([401, 200])
  })

  it('encode a body once', async () => {
    const http = instanceWith(when, ({ interceptors }) => {
      interceptors.request.use((config) => {
        config.data = JSON.stringify({ title: 'x', body: JSON.stringify(config.data) })
        config.headers.setContentType('application/json')
        return config
      })
    })

    const { data } = await http.post<{ body: string }>('/posts/', { a: 1 })

    expect(data.body).toBe('{"a":1}')
  })

  it('are told once, in their order, of an answer that was got by a replay', async () => {
    const told: string[] = []
    const note = (name: string) => () => void told.push(name)
    const http = instanceWith(when, ({ interceptors }) => {
      for (const name of ['first', 'second']) {
        interceptors.request.use((config) => (note(`${name} asks`)(), config))
        interceptors.response.use(
          (response) => (note(`${name} hears`)(), response),
          (error: unknown) => {
            note(`${name} fails`)()
            throw error
          },
        )
      }
    })

    await http.get('/user/')

    // Axios runs those of requests in reverse order.
    expect(told).toEqual(['second asks', 'first asks', 'first hears', 'second hears'])
  })

  it('are told once of a refusal that nothing cures', async () => {
    const told: unknown[] = []
    const http = instanceWith(when, ({ interceptors }) => {
      interceptors.response.use(undefined, (error: unknown) => {
        told.push(error)
        throw error
      })
    })
    refuseAlways(world, '/user/')

    await expect(http.get('/user/')).rejects.toMatchObject({ response: { status: 401 } })

    expect(told).toMatchObject([{ response: { status: 401 } }])
  })

  it('may make an answer of an error', async () => {
    const http = instanceWith(when, ({ interceptors }) => {
      interceptors.response.use(undefined, () => ({ data: 'none' }) as AxiosResponse)
    })
    refuseAlways(world, '/user/')

    expect(await http.get('/user/')).toMatchObject({ data: 'none' })
  })

  it('may send the request elsewhere, without the token', async () => {
    const http = instanceWith(when, ({ interceptors }) => {
      interceptors.request.use((config) => {
        config.baseURL = world.foreign.url
        return config
      })
    })

    await http.get('/api/public/')

    expect(world.foreign.log).toMatchObject([{ authorization: false }])
  })

  it('may skip the session', async () => {
    const http = instanceWith(when, ({ interceptors }) => {
      interceptors.request.use((config) => ({ ...config, skipAuth: true }))
    })

    await http.get('/api/public/')

    expect(world.server.log).toMatchObject([{ authorization: false }])
  })
})

describe('an interceptor that takes our stage away', () => {
  it.each<[string, (http: AxiosInstance) => void]>([
    [
      'by an adapter of its own',
      ({ interceptors }) =>
        interceptors.request.use((config) => ({ ...config, adapter: ['http'] })),
    ],
    [
      'by another config',
      ({ interceptors }) =>
        interceptors.request.use(({ url, method, headers }) => ({
          baseURL: world.server.url,
          ...(url !== undefined && { url }),
          ...(method !== undefined && { method }),
          headers,
        })),
    ],
  ])('is named when the request is refused for want of a token: %s', async (_how, add) => {
    const http = instanceWith('before', add)

    await expect(http.get('/user/')).rejects.toThrow(/Call installAuthInterceptors first/)
  })

  it('is heeded where it was added later: the token goes by its adapter', async () => {
    const http = instanceWith('after', ({ interceptors }) => {
      interceptors.request.use((config) => ({ ...config, adapter: ['http'] }))
    })

    await http.get('/user/')

    expect(world.statuses('/user/')).toEqual([401, 200])
  })
})
