import { describe, expect, it } from 'vitest'
import type { AuthSettings } from '@/auth/backends/auth-settings'
import { ProfileAuthApi } from '@/auth/backends/profile-auth-api'
import { resolveProfile } from '../../support/resolve-profile'
import { AuthUnavailableError } from '@/auth/core/errors'
import { accessToken, refreshToken } from '@/auth/core/tokens'
import type { TransportRequest } from '@/auth/core/transport'
import { recordWith } from '../../support/records'
import { get } from '../../support/requests'

const credentials = { username: 'demo', password: 's3cret' }
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = (claims: unknown) => `${encode({ alg: 'HS256' })}.${encode(claims)}.c2ln`

interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** An API that gives one answer, and what was sent to it. */
function createApi(settings: AuthSettings, { status, body, headers = {} }: Answer) {
  const sent: TransportRequest[] = []
  const api = new ProfileAuthApi(
    resolveProfile(settings),
    'https://api.example/v1/',
    async (request) => {
      sent.push(request)
      return {
        status,
        body: typeof body === 'string' ? body : JSON.stringify(body),
        header: (name) => headers[name] ?? null,
      }
    },
  )
  return { api, sent }
}

const simplejwt: AuthSettings = { profile: 'simplejwt' }
const legacy: AuthSettings = { profile: 'djangorestframework-jwt' }
const obtainError = async (settings: AuthSettings, answer: Answer): Promise<unknown> =>
  createApi(settings, answer)
    .api.obtain(credentials)
    .catch((error: unknown) => error)

