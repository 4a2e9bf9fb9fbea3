import * as v from 'valibot'
import { afterEach, describe, expect, it } from 'vitest'
import { expireAccessTokens } from '@/mocks/trouble'
import type { MockHttpServer, MockHttpServerOptions } from '../support/mock-http-server'
import { startMockHttpServer } from '../support/mock-http-server'
import { readRecording } from '../recorded/recording'

const origin = 'http://127.0.0.1:5173'
const running: MockHttpServer[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()))
})

describe('MockHttpServer', () => {
  it('answers from the backend, with links to itself', async () => {
    const server = await start()
    const token = await obtain(server)

    const posts = await fetch(`${server.url}/posts/?limit=1`, { headers: bearer(token) })

    expect(await posts.json()).toMatchObject({ next: `${server.url}/posts/?limit=1&offset=1` })
  })

  it('logs every request without its token', async () => {
    const server = await start()
    const startedAt = Date.now()
    const token = await obtain(server)
    await fetch(`${server.url}/user/`, { headers: bearer(token) })

    expect(server.log).toEqual([
      { ...logged('POST', '/api/token/', 200, false), atMs: expect.any(Number) as unknown },
      { ...logged('GET', '/user/', 200, true), atMs: expect.any(Number) as unknown },
    ])
    expect(server.log.every(({ atMs }) => atMs >= startedAt && atMs <= Date.now())).toBe(true)
    expect(JSON.stringify(server.log)).not.toContain(token)
  })

  it('makes the trouble it is asked for', async () => {
    const server = await start()
    const token = await obtain(server)

    server.cause(expireAccessTokens)

    expect((await fetch(`${server.url}/user/`, { headers: bearer(token) })).status).toBe(401)
  })

  it('asks the backend for a test that keeps the answer back', async () => {
    const server = await start()
    const token = await obtain(server)
    const seen: number[] = []
    server.intercept((_, askBackend) => {
      const answer = askBackend()
      seen.push(answer.status)
      return answer
    })

    const answer = await fetch(`${server.url}/user/`, { headers: bearer(token) })

    expect([answer.status, seen]).toEqual([200, [200]])
  })

  it('answers what a test intercepts, and goes back to the backend', async () => {
    const server = await start()
    server.intercept(({ path }) =>
      path === '/user/'
        ? { status: 503, headers: { 'Retry-After': '7' }, body: 'busy' }
        : undefined,
    )

    const busy = await fetch(`${server.url}/user/`)
    const other = await fetch(`${server.url}/posts/`)
    server.intercept(null)

    expect([busy.status, busy.headers.get('Retry-After'), await busy.text()]).toEqual([
      503,
      '7',
      'busy',
    ])
    expect(other.status).toBe(401)
    expect((await fetch(`${server.url}/user/`)).status).toBe(401)
  })

  it('delays requests', async () => {
    const server = await start()
    server.delayMs = 50
    const startedAt = performance.now()

    await fetch(`${server.url}/user/`)

    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(49)
  })

  it('cuts connections while it is down, those under way included, and comes back', async () => {
    const server = await start()
    let arrived = 0
    let answer = () => {}
    const held = new Promise<void>((resolve) => (answer = resolve))
    server.intercept(async () => {
      arrived += 1
      await held
      return undefined
    })
    const underWay = Promise.allSettled([
      fetch(`${server.url}/posts/`),
      fetch(`${server.url}/user/`),
    ])
    await expect.poll(() => arrived).toBe(2)

    server.setDown(true)
    answer()

    expect((await underWay).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await expect(fetch(`${server.url}/user/`)).rejects.toThrow(TypeError)
    await expect.poll(() => server.log.map(({ status }) => status)).toEqual([0, 0, 0])
    server.setDown(false)
    expect((await fetch(`${server.url}/user/`)).status).toBe(401)
  })
})

describe('CORS', () => {
  it('lets allowed origins read answers, errors and overrides included, with credentials', async () => {
    const server = await start({ allowedOrigins: [origin] })
    const refusal = await fetch(`${server.url}/user/`, { headers: { Origin: origin } })
    server.intercept(() => ({ status: 500, headers: {}, body: '' }))
    const failure = await fetch(`${server.url}/user/`, { headers: { Origin: origin } })

    for (const { headers } of [refusal, failure]) {
      expect(headers.get('Access-Control-Allow-Origin')).toBe(origin)
      expect(headers.get('Access-Control-Allow-Credentials')).toBe('true')
      expect(headers.get('Vary')).toBe('Origin')
      expect(headers.get('Access-Control-Expose-Headers')).toBeNull()
    }
  })

  it('answers foreign origins in full, unreadable to them', async () => {
    const server = await start({ allowedOrigins: [origin] })

    const response = await fetch(`${server.url}/user/`, {
      headers: { Origin: 'http://evil.example' },
    })

    expect(response.status).toBe(401)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
    expect(response.headers.get('Vary')).toBe('Origin')
  })

  it('knows no CORS unless it is given origins', async () => {
    const server = await start()

    const response = await fetch(`${server.url}/user/`, { headers: { Origin: origin } })

    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
    expect(response.headers.get('Vary')).toBeNull()
  })

  const preflights = ['simplejwt', 'legacy']
    .flatMap((name) => readRecording(name).exchanges)
    .filter((exchange) => exchange.case.startsWith('preflight-'))

  it.each(preflights)('answers $case as recorded', async ({ request, response }) => {
    const server = await start({ allowedOrigins: [origin] })

    const answer = await fetch(server.url + request.path, {
      method: request.method,
      headers: request.headers,
    })

    expect(answer.status).toBe(response.status)
    for (const name of corsHeaderNames) {
      expect([name, answer.headers.get(name)]).toEqual([name, response.headers[name] ?? null])
    }
  })
})

const corsHeaderNames = [
  'Access-Control-Allow-Origin',
  'Access-Control-Allow-Credentials',
  'Access-Control-Allow-Headers',
  'Access-Control-Allow-Methods',
  'Access-Control-Max-Age',
]

async function start(options: MockHttpServerOptions = {}): Promise<MockHttpServer> {
  const server = await startMockHttpServer(options)
  running.push(server)
  return server
}

async function obtain({ url }: MockHttpServer): Promise<string> {
  const response = await fetch(`${url}/api/token/`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'demo', password: 'demo' }),
  })
  return v.parse(v.object({ access: v.string() }), await response.json()).access
}

function bearer(token: string) {
  return { Authorization: `Bearer ${token}` }
}

function logged(method: string, path: string, status: number, authorization: boolean) {
  return { method, path, status, authorization }
}
