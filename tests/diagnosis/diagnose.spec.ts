import { describe, expect, it } from 'vitest'
import type { FailedCall } from '@/auth'
import type { Connection } from '@/diagnosis/connection'
import {
  connectionTo,
  diagnoseInEnglish as diagnose,
  failedLogin,
  obtainUrl,
  page,
  stubServer,
  wantsPost,
} from './diagnosis-world'
import type { Question, Reply } from './diagnosis-world'

const html = '<!doctype html>'
const sameOrigin = connectionTo({ pageUrl: 'https://api.example/login' })
const withCookies = connectionTo({}, { transport: { credentials: true } })
const unslashedUrl = 'https://api.example/api/token'
const unslashed = connectionTo({ obtainUrl: unslashedUrl })
const fine = {
  reached: page(200),
  read: wantsPost(),
  preflight: wantsPost(),
  otherSlash: page(404),
}

async function verdictOf(
  connection: Connection,
  call: FailedCall | null,
  replies: Partial<Record<Question, Reply>>,
) {
  const { send } = stubServer(replies, connection.obtainUrl)
  const { title, remedies } = await diagnose(connection, call, { send, isOnline: true })
  return { title, mends: remedies.map(({ where, code = '' }) => `${where}: ${code}`).join('\n') }
}

describe('diagnose, after a login without answer', () => {
  const silent = failedLogin(null)

  it.each<[string, Connection, Partial<Record<Question, Reply>>, RegExp, string]>([
    ['nobody answers', connectionTo(), {}, /^No server answers/, 'runserver api.example'],
    ['too late', connectionTo(), { reached: 'late' }, /^No server answers/, 'apiBaseUrl'],
    [
      'hidden by CORS',
      connectionTo(),
      { reached: page(405) },
      /\(CORS\)\.$/,
      'CORS_ALLOWED_ORIGINS = ["https://app.example"]',
    ],
    [
      'no leave to send JSON',
      connectionTo(),
      { ...fine, preflight: 'none' },
      /\(CORS preflight\)/,
      'CORS_ALLOW_HEADERS',
    ],
    ['cookies', withCookies, fine, /\(CORS credentials\)/, 'CORS_ALLOW_CREDENTIALS = True'],
    ['back again', connectionTo(), fine, /^Nothing is wrong/, ''],
    ['a redirect', connectionTo(), { ...fine, read: 'redirect' }, /redirects\.$/, 'obtain'],
    ['a web page', connectionTo(), { ...fine, read: page(200) }, /than JSON/, 'apiBaseUrl'],
    ['one origin', sameOrigin, {}, /^No server answers/, 'runserver'],
  ])('%s', async (_, connection, replies, title, mends) => {
    const verdict = await verdictOf(connection, silent, replies)

    expect(verdict.title).toMatch(title)
    expect(verdict.mends).toContain(mends)
  })

  it('sees through a missing slash that looks like CORS', async () => {
    const call = failedLogin(null, '', unslashedUrl)
    const replies = { reached: page(200), otherSlash: wantsPost() }

    const { title, mends } = await verdictOf(unslashed, call, replies)

    expect(title).toBe('The login address lacks the slash at its end.')
    expect(mends).toContain('"obtain": "/api/token/"')
    expect(mends).toContain('CorsMiddleware')
  })
})

