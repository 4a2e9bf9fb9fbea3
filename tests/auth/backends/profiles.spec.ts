import { describe, expect, it } from 'vitest'
import { extendProfile } from '@/auth/backends/extend-profile'
import { loadProfile } from '@/auth/backends/load-profile'
import type { ProfileName } from '@/auth/backends/profile-names'
import { profileNames } from '@/auth/backends/profile-names'
import { ProfileAuthApi } from '@/auth/backends/profile-auth-api'
import { modelOf } from '@/auth/backends/session-model'
import * as core from '@/auth/core/models'
import { accessToken, refreshToken } from '@/auth/core/tokens'
import type { TransportRequest } from '@/auth/core/transport'
import * as values from '@/auth/profiles'
import { recordWith } from '../../support/records'
import { jwtWith } from '../../support/jwt'
import { profiles, resolveProfile } from '../../support/resolve-profile'
import { get } from '../../support/requests'

const record = recordWith({ accessToken: accessToken('a'), refreshToken: refreshToken('r') })
const credentials = { username: 'ada@example.com', password: 'pw' }

/** A backend that gives one answer, and what was sent to it. */
function speak(name: ProfileName, status = 200, body: unknown = {}, headers = {}) {
  const sent: TransportRequest[] = []
  const api = new ProfileAuthApi(profiles[name], 'https://api.example', async (request) => {
    sent.push(request)
    return {
      status,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      header: (wanted) => new Map(Object.entries<string>(headers)).get(wanted) ?? null,
    }
  })
  return { api, sent }
}

const jwt = jwtWith({ sub: '7', iat: 1000, exp: 1900 })

/** Backends of which only the documentation was read: what it says, in one place. */
describe('by its documentation, a login at', () => {
  it.each<[ProfileName, string, string, unknown, object]>([
    [
      'ninja-jwt',
      '/api/token/pair',
      '{"username":"ada@example.com","password":"pw"}',
      { username: 'ada', access: jwt, refresh: 'r' },
      { accessToken: jwt, refreshToken: 'r', expiresAtSeconds: 1900 },
    ],
    [
      'fastapi-users',
      '/auth/jwt/login',
      'username=ada%40example.com&password=pw',
      { access_token: jwt, token_type: 'bearer' },
      { accessToken: jwt, refreshToken: null, endsAtSeconds: 1900 },
    ],
    [
      'nestjs-brocoders',
      '/api/v1/auth/email/login',
      '{"email":"ada@example.com","password":"pw"}',
      { token: jwt, refreshToken: 'r', tokenExpires: 1_900_000, user: { id: 7, email: 'a@b.c' } },
      { accessToken: jwt, refreshToken: 'r', expiresAtSeconds: 1900, user: { id: '7' } },
    ],
    [
      'laravel-tymon',
      '/api/auth/login',
      '{"email":"ada@example.com","password":"pw"}',
      { access_token: jwt, token_type: 'bearer', expires_in: 3600 },
      { accessToken: jwt, refreshToken: null, expiresInSeconds: 3600, endsAtSeconds: null },
    ],
    [
      'spring-bezkoder',
      '/api/auth/signin',
      '{"username":"ada@example.com","password":"pw"}',
      { token: jwt, type: 'Bearer', refreshToken: 'uuid', id: 7, username: 'ada', roles: [] },
      {
        accessToken: jwt,
        refreshToken: 'uuid',
        endsAtSeconds: null,
        user: { id: '7', username: 'ada' },
      },
    ],
    [
      'supabase',
      '/auth/v1/token?grant_type=password',
      '{"email":"ada@example.com","password":"pw"}',
      { access_token: jwt, refresh_token: 'r', expires_in: 900, expires_at: 1900 },
      { accessToken: jwt, refreshToken: 'r', expiresAtSeconds: 1900, endsAtSeconds: null },
    ],
    [
      'keycloak',
      '/protocol/openid-connect/token',
      'grant_type=password&scope=openid&username=ada%40example.com&password=pw',
      { access_token: jwt, refresh_token: 'r', expires_in: 300, refresh_expires_in: 1800 },
      { refreshToken: 'r', expiresInSeconds: 300, endsInSeconds: 1800 },
    ],
    [
      'realworld',
      '/api/users/login',
      '{"user":{"email":"ada@example.com","password":"pw"}}',
      { user: { email: 'a@b.c', username: 'ada', token: jwt } },
      { accessToken: jwt, refreshToken: null, user: { username: 'ada' } },
    ],
  ])('%s is understood', async (name, path, body, answer, grant) => {
    const { api, sent } = speak(name, 200, answer)

    expect(await api.obtain(credentials)).toMatchObject({ kind: 'granted', grant })

    expect(sent).toMatchObject([{ method: 'POST', url: `https://api.example${path}`, body }])
  })
})

