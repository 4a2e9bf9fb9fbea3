import { describe, expect, it } from 'vitest'
import { runAppCheck } from '@/cli/deployed-app/run-app-check'
import type { Answer, Question } from '@/cli/doctor/exchange'
import { caching, securityHeaders } from '@/cli/headers/security-headers'

const document = '<!doctype html><script type="module" src="/assets/index-a.js"></script>'
const own = { apiBaseUrl: '/', auth: { profile: 'simplejwt' } }
const elsewhere = { ...own, apiBaseUrl: 'https://api.example.com' }

type Headers = Readonly<Record<string, string | null>>

interface World {
  readonly app?: string
  readonly config?: object | string
  /** In place of those that `npm run doctor -- headers` writes; `null` for none. */
  readonly headers?: Headers
  /** By path: what the server answers in place of what it should. */
  readonly answers?: Readonly<Record<string, Partial<Answer>>>
  /** What the API says to a preflight of an origin. */
  readonly allows?: (origin: string) => Headers
}

const answer = (body: string, headers: Headers = {}, more: Partial<Answer> = {}): Answer => ({
  kind: 'answer',
  status: 200,
  cookies: [],
  body,
  ...more,
  headers: Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  ),
})

/** Serves an app as it should be, but for what is said otherwise. */
function serve({ app = 'https://app.example.com/', config = own, ...world }: World) {
  const origins = config === elsewhere ? ['https://api.example.com'] : []
  const good = Object.fromEntries(
    securityHeaders(origins, true).map(([name, value]) => [name.toLowerCase(), value]),
  )
  const headers = { ...good, 'cache-control': caching.others, server: 'nginx', ...world.headers }
  const files: Readonly<Record<string, (question: Question) => Answer>> = {
    '': () => answer(document, headers),
    login: () => answer(document, headers),
    'config.json': () =>
      answer(typeof config === 'string' ? config : JSON.stringify(config), headers),
    'assets/index-a.js': ({ headers: asked }) => {
      const encoding = asked['Accept-Encoding'] ?? 'identity'
      const packed = encoding === 'identity' ? {} : { 'content-encoding': encoding }
      const kept = { 'cache-control': caching.assets, 'content-type': 'text/javascript' }
      return answer('x'.repeat(5_000), { ...headers, ...kept, ...packed })
    },
  }
  return async (question: Question): Promise<Answer> => {
    const { method, url, headers: asked } = question
    const path = url.startsWith(app) ? url.slice(app.length) : url
    const changed = world.answers?.[path]
    if (method === 'OPTIONS') {
      return answer('', world.allows?.(asked['Origin'] ?? '') ?? {}, changed ?? {})
    }
    if (url === app.replace('https:', 'http:') && app.startsWith('https:')) {
      const found = answer('', { location: app }, { status: 308 })
      return { ...found, ...world.answers?.['http'] }
    }
    const found = files[path]?.(question) ?? answer('Not found', {}, { status: 404 })
    return { ...found, ...changed, headers: { ...found.headers, ...changed?.headers } }
  }
}

async function check(world: World = {}, args: readonly string[] = ['--json']) {
  const { app = 'https://app.example.com/' } = world
  let [printed, told, questions] = ['', '', 0]
  const send = serve(world)
  const code = await runAppCheck(['--app', app, ...args], {
    send: async (question) => {
      questions += 1
      return await send(question)
    },
    print: (text) => (printed += text),
    tell: (text) => (told += text),
    isColoured: false,
  })
  const ids = args.includes('--json')
    ? (JSON.parse(printed) as { findings: { id: string }[] }).findings.map(({ id }) => id)
    : []
  return { code, ids, printed, told, questions }
}

const lets = (...origins: readonly string[]) => ({
  allows: (origin: string) =>
    origins.includes(origin) || origins.includes('*')
      ? {
          'access-control-allow-origin': origin,
          'access-control-allow-headers': 'authorization, content-type',
          'access-control-expose-headers': 'Retry-After',
        }
      : {},
  answers: {
    'https://api.example.com/api/token/': answerOf({ 'access-control-expose-headers': '*' }),
  },
})

function answerOf(headers: Readonly<Record<string, string>>): Partial<Answer> {
  return { headers }
}

const policyWith = (change: (policy: string) => string) => {
  const [, policy = ''] =
    securityHeaders([], true).find(([name]) => name === 'Content-Security-Policy') ?? []
  return { 'content-security-policy': change(policy) }
}

describe('an app that is deployed as it should be', () => {
  it('is healthy, in few questions', async () => {
    const { code, ids, questions } = await check()

    expect(ids).toEqual([])
    expect(code).toBe(0)
    expect(questions).toBeLessThanOrEqual(20)
  })

  it('is healthy with its API elsewhere, which lets it in and nobody else', async () => {
    const world = { config: elsewhere, ...lets('https://app.example.com') }

    expect(await check(world)).toMatchObject({ ids: [], code: 0 })
  })

  it('is healthy on this computer without encryption', async () => {
    const world = { app: 'http://127.0.0.1:8080/', headers: { 'strict-transport-security': null } }

    expect((await check(world)).ids).toEqual([])
  })

  it('is healthy below a path, named without its slash', async () => {
    const app = 'https://app.example.com/app/'
    const page = { body: document.replace('/assets', '/app/assets') }

    const { ids } = await check({ app, answers: { '': page } })

    expect(ids).toEqual([])
  })
})

