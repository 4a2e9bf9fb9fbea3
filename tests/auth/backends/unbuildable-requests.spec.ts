import { describe, expect, it } from 'vitest'
import type { ProfileChanges } from '@/auth/backends/auth-settings'
import { createHooks } from '@/auth/backends/create-hooks'
import { extendProfile } from '@/auth/backends/extend-profile'
import type { Profile } from '@/auth/backends/profile'
import { ProfileAuthApi } from '@/auth/backends/profile-auth-api'
import type { ProfileHooks } from '@/auth/backends/profile-hooks'
import { findProfileIssues } from '@/auth/backends/profile-issues'
import { refreshToken } from '@/auth/core/tokens'
import type { TransportRequest } from '@/auth/core/transport'
import { recordWith } from '../../support/records'
import { profiles } from '../../support/resolve-profile'

const pageUrl = 'https://app.example/'
const credentials = { username: 'ada', password: 's3cret' }
const record = recordWith({ refreshToken: refreshToken('r-secret') })
const get = (url: string) => ({ url, method: 'GET' as const })

function issuesOf(changes: ProfileChanges, hooks: ProfileHooks = {}) {
  const profile = extendProfile(profiles.simplejwt, { ...changes, hooks: createHooks(hooks) })
  return findProfileIssues(profile, '/api', pageUrl)
}

function createApi(profile: Profile, body = '{"access":"a"}') {
  const sent: TransportRequest[] = []
  const reported: unknown[] = []
  const transport = async (request: TransportRequest) => {
    sent.push(request)
    return { status: 200, body, header: () => null }
  }
  const report = (error: unknown) => reported.push(error)
  const api = new ProfileAuthApi(profile, 'https://api.example', transport, { report })
  return { api, sent, reported }
}

describe('a configuration that no request can be built with', () => {
  it.each(Object.entries(profiles))('is not that of %s', (_, profile) => {
    expect(findProfileIssues(profile, 'https://api.example.com', pageUrl)).toEqual([])
  })

  it.each<[string, ProfileChanges]>([
    ['auth.endpoints.obtain', { endpoints: { obtain: get('/login') } }],
    ['auth.refresh.placement', { endpoints: { refresh: get('/refresh') } }],
    [
      'auth.refresh.static',
      {
        endpoints: { refresh: get('/refresh') },
        refresh: { placement: 'cookie', static: { client: 'web' } },
      },
    ],
    ['auth.logout.send', { endpoints: { logout: get('/logout') } }],
    [
      'auth.logout.static',
      {
        endpoints: { logout: get('/logout') },
        logout: { send: 'header', static: { all: 'yes' } },
      },
    ],
    [
      'auth.oneTimeCode.endpoint',
      {
        oneTimeCode: {
          wanted: { statuses: [401], keys: ['otp'] },
          field: 'otp',
          endpoint: get('/code'),
        },
      },
    ],
    ['auth.endpoints.user', { endpoints: { user: 'https://ada:pw@api.example.com/me' } }],
    ['auth.endpoints.refresh', { endpoints: { refresh: 'https://[api]/refresh' } }],
    ['auth.endpoints.logout', { endpoints: { logout: 'ftp://api.example.com/logout' } }],
    ['auth.csrf.bootstrap', { csrf: { bootstrap: 'https://:0:/csrf' } }],
    ['auth.endpoints.obtain', { endpoints: { obtain: 'javascript:alert(1)' } }],
    ['auth.transport.anonymous[0]', { transport: { anonymous: ['data:text/html,x'] } }],
    ['auth.transport.origins[1]', { transport: { origins: ['https://a.example', 'blob:x'] } }],
    ['auth.headers', { headers: { 'X Tenant': 'a' } }],
    ['auth.headers', { headers: { 'X-Tenant': 'Łódź' } }],
    ['auth.headers', { headers: { 'X-Tenant': 'a\r\nHost: b' } }],
    ['auth.transport.header', { transport: { header: 'Token:' } }],
    ['auth.transport.prefix', { transport: { prefix: 'Жетон' } }],
    ['auth.csrf.header', { csrf: { header: 'X CSRF' } }],
  ])('is named by its setting: %s %j', (key, changes) => {
    const issues = issuesOf(changes)

    expect(issues.map((issue) => issue.key)).toEqual([key])
    expect(JSON.stringify(issues)).not.toMatch(/pw@|Łódź|Host: b/)
  })

  it.each(['https://[', 'api', '', 'data:text/html,x', 'https://ada:pw@api.example.com'])(
    'is an API whose base is none: %s',
    (apiBaseUrl) => {
      expect(findProfileIssues(profiles.simplejwt, apiBaseUrl, pageUrl)).toMatchObject([
        { key: 'apiBaseUrl' },
      ])
    },
  )

  it.each<ProfileChanges>([
    { endpoints: { obtain: get('/login') }, obtain: { encoding: 'basic' } },
    { endpoints: { refresh: get('/refresh') }, refresh: { placement: 'header' } },
    { endpoints: { refresh: get('/refresh') }, refresh: { placement: 'cookie' } },
    { endpoints: { logout: get('/logout') }, logout: { send: 'cookie' } },
    { endpoints: { logout: { url: '/logout', method: 'DELETE' } } },
    { headers: { 'X-Tenant': 'Zürich', 'X-Empty': '' } },
  ])('is none where nothing is lost: %j', (changes) => {
    expect(issuesOf(changes)).toEqual([])
  })

  it('is none where a hook builds the request', () => {
    const endpoints = { obtain: get('/login'), logout: get('/logout') }

    expect(issuesOf({ endpoints }, { buildObtain: () => ({}), logout: () => [] })).toEqual([])
  })
})