describe('diagnose, after an answer that is no answer of an auth API', () => {
  it.each<[string, Connection, FailedCall, Partial<Record<Question, Reply>>, RegExp, string]>([
    ['404', connectionTo(), failedLogin(404, html), {}, /no login .*\(404\)/, '"/api/token/"'],
    ['405', connectionTo(), failedLogin(405, '{}'), {}, /no login .*\(405\)/, 'apiBaseUrl'],
    ['400 page', connectionTo(), failedLogin(400, html), {}, /\(400\)/, '["api.example"]'],
    ['500', connectionTo(), failedLogin(500, html), fine, /fails .*\(500\)/, 'migrate'],
    ['502', connectionTo(), failedLogin(502, html), fine, /in front .*\(502\)/, 'server: '],
    ['redirect', connectionTo(), failedLogin(0), fine, /redirects/, 'obtain'],
    ['page', connectionTo(), failedLogin(200, html), { read: page(200) }, /than JSON/, 'obtain'],
    ['403 page', connectionTo(), failedLogin(403, html), fine, /than JSON/, 'obtain'],
    [
      'own page',
      sameOrigin,
      failedLogin(200, html),
      { read: page(200) },
      /app itself/,
      'API_PROXY',
    ],
    ['static server', sameOrigin, failedLogin(405, html), { read: page(200) }, /app itself/, 'npm'],
    ['no token', connectionTo(), failedLogin(200, '{}'), {}, /no token/, 'read'],
  ])('%s', async (_, connection, call, replies, title, mends) => {
    const verdict = await verdictOf(connection, call, replies)

    expect(verdict.title).toMatch(title)
    expect(verdict.mends).toContain(mends)
  })

  it.each([0, 404, 500])('tells the missing slash from what else gives %i', async (status) => {
    const call = failedLogin(status, html, unslashedUrl)

    const { title, mends } = await verdictOf(unslashed, call, {
      read: 'redirect',
      otherSlash: wantsPost(),
    })

    expect(title).toBe('The login address lacks the slash at its end.')
    expect(mends).toContain('"obtain": "/api/token/"')
    expect(mends).not.toContain('CorsMiddleware')
  })

  it('mends the refresh address with it, where that is written the same way', async () => {
    const endpoints = { obtain: '/api/token', refresh: '/api/token/refresh' }
    const both = connectionTo({ obtainUrl: unslashedUrl }, { endpoints })

    const call = failedLogin(404, html, unslashedUrl)
    const { mends } = await verdictOf(both, call, { otherSlash: wantsPost() })

    expect(mends).toContain('"refresh": "/api/token/refresh/"')
  })

  it('is not misled by an API that says 404 in JSON', async () => {
    const missing = () => new Response('{"detail":"Not Found"}', { status: 404 })

    const { title } = await verdictOf(connectionTo(), failedLogin(404, html), {
      read: page(404),
      otherSlash: missing(),
    })

    expect(title).toMatch(/no login .*\(404\)/)
  })

  it('suggests https where the address that redirects is http', async () => {
    const obtainUrl = 'http://api.example/api/token/'
    const http = connectionTo({
      apiBaseUrl: 'http://api.example/',
      obtainUrl,
      pageUrl: 'http://app.example/',
    })

    const { mends } = await verdictOf(http, failedLogin(0, '', obtainUrl), { read: 'redirect' })

    expect(mends).toContain('"apiBaseUrl": "https://api.example/"')
    expect(mends).toContain('SECURE_SSL_REDIRECT')
  })

  it('tells a slash too many', async () => {
    const { title, mends } = await verdictOf(connectionTo(), failedLogin(0), {
      read: 'redirect',
      otherSlash: wantsPost(),
    })

    expect(title).toBe('The login address has a slash too many at its end.')
    expect(mends).toContain('"obtain": "/api/token"')
  })
})

describe('diagnose, when a token was refused', () => {
  const call = { ...failedLogin(401, '{}', 'https://api.example/user/'), method: 'GET' }

  it('asks nothing, and names the setting of both sides', async () => {
    const { send, asked } = stubServer(fine)

    const { title, remedies } = await diagnose(connectionTo(), call, { send, isOnline: true })

    expect(asked).toEqual([])
    expect(title).toBe('The API does not take the token.')
    const [config, server] = remedies.map(({ code }) => code)
    expect(config).toContain('"prefix": "JWT"')
    expect(server).toContain('"AUTH_HEADER_TYPES": ("Bearer",)')
  })

  it('suggests another word than the one that is sent', async () => {
    const legacy = connectionTo(
      { profileName: 'djangorestframework-jwt' },
      { profile: 'djangorestframework-jwt' },
    )

    const { mends } = await verdictOf(legacy, call, {})

    expect(mends).toContain('"prefix": "Bearer"')
    expect(mends).toContain('"JWT_AUTH_HEADER_PREFIX": "JWT"')
  })

  it('says nothing of Django where there is none', async () => {
    const flask = connectionTo(
      { profileName: 'flask-jwt-extended' },
      { profile: 'flask-jwt-extended' },
    )

    const { send } = stubServer(fine)
    const { remedies } = await diagnose(flask, call, { send, isOnline: true })

    expect(remedies.map(({ where }) => where)).toEqual(['config'])
  })
})