describe('obtain', () => {
  it('sends JSON below the base URL and reads the pair', async () => {
    const answer = { access: jwt({ iat: 10, exp: 310 }), refresh: jwt({ exp: 900 }) }
    const { api, sent } = createApi(simplejwt, { status: 200, body: answer })

    const outcome = await api.obtain(credentials)

    expect(sent).toMatchObject([
      {
        method: 'POST',
        url: 'https://api.example/v1/api/token/',
        headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
        body: '{"username":"demo","password":"s3cret"}',
      },
    ])
    expect(outcome).toEqual({
      kind: 'granted',
      grant: {
        accessToken: answer.access,
        refreshToken: answer.refresh,
        issuedAtSeconds: 10,
        expiresAtSeconds: 310,
        expiresInSeconds: null,
        endsInSeconds: null,
        endsAtSeconds: 900,
      },
    })
  })

  it('reads a single token, its issue from orig_iat and its end from the configured window', async () => {
    const token = jwt({ orig_iat: 10, exp: 310 })
    const settings = { ...legacy, refresh: { windowSeconds: 1000 } }
    const { api } = createApi(settings, { status: 200, body: { token } })

    expect(await api.obtain(credentials)).toMatchObject({
      grant: { accessToken: token, refreshToken: null, issuedAtSeconds: 10, endsAtSeconds: 1010 },
    })
  })

  it('ends with the access token where nothing can be refreshed', async () => {
    const body = { access: jwt({ iat: 10, exp: 310 }), refresh: jwt({ exp: 900 }) }
    const { api } = createApi({ ...simplejwt, endpoints: { refresh: null } }, { status: 200, body })

    expect(await api.obtain(credentials)).toMatchObject({ grant: { endsAtSeconds: 310 } })
  })

  it('sends other field names, nested, as a form, and constant fields, when told so', async () => {
    const nested = createApi(
      {
        ...simplejwt,
        obtain: {
          identifier: 'user.email',
          secret: 'user.password',
          static: { 'user.device': 'web' },
        },
      },
      { status: 200, body: { access: 'a' } },
    )
    const form = createApi(
      { ...simplejwt, obtain: { encoding: 'form', static: { grant_type: 'password' } } },
      { status: 200, body: { access: 'a' } },
    )

    await Promise.all([nested.api.obtain(credentials), form.api.obtain(credentials)])

    expect(nested.sent[0]?.body).toBe(
      '{"user":{"device":"web","email":"demo","password":"s3cret"}}',
    )
    expect(form.sent[0]?.body).toBe('grant_type=password&username=demo&password=s3cret')
  })

  it.each([
    [simplejwt, 401, { detail: 'No active account' }, 'No active account', {}],
    [legacy, 400, { non_field_errors: ['Unable to log in.'] }, 'Unable to log in.', {}],
    [legacy, 400, { password: ['May not be blank.'] }, null, { password: ['May not be blank.'] }],
    [simplejwt, 400, { otp: ['Code missing.'] }, 'otp: Code missing.', {}],
  ] as const)('turns a refusal into words: %#', async (settings, status, body, words, fields) => {
    expect(await obtainError(settings, { status, body })).toMatchObject({
      code: 'login-refused',
      serverMessage: words,
      fieldErrors: fields,
    })
  })

  it.each([
    [401, '', null],
    [401, 'Unauthorized', null],
    [401, '<html>No</html>', null],
    [401, '[]', null],
    [401, 'Wrong e-mail address or password.\n', 'Wrong e-mail address or password.'],
    [401, '"Bad credentials"', 'Bad credentials'],
    [400, 'Bad Request', null],
    [403, '', null],
    [403, 'Forbidden', null],
    [422, 'unknown user', 'unknown user'],
  ] as const)('takes %i %j for wrong credentials', async (status, body, words) => {
    expect(await obtainError(simplejwt, { status, body })).toMatchObject({
      code: 'login-refused',
      serverMessage: words,
      fieldErrors: {},
    })
  })

  it.each([
    ['no such user', 'no such user'],
    [{ detail: 'no such user' }, 'no such user'],
  ] as const)('takes a 404 for them where the profile says so: %j', async (body, words) => {
    const settings = { ...simplejwt, obtain: { refusedStatuses: [404] } }

    expect(await obtainError(settings, { status: 404, body })).toMatchObject({
      code: 'login-refused',
      serverMessage: words,
    })
    expect(await obtainError(settings, { status: 404, body: '<h1>Not Found</h1>' })).toMatchObject({
      code: 'unexpected-answer',
    })
  })

  it.each([
    [401, 'invalid_client'],
    [400, 'unauthorized_client'],
    [400, 'unsupported_grant_type'],
  ])('takes %i %s for an app that is set up wrong', async (status, error) => {
    const answer = { status, body: { error, error_description: 'Client unknown.' } }

    expect(await obtainError({ profile: 'oauth2' }, answer)).toMatchObject({
      code: 'unexpected-answer',
      message: expect.stringContaining(error) as unknown,
      hint: expect.stringMatching(/^Client unknown\. auth\.obtain\.static/) as unknown,
    })
  })

  it('takes HTTP Basic for how the API logs in where it does', async () => {
    const headers = { 'WWW-Authenticate': 'Basic realm="api"' }
    const answer = { status: 401, body: { detail: 'Invalid username/password.' }, headers }

    expect(await obtainError({ profile: 'knox' }, answer)).toMatchObject({
      code: 'login-refused',
      serverMessage: 'Invalid username/password.',
    })
  })

  it('puts errors of renamed fields at the form\u2019s own fields', async () => {
    const settings = { ...simplejwt, obtain: { identifier: 'email' } }

    expect(
      await obtainError(settings, { status: 400, body: { email: ['Not an address.'] } }),
    ).toMatchObject({
      fieldErrors: { username: ['Not an address.'] },
    })
  })

  it.each([
    [{ 'Retry-After': '42' }, { detail: 'x' }, 42],
    [{}, { detail: 'Request was throttled. Expected available in 59 seconds.' }, 59],
    [
      { 'Retry-After': 'Wed, 21 Oct 2026 07:28:00 GMT', Date: 'Wed, 21 Oct 2026 07:27:30 GMT' },
      {},
      30,
    ],
    [{ 'Retry-After': 'Wed, 21 Oct 2020 07:28:00 GMT' }, {}, null],
    [{ 'Retry-After': '1e12' }, {}, 3600],
    [{}, {}, null],
  ])('says how long to wait: %#', async (headers, body, seconds) => {
    expect(await obtainError(simplejwt, { status: 429, body, headers })).toMatchObject({
      code: 'throttled',
      retryAfterSeconds: seconds,
    })
  })

  it.each([500, 502, 503, 408])('takes %i for a server in trouble', async (status) => {
    expect(await obtainError(simplejwt, { status, body: '<h1>Oops</h1>' })).toMatchObject({
      code: 'auth-unavailable',
      status,
    })
  })

  it.each([
    [{ status: 200, body: '<!doctype html><title>App</title>' }, 'auth.endpoints.obtain'],
    [{ status: 404, body: '<h1>Not Found</h1>' }, 'auth.endpoints.obtain'],
    [{ status: 0, body: '' }, 'slash'],
    [{ status: 200, body: { token: 'a' } }, 'auth.read.access'],
    [{ status: 200, body: { access: 7 } }, 'auth.read.access'],
    [{ status: 200, body: '[]' }, 'auth.endpoints.obtain'],
    [{ status: 404, body: { message: 'Not Found' } }, 'auth.endpoints.obtain'],
    [{ status: 405, body: { detail: 'Method not allowed' } }, 'auth.endpoints.obtain'],
    [{ status: 400, body: '<h1>Bad Request</h1>' }, 'auth.endpoints.obtain'],
    [{ status: 403, body: '<html>Forbidden</html>' }, 'auth.endpoints.obtain'],
    [{ status: 422, body: '<html>' }, 'auth.endpoints.obtain'],
    [
      { status: 401, body: 'Who?', headers: { 'WWW-Authenticate': 'Basic realm="staging"' } },
      'auth.obtain.encoding',
    ],
  ])('names the setting when the answer does not fit: %#', async (answer, setting) => {
    const error = await obtainError(simplejwt, answer)

    expect(error).toMatchObject({ code: 'unexpected-answer' })
    expect((error as { hint: string }).hint).toContain(setting)
  })

  it('puts neither password nor token into an error', async () => {
    const answers = [
      { status: 200, body: { token: 'SECRET' } },
      { status: 500, body: 'SECRET' },
      { status: 404, body: 's3cret SECRET' },
    ]

    for (const answer of answers) {
      const error = await obtainError(simplejwt, answer)
      expect(`${String(error)} ${JSON.stringify(error)}`).not.toMatch(/SECRET|s3cret/)
    }
  })
})