describe('what is wrong with a deployed app', () => {
  const html: Partial<Answer> = { status: 200, body: document }
  it.each<[string, World]>([
    ['framing', { headers: policyWith((all) => all.replace(/frame-ancestors[^;]*;/, '')) }],
    ['framing', { headers: policyWith((all) => all.replace("ancestors 'none'", 'ancestors *')) }],
    [
      'csp-script',
      { headers: policyWith((all) => all.replace("src 'self'", "src 'self' https:")) },
    ],
    [
      'csp-script',
      {
        headers: policyWith((all) =>
          all.replace("script-src 'self'", "script-src 'unsafe-inline'"),
        ),
      },
    ],
    [
      'csp-open',
      {
        headers: policyWith((all) =>
          all.replace("connect-src 'self'", "connect-src 'self' https:"),
        ),
      },
    ],
    [
      'csp-open',
      {
        headers: policyWith((all) =>
          all.replace("connect-src 'self'", "connect-src 'self' https://old.example.com"),
        ),
      },
    ],
    [
      'csp-connect',
      { config: elsewhere, headers: policyWith((all) => all), ...lets('https://app.example.com') },
    ],
    ['trusted-types', { headers: policyWith((all) => all.replace(/require-trusted[^;]*;/, '')) }],
    ['hsts', { headers: { 'strict-transport-security': 'max-age=3600' } }],
    ['http-open', { answers: { http: html } }],
    ['unencrypted', { app: 'http://app.example.com/' }],
    ['nosniff', { headers: { 'x-content-type-options': null } }],
    ['referrer', { headers: { 'referrer-policy': 'unsafe-url' } }],
    ['permissions', { headers: { 'permissions-policy': null } }],
    ['opener', { headers: { 'cross-origin-opener-policy': 'unsafe-none' } }],
    ['resource', { headers: { 'cross-origin-resource-policy': 'cross-origin' } }],
    ['no-app', { answers: { '': { status: 502, body: '' } } }],
    ['fallback-missing', { answers: { login: { status: 404, body: '' } } }],
    ['fallback-missing', { answers: { login: { status: 404, body: document } } }],
    ['script-type', { answers: { 'assets/index-a.js': { status: 404 } } }],
    [
      'script-type',
      { answers: { 'assets/index-a.js': answerOf({ 'content-type': 'text/plain' }) } },
    ],
    ['fallback-wide', { answers: { 'assets/not-there-00000000.js': html } }],
    ['fallback-wide', { answers: { 'not-there.json': html } }],
    [
      'missing-kept',
      {
        answers: { 'assets/not-there-00000000.js': answerOf({ 'cache-control': caching.assets }) },
      },
    ],
    ['stale', { answers: { '': answerOf({ 'cache-control': 'public, max-age=600' }) } }],
    ['stale', { answers: { 'config.json': answerOf({ 'cache-control': '' }) } }],
    [
      'assets-short',
      { answers: { 'assets/index-a.js': answerOf({ 'cache-control': 'no-cache' }) } },
    ],
    ['compression', { answers: { 'assets/index-a.js': answerOf({ 'content-encoding': 'gzip' }) } }],
    [
      'source-map',
      {
        answers: {
          'assets/index-a.js.map': {
            status: 200,
            ...answerOf({ 'content-type': 'application/json' }),
          },
        },
      },
    ],
    [
      'demo',
      {
        answers: {
          'mockServiceWorker.js': {
            status: 200,
            ...answerOf({ 'content-type': 'text/javascript' }),
          },
        },
      },
    ],
    ['config-missing', { answers: { 'config.json': html } }],
    ['config-missing', { answers: { 'config.json': { status: 404 } } }],
    ['config-broken', { config: '{' }],
    ['config-broken', { config: { ...own, auth: { profile: 'none-such' } } }],
    ['mixed-content', { config: { ...own, apiBaseUrl: 'http://api.example.com' } }],
    ['cors', { config: elsewhere, ...lets('https://other.example.com') }],
    ['cors-open', { config: elsewhere, ...lets('*') }],
    ['cors-open', { allows: () => ({ 'access-control-allow-origin': '*' }) }],
    ['cookie-insecure', { answers: { login: { cookies: ['csrftoken=x; SameSite=Lax'] } } }],
  ])('is named: %s', async (id, world) => {
    const { ids } = await check(world)

    expect(ids).toContain(id)
  })

  it('is one thing at a time', async () => {
    const { ids, code } = await check({ headers: { 'x-content-type-options': null } })

    expect(ids).toEqual(['nosniff'])
    expect(code).toBe(1)
  })

  it('is said once with what mends it, in the words of the server that is there', async () => {
    const headers = { server: 'Caddy', 'x-content-type-options': null, 'referrer-policy': null }

    const { printed } = await check({ headers }, [])

    expect(printed.match(/npm run -s doctor -- headers --for caddy/g)).toHaveLength(1)
    expect(printed).toContain('See 1.')
    expect(printed).toContain('1 finding, and advice.')
  })

  it('repeats no value of a cookie', async () => {
    const { printed } = await check({ answers: { login: { cookies: ['sessionid=secret-value'] } } })

    expect(printed).toContain('sessionid: not Secure')
    expect(printed).not.toContain('secret-value')
  })
})

describe('the command', () => {
  it.each([
    ['ftp://app.example.com/', 'must begin with'],
    ['https://a:secret@app.example.com/', 'an address alone'],
    ['https://app.example.com/?x=1', 'must'],
  ])('refuses %s', async (app, words) => {
    const { code, told, printed } = await check({ app }, [])

    expect(code).toBe(3)
    expect(printed).toBe('')
    expect(told).toContain(words)
    expect(told).not.toContain('secret')
  })

  it('says what it does', async () => {
    expect((await check({}, ['--help'])).printed).toContain('--app <URL>')
    expect((await check({}, ['--nonsense'])).code).toBe(3)
  })
})
