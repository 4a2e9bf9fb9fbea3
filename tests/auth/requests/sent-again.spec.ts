import axios from 'axios'
import type { AxiosError, AxiosInstance, InternalAxiosRequestConfig } from 'axios'
import { describe, expect, it } from 'vitest'
import { createAuthFetch } from '@/auth/auth-fetch'
import { SessionEndedError } from '@/auth/core/errors'
import { installAuthInterceptors } from '@/auth/interceptors'
import { credentials } from '../../support/auth-world'
import { createHttpClient } from '../../support/http-client'
import { useRequestWorld } from '../../support/request-world'
import { admin } from '../../support/sign-in'

const world = useRequestWorld()

/** The first request for the posts is answered 503. @returns the config that the error carries */
async function failOnce(http: AxiosInstance = world.http): Promise<InternalAxiosRequestConfig> {
  world.server.intercept(({ path }) =>
    path === '/posts/' ? { status: 503, headers: {}, body: '' } : undefined,
  )
  const error = await http.get('/posts/').then(
    () => null,
    (reason: unknown) => reason as AxiosError,
  )
  world.server.intercept(null)
  if (!error?.config) throw new Error('It did not fail')
  return error.config
}

async function changePerson(to: typeof credentials): Promise<void> {
  await world.client.logout()
  await world.client.login(to)
}

const asked = () => world.statuses('/posts/')

describe('a config that somebody else’s code sends again', () => {
  it.each<[string, (config: InternalAxiosRequestConfig) => Promise<unknown>]>([
    ['by the instance, as axios-retry does', (config) => world.http(config)],
    ['by the instance, in a copy', (config) => world.http({ ...config })],
    ['by bare Axios', (config) => axios(config)],
    [
      'by another instance of the client',
      (config) => {
        const other = axios.create()
        installAuthInterceptors(other, world.client)
        return other(config)
      },
    ],
  ])('does not go as the next person: %s', async (_how, send) => {
    const config = await failOnce()
    await changePerson(admin)

    await expect(send(config)).rejects.toThrow(SessionEndedError)

    expect(asked()).toEqual([503])
  })

  it('is refused while nobody is signed in, too', async () => {
    const config = await failOnce()
    await world.client.logout()

    await expect(world.http(config)).rejects.toMatchObject({ reason: 'logged-out' })

    expect(asked()).toEqual([503])
  })

  it('goes on in the next session of the same person', async () => {
    const config = await failOnce()
    await changePerson(credentials)

    await world.http(config)

    expect(asked()).toEqual([503, 200])
  })

  it('is still the person’s after several tries', async () => {
    const config = await failOnce()
    const again = await failOnce(axios.create(config))
    await changePerson(admin)

    await expect(world.http(again)).rejects.toThrow(SessionEndedError)
  })

  it('is refused when it waits for the next person in an interceptor of the app', async () => {
    let go = () => {}
    const held = new Promise<void>((resolve) => (go = resolve))
    // Runs after ours, which knows by then who has asked.
    const http = axios.create({ baseURL: world.server.url })
    http.interceptors.request.use(async (config) => {
      await held
      return config
    })
    installAuthInterceptors(http, world.client)

    const request = http.get('/posts/')
    await changePerson(admin)
    go()

    await expect(request).rejects.toThrow(SessionEndedError)
    expect(asked()).toEqual([])
  })

  it('belongs to whoever it was first sent as, when it was made before the session was read', async () => {
    const client = createHttpClient(world.server.url, world.clock)
    const http = axios.create({ baseURL: world.server.url })
    installAuthInterceptors(http, client)
    await client.login(credentials)
    const config = await failOnce(http)
    await client.logout()
    await client.login(admin)

    await expect(http(config)).rejects.toThrow(SessionEndedError)

    client.dispose()
  })
})

describe('a request that is sent again after an answer', () => {
  it('does not go as the next person', async () => {
    const { config } = await world.http.get('/posts/')
    await changePerson(admin)

    await expect(world.http(config)).rejects.toThrow(SessionEndedError)

    expect(asked()).toEqual([200])
  })

  it('nor does a Request of fetch', async () => {
    const request = new Request(`${world.server.url}/posts/`)
    await world.authFetch(request)
    await changePerson(admin)

    await expect(world.authFetch(request)).rejects.toThrow(SessionEndedError)

    expect(asked()).toEqual([200])
  })

  it('nor one that a library tries again beneath ours', async () => {
    let tries = 0
    let answered: unknown = null
    const patient: typeof fetch = async (input, init) => {
      tries += 1
      if (tries === 1) {
        // It waits and tries again, in one call of ours: with the token that it was given.
        await changePerson(admin)
        return await patient(input, init)
      }
      const response = await fetch(input, init)
      answered = await response.clone().json()
      return response
    }
    const authFetch = createAuthFetch(world.client, patient)

    await expect(authFetch(`${world.server.url}/user/`)).rejects.toThrow(SessionEndedError)

    expect(answered).toMatchObject({ username: 'demo' })
  })
})
