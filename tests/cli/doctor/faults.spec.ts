import { describe, expect, it, onTestFinished } from 'vitest'
import type { Send } from '@/cli/doctor/send-over-http'
import { sendOverHttp } from '@/cli/doctor/send-over-http'
import { demoAccounts } from '../../../src/mocks/accounts'
import type { MockRequest, MockResponse } from '../../../src/mocks/mock-http'
import { legacyDefaults, simpleJwtDefaults } from '../../../src/mocks/settings'
import { readRecording } from '../../recorded/recording'
import type { Intercept, MockHttpServerOptions } from '../../support/mock-http-server'
import { startMockHttpServer } from '../../support/mock-http-server'
import { reportIn, run } from './doctor-world'

const origin = 'http://127.0.0.1:5173'
const password = 'correct-horse-battery'
const accounts = demoAccounts.map((account) => ({ ...account, password }))
const hour = 3600

/** A mistake that people make, on a server that is right otherwise. */
interface Fault {
  readonly finding: string
  readonly server?: MockHttpServerOptions
  readonly intercept?: Intercept
  readonly args?: readonly string[]
  /** Where the server has its addresses, and which of its own they are. */
  readonly renamed?: Readonly<Record<string, string>>
}

const rotating = { ...simpleJwtDefaults, rotate: true }
const unslashed = ['--obtain', '/api/token']

const faults: Readonly<Record<string, Fault>> = {
  'JWT_ALLOW_REFRESH is off': {
    finding: 'refresh-off',
    server: { settings: { ...legacyDefaults, allowRefresh: false } },
  },
  'the slash is missing, and Django redirects': {
    finding: 'slash',
    args: unslashed,
    intercept: atUnslashed(() => recorded('simplejwt', 'obtain-no-trailing-slash-append-slash')),
  },
  'the slash is missing, and Django fails (DEBUG)': {
    finding: 'slash',
    args: unslashed,
    intercept: atUnslashed(({ method }) =>
      method === 'POST'
        ? recorded('django-variants', 'debug-on-post-no-slash')
        : recorded('simplejwt', 'obtain-no-trailing-slash-append-slash'),
    ),
  },
  'the slash is missing, and Django knows no such path (APPEND_SLASH off)': {
    finding: 'slash',
    args: unslashed,
    intercept: atUnslashed(() => recorded('django-variants', 'append-slash-off-post')),
  },
  'CorsMiddleware is below CommonMiddleware, and the slash is missing': {
    finding: 'slash',
    args: unslashed,
    intercept: atUnslashed(() =>
      recorded('django-variants', 'cors-after-common-preflight-no-slash'),
    ),
  },
  'the origin of the app is not allowed': {
    finding: 'cors',
    server: { allowedOrigins: ['http://localhost:5173'] },
  },
  'SessionAuthentication is first': {
    finding: 'forbidden-for-unauthorized',
    intercept: atUser((request, askBackend) =>
      askBackend().status === 401
        ? 'authorization' in request.headers
          ? recorded('simplejwt', 'session-first-garbage-token')
          : recorded('simplejwt', 'session-first-no-token')
        : undefined,
    ),
  },
  'BasicAuthentication is first': {
    finding: 'basic-first',
    intercept: atUser((_, askBackend) =>
      askBackend().status === 401 ? recorded('simplejwt', 'basic-first-no-token') : undefined,
    ),
  },
  'everything is for staff (IsAdminUser)': {
    finding: 'user-forbidden',
    intercept: atUser((_, askBackend) =>
      askBackend().status === 200 ? recorded('simplejwt', 'admin-only-as-non-staff') : undefined,
    ),
  },
  'the blacklist view has no app': {
    finding: 'logout-without-effect',
    intercept: ({ path, body }) =>
      path === '/api/token/blacklist/' && body.includes('"refresh"')
        ? recorded('django-variants', 'no-blacklist-app-blacklist')
        : undefined,
  },
  'refresh tokens rotate and stay good': {
    finding: 'rotation-without-blacklist',
    server: { settings: rotating },
    args: ['--probe-rotation'],
  },
  'the access token outlives the refresh token': {
    finding: 'access-outlives-refresh',
    server: { settings: { ...simpleJwtDefaults, accessSeconds: hour, refreshSeconds: hour / 2 } },
  },
  'the access token lives for a week': {
    finding: 'access-long-lived',
    server: { settings: { ...legacyDefaults, accessSeconds: 7 * 24 * hour } },
  },
  'the clock of the server is an hour ahead': {
    finding: 'clock-off',
    server: { now: () => Date.now() + hour * 1000 },
  },
  'tokens are not signed': {
    finding: 'alg-none',
    intercept: ({ path, method }, askBackend) =>
      path === '/api/token/' && method === 'POST' ? unsigned(askBackend()) : undefined,
  },
  'the token carries personal data': {
    finding: 'personal-claims',
    server: { settings: legacyDefaults },
  },
  'the login opens a session as well': {
    finding: 'session-cookie',
    intercept: ({ path, method }, askBackend) =>
      path === '/api/token/' && method === 'POST'
        ? withHeader(askBackend(), 'Set-Cookie', 'sessionid=0123456789; HttpOnly; Path=/')
        : undefined,
  },
  'the prefix is Bearer, and the package documents JWT': {
    finding: 'other-prefix',
    server: { settings: { ...legacyDefaults, prefix: 'Bearer' } },
    renamed: {
      '/api-token-auth/': '/auth/obtain_token/',
      '/api-token-refresh/': '/auth/refresh_token/',
      '/auth/obtain_token/': '/nothing/',
    },
  },
}

