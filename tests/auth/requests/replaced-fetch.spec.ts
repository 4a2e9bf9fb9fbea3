import { afterEach, describe, expect, it } from 'vitest'
import { createAuthFetch } from '@/auth/auth-fetch'
import { expireAccessTokens } from '@/mocks/trouble'
import { createHttpClient } from '../../support/http-client'
import { useRequestWorld } from '../../support/request-world'
import { admin } from '../../support/sign-in'

const world = useRequestWorld()
const real = globalThis.fetch

afterEach(() => {
  globalThis.fetch = real
})

/** Puts ours in the place of the page's fetch, with something of others around it. */
function replaceFetch(around: (inner: typeof fetch) => typeof fetch = (inner) => inner): void {
  globalThis.fetch = createAuthFetch(world.client)
  globalThis.fetch = around(globalThis.fetch)
}

const url = (path: string) => world.server.url + path

describe('createAuthFetch in the place of the page’s fetch', () => {
  it('sends a request once, and renews a token once', async () => {
    replaceFetch()
    world.server.cause(expireAccessTokens)

    expect((await fetch(url('/user/'))).status).toBe(200)

    expect(world.server.log.map(({ path, status }) => `${path} ${status}`)).toEqual([
      '/user/ 401',
      '/api/token/refresh/ 200',
      '/user/ 200',
    ])
  })

  it('leaves the session’s own requests alone: the next login is the next person’s', async () => {
    replaceFetch()

    await world.client.login(admin)

    expect(world.client.snapshot.session).toMatchObject({ user: { username: 'admin' } })
    expect(await (await fetch(url('/user/'))).json()).toMatchObject({ username: 'admin' })
  })

  it.each<[string, (inner: typeof fetch) => typeof fetch]>([
    ['hands requests on', (inner) => (input, init) => inner(input, init)],
    ['sends copies', (inner) => (input, init) => inner(new Request(input, init))],
    [
      'sends copies a moment later',
      (inner) => async (input, init) => {
        const copy = new Request(input, init)
        await Promise.resolve()
        return await inner(copy)
      },
    ],
  ])('does not call itself where a wrapper around it %s', async (_what, around) => {
    replaceFetch(around)

    expect((await fetch(url('/user/'))).status).toBe(200)
    await world.client.refresh()
    await world.client.login(admin)

    expect(world.statuses('/user/').length).toBeLessThan(4)
    expect(world.client.snapshot.session).toMatchObject({ user: { username: 'admin' } })
  })

  it('may be there twice, for two APIs', async () => {
    const other = createHttpClient(world.foreign.url, world.clock)
    globalThis.fetch = createAuthFetch(world.client)
    globalThis.fetch = createAuthFetch(other)
    await other.login(admin)

    const answers = [await fetch(url('/user/')), await fetch(`${world.foreign.url}/user/`)]

    expect(await Promise.all(answers.map((answer) => answer.json()))).toMatchObject([
      { username: 'demo' },
      { username: 'admin' },
    ])
    other.dispose()
  })
})

describe('fetch', () => {
  it('is the one of that moment, as tests that mock it later expect', async () => {
    const sent: string[] = []
    globalThis.fetch = async (input, init) => {
      sent.push(new Request(input, init).headers.get('Authorization')?.slice(0, 7) ?? 'none')
      return Response.json({ username: 'mocked' })
    }

    const response = await world.authFetch(url('/user/'))

    expect(await response.json()).toEqual({ username: 'mocked' })
    expect(sent).toEqual(['Bearer '])
  })
})

describe('an Authorization of the request’s own', () => {
  it.each([
    ['Axios', (headers: Record<string, string>) => world.http.get('/user/', { headers })],
    ['fetch', (headers: Record<string, string>) => world.authFetch(url('/user/'), { headers })],
  ])('is never overwritten, and its refusal is its own business: %s', async (_by, ask) => {
    const seen: (string | undefined)[] = []
    world.server.intercept(({ headers }) => {
      seen.push(headers['authorization'])
      return undefined
    })

    await ask({ Authorization: 'Basic abc' }).catch(() => {})

    expect(seen).toEqual(['Basic abc'])
    expect(world.refreshes()).toBe(0)
    expect(world.client.snapshot.session.status).toBe('authenticated')
  })

  it('wins over the session where it is among the defaults of the instance', async () => {
    world.http.defaults.headers.common.Authorization = 'Bearer old'

    await expect(world.http.get('/user/')).rejects.toMatchObject({ response: { status: 401 } })

    expect(world.refreshes()).toBe(0)
  })

  it('is left to `auth` of Axios as well', async () => {
    const seen: (string | undefined)[] = []
    world.server.intercept(({ headers }) => {
      seen.push(headers['authorization'])
      return { status: 200, headers: {}, body: '{}' }
    })

    await world.http.get('/user/', { auth: { username: 'ada', password: 'pw' } })

    expect(seen).toEqual([`Basic ${btoa('ada:pw')}`])
  })
})
