import { describe, expect, it } from 'vitest'
import { createHooks } from '@/auth/backends/create-hooks'
import { extendProfile } from '@/auth/backends/extend-profile'
import { ProfileAuthApi } from '@/auth/backends/profile-auth-api'
import type { ProfileHooks } from '@/auth/backends/profile-hooks'
import { createRequestHeaders } from '@/auth/backends/request-headers'
import { LoginRefusedError } from '@/auth/core/errors'
import { refreshToken } from '@/auth/core/tokens'
import type { TransportRequest } from '@/auth/core/transport'
import { recordWith } from '../../support/records'
import { profiles } from '../../support/resolve-profile'
import { get } from '../../support/requests'

const credentials = { username: 'ada', password: 's3cret' }
const record = recordWith({ refreshToken: refreshToken('r') })

/** An API with hooks that gives one answer, what was sent to it, and what was reported. */
function createApi(hooks: ProfileHooks, answer: { status?: number; body?: unknown } = {}) {
  const sent: TransportRequest[] = []
  const reported: unknown[] = []
  const profile = extendProfile(profiles.simplejwt, {
    endpoints: { logout: '/logout/' },
    hooks: createHooks(hooks),
  })
  const api = new ProfileAuthApi(
    profile,
    'https://api.example',
    async (request) => {
      sent.push(request)
      return {
        status: answer.status ?? 200,
        body: JSON.stringify(answer.body ?? {}),
        header: (name) => (name === 'X-Refresh' ? 'from-header' : null),
      }
    },
    { report: (error) => reported.push(error) },
  )
  return { api, sent, reported, profile }
}

describe('a hook', () => {
  it('builds a login that is not two texts in two fields', async () => {
    const { api, sent } = createApi(
      {
        buildObtain: ({ username }) => ({
          url: '/login/code/',
          headers: { 'Content-Type': 'application/json', 'X-Captcha': '42' },
          body: JSON.stringify({ phone: username }),
        }),
      },
      { body: { access: 'a' } },
    )

    await api.obtain(credentials)

    expect(sent).toMatchObject([
      {
        url: 'https://api.example/login/code/',
        body: '{"phone":"ada"}',
        headers: { 'X-Captcha': '42' },
      },
    ])
  })

  it('finds tokens wherever they are', async () => {
    const { api } = createApi(
      {
        parseTokens: ({ header }) => ({ access: 'enveloped', refresh: header('X-Refresh') }),
        expiryOf: () => 90,
      },
      { body: { status: 'success', data: {} } },
    )

    expect(await api.obtain(credentials)).toMatchObject({
      grant: { accessToken: 'enveloped', refreshToken: 'from-header', expiresInSeconds: 90 },
    })
  })

  it('sees a refusal behind a status of 200, and words it', async () => {
    const { api } = createApi(
      {
        parseTokens: () => null,
        messages: () => ({ message: 'Try the other door.', fieldErrors: { username: ['Who?'] } }),
      },
      { body: { status: 'error' } },
    )

    await expect(api.obtain(credentials)).rejects.toMatchObject({
      code: 'login-refused',
      serverMessage: 'Try the other door.',
      fieldErrors: { username: ['Who?'] },
    })
  })

  it('judges a failed answer, and a refused refresh', async () => {
    const gone = createApi(
      { classify: (_, call) => (call === 'api' ? 'final' : 'none') },
      {
        status: 401,
        body: { detail: 'x' },
      },
    )
    const over = createApi({ classify: () => 'final' }, { status: 418, body: {} })

    expect(gone.api.challengeOf(404, {}, get('https://api.example.com/'))).toBe('final')
    expect(await gone.api.refresh(record)).toMatchObject({ kind: 'unrecognised', status: 401 })
    expect(await over.api.refresh(record)).toEqual({ kind: 'refused' })
  })

  it('tells the server of a logout in its own way', async () => {
    const { api, sent } = createApi({
      logout: ({ refreshToken: token }) => [
        { url: '/revoke/', body: `token=${token ?? ''}` },
        { url: '/session/', method: 'DELETE' },
      ],
    })

    await api.revoke(record)

    expect(sent.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['POST', 'https://api.example/revoke/', 'token=r'],
      ['DELETE', 'https://api.example/session/', null],
    ])
  })

  it('signs each request, and says where the API is', async () => {
    const { api, sent, profile } = createApi(
      {
        headers: ({ method, url }) => Promise.resolve({ DPoP: `${method} ${url}` }),
        baseUrl: () => 'https://tenant.example',
      },
      { body: { access: 'a' } },
    )

    await api.obtain(credentials)

    const url = 'https://tenant.example/api/token/'
    expect(sent).toMatchObject([{ url, headers: { DPoP: `POST ${url}` } }])
    const { requestHeaders } = createRequestHeaders(profile, null)
    expect(await requestHeaders?.({ method: 'GET', url: '/posts/' })).toEqual({
      DPoP: 'GET /posts/',
    })
  })

  it('leaves it to the data where it returns nothing', async () => {
    const { api } = createApi(
      {
        buildObtain: () => undefined,
        parseTokens: () => undefined,
        classify: () => undefined,
        expiryOf: () => undefined,
      },
      { body: { access: 'a', refresh: 'b' } },
    )

    expect(await api.obtain(credentials)).toMatchObject({
      grant: { accessToken: 'a', refreshToken: 'b' },
    })
    expect(api.challengeOf(401, {}, get('https://api.example.com/'))).toBe('renewable')
  })
})

describe('a hook that fails', () => {
  const bug = new Error('a bug in the hook')
  const broken = () => {
    throw bug
  }

  it.each<[string, ProfileHooks]>([
    ['buildObtain', { buildObtain: broken }],
    ['parseTokens', { parseTokens: broken }],
    ['expiryOf', { expiryOf: broken }],
    ['headers', { headers: () => Promise.reject(bug) }],
    ['baseUrl', { baseUrl: broken }],
  ])('fails the login with a typed error that names it: %s', async (name, hooks) => {
    const { api } = createApi(hooks, { body: { access: 'a' } })

    const error: unknown = await api.obtain(credentials).catch((caught: unknown) => caught)

    expect(error).toMatchObject({ code: 'unexpected-answer', cause: bug })
    expect(String(error)).toContain(name)
  })

  it('may throw an error of ours instead', async () => {
    const { api } = createApi({
      parseTokens: () => {
        throw new LoginRefusedError('Not today.', {})
      },
    })

    await expect(api.obtain(credentials)).rejects.toMatchObject({ serverMessage: 'Not today.' })
  })

  it('keeps the session, and is reported, where nobody waits for an error', async () => {
    const { api, reported } = createApi({
      parseTokens: broken,
      classify: broken,
      logout: broken,
    })

    expect(await api.refresh(record)).toEqual({
      kind: 'unrecognised',
      status: null,
      hint: expect.stringContaining('hooks.parseTokens has thrown') as unknown,
    })
    expect(api.challengeOf(401, { code: 'user_inactive' }, get('https://api.example.com/'))).toBe(
      'final',
    )
    await api.revoke(record)

    expect(reported).toMatchObject([{ cause: bug }, { cause: bug }, { cause: bug }])
  })
})