describe('by its documentation, a refresh at', () => {
  it.each<[ProfileName, object, unknown, string]>([
    ['ninja-jwt', { body: '{"refresh":"r"}' }, { access: jwt, refresh: 'r' }, jwt],
    [
      'nestjs-brocoders',
      { headers: { Authorization: 'Bearer r' }, body: null },
      { token: jwt, refreshToken: 'r2', tokenExpires: 1_900_000 },
      jwt,
    ],
    [
      'laravel-tymon',
      { headers: { Authorization: 'Bearer a' }, body: null },
      { access_token: jwt, expires_in: 3600 },
      jwt,
    ],
    [
      'spring-bezkoder',
      { body: '{"refreshToken":"r"}' },
      { accessToken: jwt, refreshToken: 'r', tokenType: 'Bearer' },
      jwt,
    ],
    [
      'supabase',
      {
        url: 'https://api.example/auth/v1/token?grant_type=refresh_token',
        body: '{"refresh_token":"r"}',
      },
      { access_token: jwt, refresh_token: 'r2', expires_at: 1900 },
      jwt,
    ],
    [
      'keycloak',
      { body: 'grant_type=refresh_token&refresh_token=r' },
      { access_token: jwt, refresh_token: 'r2', expires_in: 300 },
      jwt,
    ],
  ])('%s is sent and understood', async (name, request, answer, token) => {
    const { api, sent } = speak(name, 200, answer)

    expect(await api.refresh(record)).toMatchObject({
      kind: 'granted',
      grant: { accessToken: token },
    })
    expect(sent).toMatchObject([request])
  })

  it.each<[ProfileName, number, unknown, string]>([
    ['ninja-jwt', 401, { detail: 'Token is invalid', code: 'token_not_valid' }, 'refused'],
    ['nestjs-brocoders', 401, { message: 'Unauthorized', statusCode: 401 }, 'refused'],
    ['nestjs-brocoders', 401, '<html>', 'unavailable'],
    ['laravel-tymon', 401, { message: 'Unauthenticated.' }, 'refused'],
    ['laravel-tymon', 500, { message: 'The token has been blacklisted' }, 'unavailable'],
    [
      'spring-bezkoder',
      403,
      { statusCode: 403, timestamp: 'x', message: 'Failed for [r]: gone', description: 'uri=' },
      'refused',
    ],
    ['spring-bezkoder', 403, { message: 'Forbidden' }, 'unrecognised'],
    ['spring-bezkoder', 403, '', 'refused'],
    ['spring-bezkoder', 403, '<html>', 'unavailable'],
    ['supabase', 400, { code: 400, error_code: 'refresh_token_not_found', msg: 'x' }, 'refused'],
    ['supabase', 400, { code: 400, error_code: 'validation_failed', msg: 'x' }, 'unrecognised'],
    ['supabase', 409, { code: 409, error_code: 'conflict', msg: 'x' }, 'unavailable'],
    ['keycloak', 400, { error: 'invalid_grant', error_description: 'x' }, 'refused'],
    ['keycloak', 401, { error: 'unauthorized_client' }, 'unrecognised'],
  ])('%s, %i %j is %s', async (name, status, body, kind) => {
    expect((await speak(name, status, body).api.refresh(record)).kind).toBe(kind)
  })
})

