import { describe, expect, it } from 'vitest'
import type { AuthSettings } from '@/auth/backends/auth-settings'
import { ProfileAuthApi } from '@/auth/backends/profile-auth-api'
import type { ChallengeAnswer } from '@/auth/core/login'
import type { TransportRequest } from '@/auth/core/transport'
import { resolveProfile } from '../../support/resolve-profile'

const credentials = { username: 'demo', password: 's3cret' }

/** The code beside the credentials, in a third field. */
const beside: AuthSettings = {
  profile: 'simplejwt',
  oneTimeCode: { wanted: { statuses: [400], keys: ['otp_token'] }, field: 'otp_token' },
}

/** The same, where a code of the API tells what is wanted. */
const named: AuthSettings = {
  profile: 'simplejwt',
  oneTimeCode: { wanted: { statuses: [401], keys: ['code=otp_required'] }, field: 'otp_token' },
}

/** The code and an ephemeral token, to a second address. */
const after: AuthSettings = {
  profile: 'simplejwt',
  errors: { message: ['error'] },
  oneTimeCode: {
    wanted: { statuses: [200], keys: ['ephemeral_token'] },
    field: 'code',
    endpoint: '/auth/login/code/',
    static: { grant_type: 'otp' },
    state: { path: 'ephemeral_token', field: 'ephemeral_token' },
    method: 'method',
    expired: { statuses: [401, 410], keys: ['code=step_over'] },
  },
}

const asked = { ephemeral_token: 'eph-SECRET', method: 'app' }
const answer: ChallengeAnswer = { code: '123456', state: null }

function createApi(settings: AuthSettings, status: number, body: unknown) {
  const sent: TransportRequest[] = []
  const api = new ProfileAuthApi(
    resolveProfile(settings),
    'https://api.example',
    async (request) => {
      sent.push(request)
      return {
        status,
        body: typeof body === 'string' ? body : JSON.stringify(body),
        header: () => null,
      }
    },
  )
  return { api, sent }
}

const outcomeOf = (
  settings: AuthSettings,
  status: number,
  body: unknown,
  given: ChallengeAnswer | null = null,
): Promise<unknown> =>
  createApi(settings, status, body)
    .api.obtain(credentials, given)
    .catch((error: unknown) => error)

describe('a login that wants a one-time code', () => {
  it.each([
    [
      beside,
      400,
      { otp_token: ['Enter the code.'] },
      { method: null, message: 'Enter the code.' },
      null,
    ],
    [
      named,
      401,
      { detail: 'Code, please.', code: 'otp_required' },
      { method: null, message: 'Code, please.' },
      null,
    ],
    [after, 200, asked, { method: 'app', message: null }, 'eph-SECRET'],
  ] as const)(
    'is recognised by status and key: %#',
    async (settings, status, body, words, state) => {
      expect(await outcomeOf(settings, status, body)).toEqual({
        kind: 'challenge',
        challenge: { kind: 'one-time-code', ...words },
        state,
      })
    },
  )

  it.each([
    ['another status', beside, 401, { otp_token: ['x'] }, 'login-refused'],
    ['another key', beside, 400, { password: ['x'] }, 'login-refused'],
    ['another code', named, 401, { detail: 'x', code: 'no_active_account' }, 'login-refused'],
    ['an empty key', beside, 400, { otp_token: null }, 'login-refused'],
    ['a page', beside, 400, '<h1>otp_token</h1>', 'unexpected-answer'],
    ['no setting', { profile: 'simplejwt' }, 400, { otp_token: ['x'] }, 'login-refused'],
    ['a throttled login', beside, 429, { otp_token: ['x'] }, 'throttled'],
  ] as const)('is not seen in %s', async (_, settings, status, body, code) => {
    expect(await outcomeOf(settings, status, body)).toMatchObject({ code })
  })

  it('is not seen in a grant', async () => {
    const body = { access: 'a', ephemeral_token: null }

    expect(await outcomeOf(after, 200, body)).toMatchObject({ kind: 'granted' })
  })

  it('is no grant where every success is one, because the tokens are in cookies', async () => {
    const settings: AuthSettings = { ...after, profile: 'dj-rest-auth-cookies' }

    expect(await outcomeOf(settings, 200, asked)).toMatchObject({ kind: 'challenge' })
  })
})

