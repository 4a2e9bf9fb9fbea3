import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import type { AxiosError, AxiosRequestConfig } from 'axios'
import { describe, expect, it } from 'vitest'
import type { MockRequest } from '@/mocks/mock-http'
import { expireAccessTokens } from '@/mocks/trouble'
import type { MockHttpServer } from '../../support/mock-http-server'
import { refuseAlways, useRequestWorld } from '../../support/request-world'

/** What users of Axios, ky, openapi-fetch, ofetch and MSW have reported: see docs/threads.md. */
const world = useRequestWorld()

const url = (path: string) => world.server.url + path

/** Every request that arrives at a server from now on, but for those of the session itself. */
function arrivals(server: MockHttpServer, answer?: (request: MockRequest) => number | undefined) {
  const arrived: MockRequest[] = []
  server.intercept((request) => {
    if (request.path.startsWith('/api/token/')) return undefined
    arrived.push(request)
    const status = answer?.(request)
    return status === undefined
      ? undefined
      : { status, headers: { 'Content-Type': 'application/json' }, body: '{}' }
  })
  return arrived
}

/** Answers the requests for the page with these, in their order. */
function inTurn(statuses: readonly number[]) {
  const left = [...statuses]
  return () => left.shift() ?? 200
}

const token = async () => `Bearer ${String(await world.client.getAccessToken())}`

describe('a body', () => {
  it.each<[string, () => unknown, string, string]>([
    ['an object', () => ({ title: 'Once' }), '{"title":"Once"}', 'application/json'],
    ['a text', () => '"{}"', '"{}"', 'application/x-www-form-urlencoded'],
    [
      'a form',
      () => new URLSearchParams({ a: 'b c' }),
      'a=b+c',
      'application/x-www-form-urlencoded',
    ],
  ])('is encoded once where a library retries what we have replayed: %s', async (...row) => {
    const [, body, text, type] = row
    const arrived = arrivals(world.server, inTurn([401, 503, 503]))

    const again = (error: AxiosError) => world.http.request(error.config ?? {})
    await world.http.post('/posts/', body()).catch(again).catch(again)

    expect(arrived.map((request) => request.body)).toEqual([text, text, text, text])
    for (const { headers } of arrived) expect(headers['content-type']).toContain(type)
    expect(world.refreshes()).toBe(1)
  })

  it('of a Request is sent again, whatever it was made from', async () => {
    const arrived = arrivals(world.server, inTurn([401, 200, 401, 200]))
    const stream = new Blob(['{"title":"Once"}']).stream()
    const headers = { 'Content-Type': 'application/json', 'X-Own': 'kept' }
    // Node asks for `duplex`, which the DOM's types do not know yet.
    const init = { method: 'POST', headers, duplex: 'half' }

    for (const body of ['{"title":"Once"}', stream]) {
      const request = new Request(url('/posts/'), { ...init, body })
      expect((await world.authFetch(request)).status).toBe(200)
    }

    expect(arrived.map(({ body }) => body)).toEqual(
      Array.from({ length: 4 }, () => '{"title":"Once"}'),
    )
    expect(arrived.map((request) => request.headers['x-own'])).toEqual(
      Array.from({ length: 4 }, () => 'kept'),
    )
  })
})

describe('a library around ours that retries a 401 as well', () => {
  it('makes no second refresh', async () => {
    refuseAlways(world, '/user/')
    const retrying = async (request: Request) => {
      let response = await world.authFetch(request.clone())
      for (let tries = 0; tries < 3 && response.status === 401; tries += 1)
        response = await world.authFetch(request.clone())
      return response
    }

    await Promise.all([1, 2, 3].map(() => retrying(new Request(url('/user/')))))

    expect(world.refreshes()).toBe(1)
    expect(world.client.snapshot.session.status).toBe('authenticated')
  })
})

describe('an absolute URL where a path was meant', () => {
  it('gets no token, and its 401 makes no refresh', async () => {
    const arrived = arrivals(world.foreign, () => 401)
    const address = `${world.foreign.url}/user/`

    const statuses = [
      await world.http.get(address, { validateStatus: null }),
      await world.http.get('/user/', { baseURL: world.foreign.url, validateStatus: null }),
      await world.http.get(address, { adapter: 'fetch', validateStatus: null }),
      await world.authFetch(address),
    ].map(({ status }) => status)

    expect(statuses).toEqual([401, 401, 401, 401])
    expect(arrived.map(({ headers }) => headers['authorization'])).toEqual(
      statuses.map(() => undefined),
    )
    expect(world.refreshes()).toBe(0)
  })

  it.each(['http:', ''])(
    'goes to the API where absolute URLs are not allowed: %s//…',
    async (scheme) => {
      const [here, elsewhere] = [arrivals(world.server, () => 200), arrivals(world.foreign)]
      const address = scheme + world.foreign.url.slice('http:'.length)

      await world.http.get(address, { allowAbsoluteUrls: false })

      expect(here.map(({ headers }) => headers['authorization'])).toEqual([await token()])
      expect(elsewhere).toEqual([])
    },
  )
})