describe('refresh', () => {
  const record = recordWith({ accessToken: accessToken('t'), refreshToken: refreshToken('r') })
  const refreshWith = (settings: AuthSettings, answer: Answer) =>
    createApi(settings, answer).api.refresh(record)

  it('sends the token where the profile says', async () => {
    const pair = createApi(simplejwt, { status: 200, body: { access: 'a' } })
    const single = createApi(legacy, { status: 200, body: { token: 'a' } })

    await pair.api.refresh(record)
    await single.api.refresh(record)

    expect(pair.sent[0]?.body).toBe('{"refresh":"r"}')
    expect(single.sent[0]?.body).toBe('{"token":"t"}')
  })

  it.each([
    [simplejwt, 401, { detail: 'Token is blacklisted', code: 'token_not_valid' }],
    [simplejwt, 401, { detail: 'No active account found for the given token.' }],
    [legacy, 400, { non_field_errors: ['Signature has expired.'] }],
    [legacy, 400, { non_field_errors: ['Refresh has expired.'] }],
  ] as const)('recognises a refusal: %#', async (settings, status, body) => {
    expect(await refreshWith(settings, { status, body })).toEqual({ kind: 'refused' })
  })

  it.each([
    [simplejwt, 400, { detail: 'x' }],
    [simplejwt, 403, { detail: 'x' }],
    [simplejwt, 401, { message: 'a gateway' }],
    [simplejwt, 401, '{"detail"'],
    [simplejwt, 401, 'Unauthorized'],
    [simplejwt, 403, ''],
    [simplejwt, 0, ''],
    [simplejwt, 404, '<h1>Not Found</h1>'],
    [simplejwt, 200, {}],
    [legacy, 400, { token: ['This field is required.'] }],
    [legacy, 401, { non_field_errors: ['x'] }],
  ] as const)(
    'keeps the session on what it does not recognise: %#',
    async (settings, status, body) => {
      expect(await refreshWith(settings, { status, body })).toMatchObject({
        kind: 'unrecognised',
        status,
      })
    },
  )

  it.each([429, 503])('says for how long a %i asks to be left alone', async (status) => {
    const headers = { 'Retry-After': '60' }

    expect(await refreshWith(simplejwt, { status, body: {}, headers })).toEqual({
      kind: 'unavailable',
      status,
      retryAfterMs: 60_000,
    })
  })

  it.each([
    [401, '<html></html>'],
    [200, '<!doctype html>'],
    [408, ''],
    [409, { detail: 'x' }],
    [425, ''],
    [429, { detail: 'x' }],
    [500, 'Internal Server Error'],
    [502, '<h1>Bad gateway</h1>'],
    [503, { detail: 'x' }],
  ] as const)('takes %i %j for a server in trouble', async (status, body) => {
    expect(await refreshWith(simplejwt, { status, body })).toEqual({ kind: 'unavailable', status })
  })

  it.each([
    [401, 'Unauthorized'],
    [401, ''],
    [403, '"expired"'],
    [403, {}],
  ] as const)('takes %i %j for a refusal where the status suffices', async (status, body) => {
    const settings = { ...simplejwt, refresh: { deadWithoutJson: [401, 403] } }

    expect(await refreshWith(settings, { status, body })).toEqual({ kind: 'refused' })
  })

  it.each([
    [401, '<html>Sign in to Wi-Fi</html>'],
    [401, { message: 'a gateway' }],
    [400, 'Bad Request'],
  ] as const)('takes %i %j for none even where a status suffices', async (status, body) => {
    const settings = { ...simplejwt, refresh: { deadWithoutJson: [401] } }

    expect((await refreshWith(settings, { status, body })).kind).not.toBe('refused')
  })

  it.each([
    [401, 'Unauthorized', '"auth":{"refresh":{"deadWithoutJson":[401]}}'],
    [
      403,
      { error: 'gone' },
      '"auth":{"refresh":{"deadStatuses":[401,403],"deadKeys":["detail","code","error"]}}',
    ],
    [0, '', 'auth.endpoints.refresh must be the final URL'],
    [404, '<h1>Not Found</h1>', 'auth.endpoints.refresh'],
    [200, { token: 'a' }, 'auth.read.access'],
  ] as const)('names the setting that would recognise %i %j', async (status, body, setting) => {
    const outcome = await refreshWith(simplejwt, { status, body })

    expect(outcome.kind === 'unrecognised' && outcome.hint).toContain(setting)
  })

  it('puts nothing of an answer into the hint but what looks like a key', async () => {
    const body = { 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln': 'SECRET' }

    const outcome = await refreshWith(simplejwt, { status: 403, body })

    expect(JSON.stringify(outcome)).not.toMatch(/eyJ|SECRET/)
  })

  it('is unavailable without an answer', async () => {
    const api = new ProfileAuthApi(resolveProfile(simplejwt), 'https://api.example', async () => {
      throw new AuthUnavailableError(null)
    })

    expect(await api.refresh(record)).toEqual({ kind: 'unavailable', status: null })
  })

  it('does not take the login\u2019s orig_iat for the issue of a refreshed token', async () => {
    const token = jwt({ orig_iat: 10, exp: 310 })

    expect(await refreshWith(legacy, { status: 200, body: { token } })).toMatchObject({
      grant: { issuedAtSeconds: null },
    })
  })
})

describe('what failed', () => {
  const call = { method: 'POST', url: 'https://api.example/v1/api/token/' }

  it.each([
    ['a redirect', { status: 0, body: '' }, { status: 0, content: null }],
    ['a page', { status: 404, body: '<html>' }, { status: 404, content: 'html' }],
    ['a crash', { status: 500, body: '<html>' }, { status: 500, content: 'html' }],
    ['no token', { status: 200, body: { key: 'abc' } }, { status: 200, content: 'json' }],
  ] as const)('is on the error: %s', async (_, answer, came) => {
    expect(await obtainError(simplejwt, answer)).toMatchObject({ call: { ...call, ...came } })
  })

  it('is on the answer of a user endpoint that refuses the token', async () => {
    const settings = { ...simplejwt, endpoints: { user: '/user/' } }
    const { api } = createApi(settings, { status: 401, body: { detail: 'x' } })

    expect(await api.fetchUser(accessToken('t'))).toEqual({
      kind: 'token-refused',
      call: { method: 'GET', url: 'https://api.example/v1/user/', status: 401, content: 'json' },
    })
  })
})

describe('fetchUser', () => {
  const settings: AuthSettings = { profile: 'simplejwt', endpoints: { user: '/user/' } }

  it.each([
    [
      { id: 1, username: 'demo', is_staff: true },
      { id: '1', username: 'demo', isStaff: true },
    ],
    [
      { pk: 7, username: 'a', first_name: 'Ada', last_name: 'L', email: 'a@b.c' },
      { id: '7', username: 'a', fullName: 'Ada L', email: 'a@b.c' },
    ],
    [
      { id: 'u-1', email: 'a@b.c' },
      { id: 'u-1', username: 'a@b.c', email: 'a@b.c' },
    ],
  ])('reads a user as APIs write one: %#', async (body, user) => {
    const { api } = createApi(settings, { status: 200, body })

    expect(await api.fetchUser(accessToken('t'))).toEqual({ kind: 'user', user })
  })

  it.each([
    [403, { detail: 'x' }],
    [404, '<h1>x</h1>'],
    [200, '<h1>x</h1>'],
    [200, []],
    [200, { id: null }],
  ])('leaves it to the claims when it is not told: %i %j', async (status, body) => {
    const { api } = createApi(settings, { status, body })

    expect(await api.fetchUser(accessToken('t'))).toEqual({ kind: 'untold' })
  })

  it.each([
    [429, { detail: 'x' }],
    [409, { detail: 'x' }],
    [500, '<h1>x</h1>'],
  ])('may be told another time: %i %j', async (status, body) => {
    const { api } = createApi(settings, { status, body })

    expect(await api.fetchUser(accessToken('t'))).toEqual({ kind: 'unavailable', status })
  })
})

describe('challengeOf', () => {
  it.each([
    [401, { code: 'token_not_valid' }, 'renewable'],
    [401, '<html>', 'renewable'],
    [403, { detail: 'x', code: 'token_not_valid' }, 'renewable'],
    [401, { code: 'user_inactive' }, 'final'],
    [403, { detail: 'You do not have permission' }, 'none'],
    [500, null, 'none'],
  ])('%i %j is %s', (status, body, challenge) => {
    const { api } = createApi(simplejwt, { status: 200, body: {} })

    expect(api.challengeOf(status, body, get('https://api.example.com/'))).toBe(challenge)
  })
})

describe('revoke', () => {
  const record = recordWith()
  const revokeWith = (answer: Answer) =>
    createApi({ ...simplejwt, endpoints: { logout: '/logout/' } }, answer).api.revoke(record)

  it.each([200, 204, 302, 400, 401, 403, 404])('has told the server: %i', async (status) => {
    expect(await revokeWith({ status, body: '' })).toEqual({ kind: 'told' })
  })

  it.each([408, 425, 429, 500, 503])('may be tried again: %i', async (status) => {
    const headers = { 'Retry-After': '60' }

    expect(await revokeWith({ status, body: '', headers })).toEqual({
      kind: 'unavailable',
      status,
      retryAfterMs: 60_000,
    })
  })

  it('may be tried again without an answer', async () => {
    const profile = resolveProfile({ ...simplejwt, endpoints: { logout: '/logout/' } })
    const api = new ProfileAuthApi(profile, 'https://api.example', async () => {
      throw new AuthUnavailableError(null)
    })

    expect(await api.revoke(record)).toEqual({ kind: 'unavailable', status: null })
  })

  it('has nothing to tell without an address', async () => {
    const { api, sent } = createApi(simplejwt, { status: 503, body: '' })

    expect(await api.revoke(record)).toEqual({ kind: 'told' })
    expect(sent).toEqual([])
  })
})