describe('a method without a body', () => {
  it.each(['cookie', 'header'] as const)('has none when a %s carries the token', async (place) => {
    const profile = extendProfile(profiles.simplejwt, {
      endpoints: { refresh: get('/refresh'), logout: get('/logout') },
      refresh: { placement: place },
      logout: { send: place },
    })
    const { api, sent } = createApi(profile)

    expect(await api.refresh(record)).toMatchObject({ kind: 'granted' })
    await api.revoke(record)

    expect(sent).toMatchObject([
      { method: 'GET', body: null },
      { method: 'GET', body: null },
    ])
    for (const { headers } of sent) expect(headers).not.toHaveProperty('Content-Type')
  })

  it('keeps an empty body where the method has one', async () => {
    const { api, sent } = createApi(profiles['dj-rest-auth-cookies'])

    await api.refresh(record)

    expect(sent[0]).toMatchObject({ method: 'POST', body: '{}' })
  })
})

describe('a request that cannot be built', () => {
  const withHooks = (hooks: ProfileHooks) =>
    createApi(extendProfile(profiles.simplejwt, { hooks: createHooks(hooks) }))

  it.each<[string, ProfileHooks]>([
    ['a body by GET', { buildObtain: () => ({ method: 'GET' }) }],
    ['a header of more than one line', { headers: () => ({ 'X-Tenant': 'a\nsecret' }) }],
    ['a header beyond Latin-1', { headers: () => ({ 'X-Tenant': 'secret Ł' }) }],
    ['no URL', { baseUrl: () => 'https://[' }],
    ['a URL with a password', { baseUrl: () => 'https://ada:secret@api.example' }],
    ['a forbidden method', { buildObtain: () => ({ method: 'TRACE', body: null }) }],
  ])('is a wrong configuration at the login, and no outage: %s', async (_, hooks) => {
    const { api, sent } = withHooks(hooks)

    const error: unknown = await api.obtain(credentials).catch((caught: unknown) => caught)

    expect(error).toMatchObject({
      code: 'invalid-configuration',
      issues: [{ key: 'auth.endpoints.obtain' }],
    })
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('secret')
    expect(sent).toEqual([])
  })

  it('is one at the refresh, which says so', async () => {
    const { api, sent, reported } = withHooks({ headers: () => ({ 'X-Tenant': 'Łódź' }) })

    expect(await api.refresh(record)).toEqual({
      kind: 'unrecognised',
      status: null,
      hint: expect.stringContaining(
        'auth.endpoints.refresh: a value of the header X-Tenant',
      ) as unknown,
    })
    expect(reported).toMatchObject([{ code: 'invalid-configuration' }])
    expect(sent).toEqual([])
  })

  it('is one for a refresh token that its header cannot carry', async () => {
    const profile = extendProfile(profiles.simplejwt, { refresh: { placement: 'header' } })
    const { api } = createApi(profile)

    const outcome = await api.refresh(recordWith({ refreshToken: refreshToken('Ł-secret') }))

    expect(outcome).toMatchObject({ kind: 'unrecognised', status: null })
    expect(JSON.stringify(outcome)).not.toContain('secret')
  })
})