describe('the first finding, where', { timeout: 30_000 }, () => {
  it.each(Object.entries(faults))('%s', async (_, fault) => {
    const { finding, server, intercept, args = [], renamed = {} } = fault
    const url = await start(server, intercept)

    const result = await run([url, '--username', 'demo', '--json', ...args], {
      password,
      terminal: { send: sendingTo(renamed) },
    })

    expect(reportIn(result).findings[0]?.id).toBe(finding)
    expect(result.everything).not.toContain(password)
    expect(result.everything).not.toMatch(/eyJ|0123456789/)
  })

  it.each([
    ['plain-http', 'http://127.0.0.1:5173', 1],
    ['mixed-content', 'https://app.example.com', 1],
  ])('a public API is asked over http: %s', async (finding, page, code) => {
    const local = await start({ allowedOrigins: [page] })
    const url = 'http://api.example.com'

    const result = await run([url, '--username', 'demo', '--json', '--origin', page], {
      password,
      terminal: {
        send: (question, signal) =>
          sendOverHttp({ ...question, url: question.url.replace(url, local) }, signal),
      },
    })

    expect(reportIn(result).findings[0]?.id).toBe(finding)
    expect(result.code).toBe(code)
  })

  it('a login wants a one-time code: it says so, and the key to write by hand', async () => {
    const url = await start()

    const result = await run([url, '--username', 'otp'], { password })

    expect(result.code).toBe(2)
    expect(result.printed).toContain('1. [blocking] The login wants a one-time code.')
    expect(result.printed).toContain('"oneTimeCode": { "wanted": {"statuses":[')
  })

  it('nothing is wrong: there is no finding but advice', async () => {
    const url = await start()

    const { findings } = reportIn(await run([url, '--username', 'demo', '--json'], { password }))

    expect(findings.map(({ id }) => id)).toEqual(['retry-after-hidden'])
  })
})

async function start(options: MockHttpServerOptions = {}, intercept: Intercept | null = null) {
  const server = await startMockHttpServer({ accounts, allowedOrigins: [origin], ...options })
  server.intercept(intercept)
  onTestFinished(() => server.close())
  return server.url
}

/** Sends what is for one path to another. */
function sendingTo(renamed: Readonly<Record<string, string>>): Send {
  return (question, signal) => {
    const { origin, pathname } = new URL(question.url)
    const url = `${origin}${renamed[pathname] ?? pathname}`
    return sendOverHttp({ ...question, url }, signal)
  }
}

/** What a real server answered. */
function recorded(recording: string, title: string): MockResponse {
  const found = readRecording(recording).exchanges.find((each) => each.case === title)
  if (!found) throw new Error(`${recording} has no ${title}`)
  const { status, headers, body } = found.response
  const kept = ['content-type', 'location', 'www-authenticate', 'allow']
  const named = Object.entries(headers).filter(([name]) => kept.includes(name.toLowerCase()))
  return { status, headers: Object.fromEntries(named), body }
}

function atUnslashed(answer: (request: MockRequest) => MockResponse): Intercept {
  return (request) => (request.path === '/api/token' ? answer(request) : undefined)
}

function atUser(answer: Intercept): Intercept {
  return (request, askBackend) =>
    request.path === '/user/' ? answer(request, askBackend) : undefined
}

function withHeader(response: MockResponse, name: string, value: string): MockResponse {
  return { ...response, headers: { ...response.headers, [name]: value } }
}

/** The same tokens, with a header that says that nothing is signed. */
function unsigned(response: MockResponse): MockResponse {
  const header = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')
  return { ...response, body: response.body.replace(/eyJ[\w-]+(?=\.eyJ)/g, header) }
}