describe('diagnose, before anything has failed', () => {
  it.each<[string, Connection, Partial<Record<Question, Reply>>, RegExp]>([
    ['fine', connectionTo(), fine, /^Nothing is wrong/],
    ['down', connectionTo(), {}, /^No server answers/],
    ['CORS', connectionTo(), { reached: page(200) }, /\(CORS\)/],
    ['404', connectionTo(), { ...fine, read: page(404) }, /\(404\)/],
    ['own page', sameOrigin, { read: page(200), otherSlash: page(200) }, /app itself/],
    ['host', connectionTo(), { ...fine, read: page(400) }, /\(400\)/],
  ])('%s', async (_, connection, replies, title) => {
    expect((await verdictOf(connection, null, replies)).title).toMatch(title)
  })
})

describe('diagnose, where cookies are sent', () => {
  it('does not blame them before a login has failed', async () => {
    expect((await verdictOf(withCookies, null, fine)).title).toMatch(/^Nothing is wrong/)
  })
})

describe('diagnose, before anything is asked', () => {
  it('does not blame the server when this computer is offline', async () => {
    const { send, asked } = stubServer(fine)

    const { title } = await diagnose(connectionTo(), null, { send, isOnline: false })

    expect(title).toBe('This computer is offline.')
    expect(asked).toEqual([])
  })

  it('names an http API under an https page, unless it is on this computer', async () => {
    const http = { apiBaseUrl: 'http://api.example/', obtainUrl: 'http://api.example/api/token/' }
    const local = { apiBaseUrl: 'http://localhost/', obtainUrl: 'http://localhost/api/token/' }

    const { title, mends } = await verdictOf(connectionTo(http), null, fine)

    expect(title).toMatch(/https.*http\.$/)
    expect(mends).toContain('"apiBaseUrl": "https://api.example/"')
    expect((await verdictOf(connectionTo(local), null, fine)).title).toMatch(/^Nothing is wrong/)
  })
})

describe('what the server is asked', () => {
  it('is at most four times a GET, with no cookie, no token, a time limit and no query', async () => {
    const secret = connectionTo({ obtainUrl: `${obtainUrl}?key=hush` })
    const { send, asked } = stubServer(fine)

    await diagnose(secret, null, { send, isOnline: true })

    expect(asked.map(({ question }) => question)).toEqual([
      'reached',
      'read',
      'otherSlash',
      'preflight',
    ])
    for (const { url, init } of asked) {
      expect(url).not.toContain('hush')
      expect(init).toMatchObject({ credentials: 'omit', cache: 'no-store' })
      expect(init.method ?? 'GET').toBe('GET')
      expect(init.signal).toBeInstanceOf(AbortSignal)
      expect([...new Headers(init.headers).keys()]).not.toContain('authorization')
    }
  })

  it('is no more than what is open: one question when nobody is there', async () => {
    const { send, asked } = stubServer({})

    await diagnose(connectionTo(), failedLogin(null), { send, isOnline: true })

    expect(asked).toHaveLength(1)
  })

  it('is two questions when the login was answered', async () => {
    const { send, asked } = stubServer(fine)

    await diagnose(connectionTo(), failedLogin(500, html), { send, isOnline: true })

    expect(asked.map(({ question }) => question)).toEqual(['read', 'otherSlash'])
  })
})