describe('the code', () => {
  it('goes beside the credentials, to the login address', async () => {
    const { api, sent } = createApi(beside, 200, { access: 'a' })

    expect(await api.obtain(credentials, answer)).toMatchObject({ kind: 'granted' })

    expect(sent).toMatchObject([
      {
        url: 'https://api.example/api/token/',
        body: '{"username":"demo","password":"s3cret","otp_token":"123456"}',
      },
    ])
  })

  it('goes alone in the body where the credentials are in a header', async () => {
    const { api, sent } = createApi({ ...beside, obtain: { encoding: 'basic' } }, 200, {
      access: 'a',
    })

    await api.obtain(credentials, answer)

    expect(sent).toMatchObject([
      { headers: { Authorization: 'Basic ZGVtbzpzM2NyZXQ=' }, body: '{"otp_token":"123456"}' },
    ])
  })

  it('goes without the credentials, with what the API wants back, to an address of its own', async () => {
    const { api, sent } = createApi(after, 200, { access: 'a' })

    await api.obtain(credentials, { code: '123456', state: 'eph' })

    expect(sent).toMatchObject([
      {
        method: 'POST',
        url: 'https://api.example/auth/login/code/',
        body: '{"grant_type":"otp","code":"123456","ephemeral_token":"eph"}',
      },
    ])
  })

  it.each([
    ['the field', beside, 400, { otp_token: ['Wrong code.'] }, 'Wrong code.'],
    ['the field, in words of its own', beside, 422, { otp_token: ['Wrong.'] }, 'Wrong.'],
    [
      'the same answer again',
      named,
      401,
      { detail: 'Code, please.', code: 'otp_required' },
      'Code, please.',
    ],
    ['the second address', after, 401, { error: 'Invalid code.' }, 'Invalid code.'],
    ['the second address, without a word', after, 401, '', null],
    ['a challenge again', after, 200, asked, null],
  ] as const)('is refused by %s', async (_, settings, status, body, words) => {
    expect(await outcomeOf(settings, status, body, answer)).toMatchObject({
      code: 'code-refused',
      serverMessage: words,
    })
  })

  it('comes too late by the answers that say so', async () => {
    const body = { error: 'Log in again.', code: 'step_over' }

    expect(await outcomeOf(after, 410, body, answer)).toMatchObject({
      code: 'login-step-expired',
      serverMessage: 'Log in again.',
    })
  })

  it.each([
    ['refused credentials', beside, 401, { detail: 'No account' }, 'login-refused'],
    ['a throttle', beside, 429, { detail: 'in 7 seconds' }, 'throttled'],
    ['a server in trouble', after, 503, '<h1>', 'auth-unavailable'],
    ['a page', after, 404, '<h1>', 'unexpected-answer'],
    ['no token', after, 200, { user: 'x' }, 'unexpected-answer'],
  ] as const)('can be answered by %s', async (_, settings, status, body, code) => {
    expect(await outcomeOf(settings, status, body, answer)).toMatchObject({ code })
  })

  it('does not take the code of an error for words about a field of that name', async () => {
    const settings: AuthSettings = {
      profile: 'simplejwt',
      oneTimeCode: { wanted: { statuses: [401], keys: ['code=otp_required'] }, field: 'code' },
    }
    const body = { detail: 'No account', code: 'no_active_account' }

    expect(await outcomeOf(settings, 401, body, answer)).toMatchObject({
      code: 'login-refused',
      serverMessage: 'No account',
    })
  })

  it('names the setting of its address when that is wrong', async () => {
    expect(await outcomeOf(after, 404, '<h1>Not Found</h1>', answer)).toMatchObject({
      hint: expect.stringContaining('auth.oneTimeCode.endpoint') as unknown,
      call: { url: 'https://api.example/auth/login/code/' },
    })
  })

  it('is in no error, nor is what the API wants back', async () => {
    const given = { code: '987654', state: 'eph-SECRET' }
    const answers = [
      [401, { error: 'Invalid.', ephemeral_token: 'eph-SECRET' }],
      [410, { code: 'step_over' }],
      [503, 'eph-SECRET 987654'],
      [200, { token: 'eph-SECRET' }],
      [200, asked],
    ] as const

    for (const [status, body] of answers) {
      const error = await outcomeOf(after, status, body, given)
      expect(error).toBeInstanceOf(Error)
      expect(`${String(error)} ${JSON.stringify(error)}`).not.toMatch(/SECRET|987654|s3cret/)
    }
  })
})

describe('the settings', () => {
  it('are taken whole, and can be taken away', () => {
    const { oneTimeCode } = resolveProfile(after)

    expect(oneTimeCode).toMatchObject({
      endpoint: { method: 'POST' },
      static: { grant_type: 'otp' },
    })
    expect(resolveProfile(beside).oneTimeCode).toMatchObject({
      endpoint: null,
      static: {},
      state: null,
      expired: null,
    })
    expect(resolveProfile({ profile: 'simplejwt', oneTimeCode: null }).oneTimeCode).toBeNull()
    expect(resolveProfile({ profile: 'simplejwt' }).oneTimeCode).toBeNull()
  })
})
