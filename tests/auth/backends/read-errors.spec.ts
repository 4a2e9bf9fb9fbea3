import { describe, expect, it } from 'vitest'
import { ProfileAuthApi } from '@/auth/backends/profile-auth-api'
import type { ProfileName } from '@/auth/backends/profile-names'
import { LoginRefusedError } from '@/auth/core/errors'
import { profiles } from '../../support/resolve-profile'

/** What a refused login says: to the person, by field, and to the program. */
async function refusedBy(name: ProfileName, status: number, body: unknown) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const api = new ProfileAuthApi(profiles[name], 'https://api.example', async () => ({
    status,
    body: text,
    header: () => null,
  }))
  const credentials = { username: 'ada', password: 's3cret' }
  const error: unknown = await api.obtain(credentials).catch((caught: unknown) => caught)
  if (!(error instanceof LoginRefusedError)) throw error
  const { serverMessage, fieldErrors, serverCode } = error
  return [serverMessage, fieldErrors, serverCode]
}

const missing = { loc: ['body', 'password'], msg: 'Field required', type: 'missing' }
const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl'
const badLogin = 'The e-mail address or the password is wrong.'

describe('a refused login', () => {
  it.each<[ProfileName, number, unknown, unknown[]]>([
    [
      'fastapi-users',
      400,
      { detail: 'LOGIN_BAD_CREDENTIALS' },
      [badLogin, {}, 'LOGIN_BAD_CREDENTIALS'],
    ],
    ['fastapi-users', 400, { detail: 'SOMETHING_ELSE' }, [null, {}, 'SOMETHING_ELSE']],
    [
      'fastapi-users',
      400,
      { detail: { code: 'INVALID', reason: 'At least 8 letters.' } },
      ['At least 8 letters.', {}, 'INVALID'],
    ],
    ['fastapi-users', 422, { detail: [missing] }, [null, { password: ['Field required'] }, null]],
    [
      'fastapi-template',
      422,
      { detail: [{ loc: ['body', 'scope'], msg: 'Too long' }] },
      ['scope: Too long', {}, null],
    ],
    [
      'nestjs-brocoders',
      422,
      { status: 422, errors: { password: 'incorrectPassword' } },
      [null, { password: ['The password is wrong.'] }, null],
    ],
    [
      'nestjs-brocoders',
      422,
      { status: 422, errors: { user: { email: 'notFound', address: { city: 'tooShort' } } } },
      ['city: tooShort', { username: ['There is no account with this e-mail address.'] }, null],
    ],
    [
      'laravel-tymon',
      422,
      { message: 'The given data was invalid.', errors: { email: ['Must be an address.'] } },
      ['The given data was invalid.', { username: ['Must be an address.'] }, null],
    ],
    ['laravel-tymon', 401, { error: 'Unauthorized' }, ['Unauthorized', {}, null]],
    ['realworld', 422, { errors: { body: ['can not be empty'] } }, ['can not be empty', {}, null]],
    [
      'realworld',
      422,
      { errors: { 'email or password': ['is invalid'] } },
      ['email or password: is invalid', {}, null],
    ],
    ['realworld', 401, '', [null, {}, null]],
    [
      'ninja-jwt',
      400,
      { detail: 'Invalid', code: 'invalid', username: 'username is required' },
      ['Invalid', { username: ['username is required'] }, 'invalid'],
    ],
    [
      'supabase',
      400,
      { code: 400, error_code: 'invalid_credentials', msg: 'Invalid login credentials' },
      ['Invalid login credentials', {}, 'invalid_credentials'],
    ],
    [
      'keycloak',
      401,
      { error: 'invalid_grant', error_description: 'Invalid user credentials' },
      ['Invalid user credentials', {}, 'invalid_grant'],
    ],
    [
      'oauth2',
      400,
      { error: 'invalid_grant' },
      ['The user name or the password is wrong.', {}, 'invalid_grant'],
    ],
    [
      'spring-bezkoder',
      401,
      { status: 401, error: 'Unauthorized', message: 'Bad credentials', path: '/api/auth/signin' },
      ['Bad credentials', {}, null],
    ],
  ])('of %s, %i %j', async (name, status, body, words) => {
    expect(await refusedBy(name, status, body)).toEqual(words)
  })

  it.each([
    ['a JWT', jwt],
    ['an unsigned one', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.'],
    ['a JWE', 'eyJhbGciOiJkaXIifQ..aXZpdml2aXY.Y2lwaGVy.dGFndGFn'],
    ['one that is longer than any text is shown', `eyJ${'a'.repeat(5000)}.eyJzdWIiOiIxIn0.c2ln`],
  ])('shows no token that a server repeats: %s', async (_, token) => {
    const [words] = await refusedBy('spring-bezkoder', 403, {
      message: `Failed for [${token}]: not there!`,
    })

    expect(words).toMatch(/^Failed for \[…/)
    expect(words).not.toContain('eyJ')
  })

  it.each([
    'Write to helpdesk@accounts.university.edu.',
    'Quote 1b4e28ba-2fa1-11d2-883f-0016d3cca427 when you call.',
    'Das ist eine Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz-Frage.',
    'See docs.identity-provider.example.org/account_recovery_for_former_members.',
    'd41d8cd98f00b204e9800998ecf8427e is no known key.',
    'x'.repeat(220),
    'eyJ is how a token begins.',
  ])('keeps what people need: %s', async (detail) => {
    expect(await refusedBy('simplejwt', 400, { detail })).toEqual([detail, {}, null])
  })

  it.each([jwt, '…', '   ', ` [${jwt}]. `])('has no words in %j', async (detail) => {
    expect(await refusedBy('simplejwt', 400, { detail, password: [detail] })).toEqual([
      null,
      {},
      null,
    ])
  })

  it('shows no token of the step before, whatever it looks like', async () => {
    const oneTimeCode = {
      wanted: { statuses: [401], keys: ['ephemeral'] },
      field: 'code',
      endpoint: { url: '/code', method: 'POST' },
      static: {},
      state: { path: 'ephemeral', field: 'ephemeral' },
      method: null,
      expired: null,
    }
    const profile = { ...profiles.simplejwt, oneTimeCode }
    const api = new ProfileAuthApi(profile, 'https://api.example', async () => ({
      status: 400,
      body: '{"detail":"No login 4f1c9a77b2 for this code."}',
      header: () => null,
    }))

    await expect(
      api.obtain({ username: 'ada', password: 's3cret' }, { code: '1', state: '4f1c9a77b2' }),
    ).rejects.toMatchObject({ serverMessage: 'No login … for this code.' })
  })

  it('shows no markup', async () => {
    expect(await refusedBy('simplejwt', 400, { detail: '<h1>Bad Request</h1>' })).toEqual([
      null,
      {},
      null,
    ])
  })

  it('cuts a text that would flood the page', async () => {
    const [words] = await refusedBy('simplejwt', 400, { detail: 'x y '.repeat(1000) })

    expect(words).toHaveLength(301)
  })

  it('shows nothing of a body whose shape is not known', async () => {
    const body = { user: { email: 'someone@else.example' }, traceback: 'File "views.py"' }

    expect(await refusedBy('simplejwt', 400, body)).toEqual([null, {}, null])
  })
})
