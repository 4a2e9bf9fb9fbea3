import axios from 'axios'
import type { AxiosInstance } from 'axios'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { installAuthInterceptors } from '@/auth/interceptors'
import type { AuthClient } from '@/auth/core/auth-client'
import { expireAccessTokens } from '@/mocks/trouble'
import { credentials } from '../../support/auth-world'
import { createHttpClient } from '../../support/http-client'
import { refuseAlways, useRequestWorld } from '../../support/request-world'

const world = useRequestWorld()

describe('installed twice', () => {
  it('is as installed once: an endpoint that refuses for good is asked twice', async () => {
    installAuthInterceptors(world.http, world.client)
    installAuthInterceptors(world.http, world.client)
    refuseAlways(world, '/user/')

    await expect(world.http.get('/user/')).rejects.toMatchObject({ response: { status: 401 } })

    expect(world.statuses('/user/')).toEqual([401, 401])
    expect(world.refreshes()).toBe(1)
  })

  it('is uninstalled one by one', async () => {
    const uninstall = installAuthInterceptors(world.http, world.client)
    uninstall()
    world.server.cause(expireAccessTokens)

    await world.http.get('/user/')

    expect(world.statuses('/user/')).toEqual([401, 200])
  })
})

describe('two clients on one instance', () => {
  /** The one of the foreign server. */
  let other: AuthClient

  beforeEach(async () => {
    other = createHttpClient(world.foreign.url, world.clock)
    installAuthInterceptors(world.http, other)
    await other.login(credentials, { keepSignedIn: true })
    world.foreign.log.length = 0
  })

  afterEach(() => {
    other.dispose()
  })

  it('send their own tokens to their own servers', async () => {
    const answers = await Promise.all([
      world.http.get<{ username: string }>('/user/'),
      world.http.get<{ username: string }>(`${world.foreign.url}/user/`),
    ])

    expect(answers.map(({ data }) => data.username)).toEqual(['demo', 'demo'])
  })

  it.each(['the first', 'the second'])(
    'an endpoint of %s that refuses for good is asked twice, and ends neither session',
    async (which) => {
      const server = which === 'the first' ? world.server : world.foreign
      refuseAlways({ server }, '/user/')

      await expect(world.http.get(`${server.url}/user/`)).rejects.toMatchObject({
        response: { status: 401 },
      })

      const asked = server.log.filter(({ path }) => path === '/user/')
      expect(asked.map(({ status }) => status)).toEqual([401, 401])
      expect(world.client.snapshot.session.status).toBe('authenticated')
      expect(other.snapshot.session.status).toBe('authenticated')
    },
  )

  it.each(['the first', 'the second'])('the token of %s is renewed alone', async (which) => {
    const server = which === 'the first' ? world.server : world.foreign
    server.cause(expireAccessTokens)

    await world.http.get(`${server.url}/user/`)

    const refreshed = [world.server, world.foreign].filter(({ log }) =>
      log.some(({ path }) => path === '/api/token/refresh/'),
    )
    expect(refreshed).toEqual([server])
  })
})

describe('an instance made from another', () => {
  it.each<[string, (http: AxiosInstance) => AxiosInstance]>([
    ['by its defaults', (http) => axios.create(http.defaults as object)],
    ['by create', (http) => http.create({})],
  ])('%s, with the same client, sends a refused request once more', async (_how, make) => {
    const made = make(world.http)
    installAuthInterceptors(made, world.client)
    world.server.cause(expireAccessTokens)

    await made.get('/user/')

    expect(world.statuses('/user/')).toEqual([401, 200])
  })

  it('may ask the first one in an interceptor', async () => {
    const second = axios.create({ baseURL: world.server.url })
    installAuthInterceptors(second, world.client)
    second.interceptors.request.use(async (config) => {
      await world.http.get('/posts/')
      return config
    })
    world.server.cause(expireAccessTokens)

    await second.get('/user/')

    expect(world.refreshes()).toBe(1)
    expect(world.statuses('/user/')).toEqual([200])
  })
})