/** What can be listed of it, as crash reporters do. */
const listed = (part: object | undefined) => Object.fromEntries(Object.entries(part ?? {}))

describe('a crash reporter', () => {
  it.each<[string, AxiosRequestConfig]>([
    ['the usual adapter', {}],
    ['fetch', { adapter: 'fetch' }],
  ])('finds no token in what it can list of an error after a replay: %s', async (_by, config) => {
    const seen = arrivals(world.server, inTurn([401, 500]))

    const failed: Promise<unknown> = world.http.post('/user/', {}, config)
    const error = (await failed.catch((reason: unknown) => reason)) as AxiosError

    const parts = [error, error.toJSON(), error.response, error.response?.headers].map(listed)
    expect(JSON.stringify(parts)).toContain('"status":500')
    expect(JSON.stringify(parts)).not.toMatch(/Bearer|eyJ/)
    expect(seen.map(({ headers }) => headers['authorization']?.slice(0, 7))).toEqual([
      'Bearer ',
      'Bearer ',
    ])
  })
})

describe('a redirect', () => {
  it.each([302, 307])('%i takes the token to the same origin, and no further', async (status) => {
    const elsewhere = arrivals(world.foreign, () => 200)
    const here: (string | undefined)[] = []
    const targets = () => [url('/moved/'), `${world.foreign.url}/moved/`]
    world.server.intercept(({ path, headers }) => {
      if (path === '/moved/') here.push(headers['authorization'])
      const [, index] = /^\/away\/(\d)$/.exec(path) ?? []
      if (index === undefined) return { status: 200, headers: {}, body: '{}' }
      return { status, headers: { Location: targets()[Number(index)] ?? '' }, body: '' }
    })

    for (const index of [0, 1]) {
      await world.http.post(`/away/${index}`, {})
      await world.http.post(`/away/${index}`, {}, { adapter: 'fetch' })
      await world.authFetch(url(`/away/${index}`), { method: 'POST', body: '{}' })
    }

    expect(here).toEqual(Array.from({ length: 3 }, () => here[2]))
    expect(here[2]).toBe(await token())
    expect(elsewhere.map(({ headers }) => headers['authorization'])).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})

describe('a redirect that names no address', () => {
  it.each<AxiosRequestConfig>([{}, { adapter: 'fetch' }])('stays an answer: %o', async (config) => {
    arrivals(world.server, () => 302)

    const asked = world.http.get('/user/', config)

    await expect(asked).rejects.toMatchObject({ response: { status: 302 } })
  })
})

describe('headers of the caller', () => {
  it.each<[string, (own: Record<string, string>) => HeadersInit]>([
    ['an object', (own) => own],
    ['Headers', (own) => new Headers(own)],
    ['pairs', (own) => Object.entries(own)],
  ])(
    'go along with the new token, and whoever asked gets the second answer: %s',
    async (_as, of) => {
      world.server.cause(expireAccessTokens)
      const arrived = arrivals(world.server)
      const headers = of({ 'X-Tenant': 'acme', Accept: 'application/json' })

      const response = await world.authFetch(url('/user/'), { headers })

      expect(await response.json()).toMatchObject({ username: 'demo' })
      expect(arrived.map((request) => request.headers['x-tenant'])).toEqual(['acme', 'acme'])
      const [first, second] = arrived.map((request) => request.headers['authorization'])
      expect(second).toBe(await token())
      expect(second).not.toBe(first)
    },
  )
})

describe('a timeout', () => {
  it.each<[string, AxiosRequestConfig]>([
    ['the usual adapter', {}],
    ['fetch', { adapter: 'fetch' }],
  ])('is the time of the whole request, with the wait for a token: %s', async (_by, config) => {
    world.clock.jump(400_000)
    const later = <Value>(value: Value) =>
      new Promise<Value>((resolve) => setTimeout(() => resolve(value), 600))
    world.server.intercept((_request, askBackend) => later(undefined).then(askBackend))

    await expect(world.http.get('/user/', { ...config, timeout: 900 })).rejects.toMatchObject({
      code: 'ECONNABORTED',
    })
  })
})

describe('MSW', () => {
  it('answers what is sent by every way, although it was started after ours', async () => {
    const seen: (string | null)[] = []
    const mocked = setupServer(
      http.get(url('/user/'), ({ request }) => {
        seen.push(request.headers.get('Authorization'))
        return seen.length % 2 === 1
          ? new HttpResponse(null, { status: 401 })
          : HttpResponse.json({ username: 'mocked' })
      }),
    )
    mocked.listen({ onUnhandledRequest: 'bypass' })
    try {
      const answers: unknown[] = [
        (await world.http.get<unknown>('/user/')).data,
        (await world.http.get<unknown>('/user/', { adapter: 'fetch' })).data,
        await (await world.authFetch(url('/user/'))).json(),
      ]

      expect(answers).toEqual(answers.map(() => ({ username: 'mocked' })))
      expect(new Set(seen).size).toBe(4)
      expect(seen).toHaveLength(6)
      expect(world.refreshes()).toBe(3)
      expect(world.statuses('/user/')).toEqual([])
    } finally {
      mocked.close()
    }
  })
})