describe('by its documentation, an answer of the API of', () => {
  it.each<[ProfileName, number, unknown, string]>([
    ['supabase', 403, { code: 403, error_code: 'bad_jwt', msg: 'x' }, 'renewable'],
    ['supabase', 403, { code: 'bad_jwt', message: 'x' }, 'renewable'],
    ['supabase', 403, { code: 403, error_code: 'session_not_found' }, 'final'],
    ['supabase', 403, { code: '42501', message: 'row-level security' }, 'none'],
    ['nestjs-brocoders', 401, { message: 'Unauthorized', statusCode: 401 }, 'renewable'],
    ['fastapi-users', 403, { detail: 'Forbidden' }, 'none'],
    ['flask-jwt-extended', 422, { errors: { title: ['Too long'] } }, 'none'],
    ['flask-jwt-extended', 422, { msg: 'Not enough segments' }, 'renewable'],
    ['fastapi-template', 403, { detail: "The user doesn't have enough privileges" }, 'none'],
    ['drf-jwt', 403, { detail: 'You do not have permission' }, 'none'],
  ])('%s, %i %j is %s', (name, status, body, challenge) => {
    expect(speak(name).api.challengeOf(status, body, get('https://api.example.com/'))).toBe(
      challenge,
    )
  })

  it('laravel-tymon may bring a new token in a header, where it is told so', () => {
    const api = (settings: object) =>
      new ProfileAuthApi(
        resolveProfile({ profile: 'laravel-tymon', ...settings }),
        'https://api.example',
        async () => ({ status: 200, body: '', header: () => null }),
      )
    const header = (value: string | null) => () => value

    const told = api({ read: { header: 'Authorization' } })

    expect(told.grantIn?.(header(`Bearer ${jwt}`))).toMatchObject({ accessToken: jwt })
    expect(told.grantIn?.(header(null))).toBeNull()
    expect(told.grantIn?.(header('Bearer '))).toBeNull()
    expect(api({}).grantIn).toBeUndefined()
  })
})

describe('a profile', () => {
  it.each(profileNames)('%s goes by its name, and is found by it', async (name) => {
    expect(profiles[name].name).toBe(name)
    expect(await loadProfile({ profile: name })).toEqual(profiles[name])
    expect(Object.values(values)).toContain(profiles[name])
  })

  it.each<[ProfileName, core.SessionModel]>([
    ['simplejwt', core.pairModel],
    ['djangorestframework-jwt', core.singleModel],
    ['dj-rest-auth-cookies', core.cookieModel],
    ['flask-jwt-extended-cookies', core.cookieModel],
    ['knox', core.noneModel],
  ])('%s has its model', (name, model) => {
    expect(modelOf(profiles[name])).toBe(model)
  })

  it('may be one whose token is renewed when it has run out', () => {
    const profile = extendProfile(profiles['laravel-tymon'], { refresh: { afterExpiry: true } })

    expect(modelOf(profile)).toBe(core.singleAfterExpiryModel)
  })

  it('is extended key by key, and its lists and constants are replaced', () => {
    const { errors, csrf, obtain, name, endpoints } = extendProfile(profiles.oauth2, {
      name: 'ours',
      endpoints: { user: { url: '/me', method: 'POST' }, refresh: null },
      obtain: { static: { client_id: 'spa' } },
      csrf: { bootstrap: '/csrf/' },
      errors: { message: ['error'] },
    })

    expect(name).toBe('ours')
    expect(errors).toMatchObject({ message: ['error'], code: ['error'] })
    expect(obtain).toMatchObject({ encoding: 'form', static: { client_id: 'spa' } })
    expect(endpoints).toMatchObject({ user: { method: 'POST' }, refresh: null })
    expect(csrf).toEqual({
      cookie: 'csrftoken',
      header: 'X-CSRFToken',
      refreshCookie: null,
      changesAtLogin: true,
      bootstrap: { url: '/csrf/', method: 'GET' },
    })
  })
})
