import { describe, expect, it } from 'vitest'
import type { AuthSettings } from '@/auth/backends/auth-settings'
import { CsrfProof } from '@/auth/backends/csrf-proof'
import { ProfileAuthApi } from '@/auth/backends/profile-auth-api'
import { accessToken, refreshToken } from '@/auth/core/tokens'
import type { TransportRequest } from '@/auth/core/transport'
import { readRecording } from '../../recorded/recording'
import { recordWith } from '../../support/records'
import { resolveProfile } from '../../support/resolve-profile'

const apiBaseUrl = 'http://127.0.0.1:8000'
const client = { static: { client_id: 'spa' } }
const password = { grant_type: 'password', client_id: 'spa' }
const renewal = { grant_type: 'refresh_token', client_id: 'spa' }

/** Requests that real servers have taken: recording, case, call, and the app's settings. */
const taken: readonly [string, string, 'obtain' | 'refresh' | 'revoke', AuthSettings][] = [
  ['simplejwt', 'obtain-ok', 'obtain', { profile: 'simplejwt' }],
  ['simplejwt', 'refresh-ok', 'refresh', { profile: 'simplejwt' }],
  [
    'simplejwt',
    'blacklist-ok',
    'revoke',
    { profile: 'simplejwt', endpoints: { logout: '/api/token/blacklist/' } },
  ],
  [
    'simplejwt',
    'obtain-ok-form-encoded',
    'obtain',
    { profile: 'simplejwt', obtain: { encoding: 'form' } },
  ],
  ['sliding', 'refresh-ok', 'refresh', { profile: 'simplejwt-sliding' }],
  ['legacy', 'refresh-ok', 'refresh', { profile: 'djangorestframework-jwt' }],
  ['legacy-styria', 'obtain-ok', 'obtain', { profile: 'drf-jwt' }],
  [
    'legacy-styria',
    'blacklist-empty-body-no-content-type',
    'revoke',
    { profile: 'drf-jwt', endpoints: { logout: '/auth/blacklist/' } },
  ],
  ['djoser', 'create-ok', 'obtain', { profile: 'djoser' }],
  ['djoser', 'refresh-ok', 'refresh', { profile: 'djoser' }],
  ['dj-rest-auth', 'B-login', 'obtain', { profile: 'dj-rest-auth' }],
  ['dj-rest-auth', 'B-refresh', 'refresh', { profile: 'dj-rest-auth' }],
  ['dj-rest-auth', 'C-refresh-by-cookie', 'refresh', { profile: 'dj-rest-auth-cookies' }],
  ['dj-rest-auth', 'C-logout', 'revoke', { profile: 'dj-rest-auth-cookies' }],
  [
    'knox',
    'login-basic',
    'obtain',
    { profile: 'knox', endpoints: { obtain: '/api/auth/basic-login/' } },
  ],
  ['knox', 'login-json', 'obtain', { profile: 'knox', obtain: { encoding: 'json' } }],
  ['knox', 'logout', 'revoke', { profile: 'knox' }],
  [
    'oauth2-dot',
    'obtain-ok',
    'obtain',
    { profile: 'django-oauth-toolkit', obtain: { static: password } },
  ],
  [
    'oauth2-dot',
    'refresh-ok',
    'refresh',
    { profile: 'django-oauth-toolkit', refresh: { static: renewal } },
  ],
  [
    'oauth2-dot',
    'revoke-refresh',
    'revoke',
    {
      profile: 'django-oauth-toolkit',
      logout: { static: { ...client.static, token_type_hint: 'refresh_token' } },
    },
  ],
  ['fastapi-template-shape', 'login-ok', 'obtain', { profile: 'fastapi-template' }],
  ['flask-jwt-extended', 'login-ok', 'obtain', { profile: 'flask-jwt-extended' }],
  ['flask-jwt-extended', 'refresh-ok-header', 'refresh', { profile: 'flask-jwt-extended' }],
  [
    'flask-jwt-extended',
    'cookie-refresh-with-refresh-csrf',
    'refresh',
    { profile: 'flask-jwt-extended-cookies', endpoints: { refresh: '/refresh-cookies' } },
  ],
  [
    'flask-jwt-extended',
    'logout-access',
    'revoke',
    {
      profile: 'flask-jwt-extended',
      endpoints: { logout: { url: '/logout', method: 'DELETE' } },
      logout: { tokens: ['access'] },
    },
  ],
]

/** What was recorded, as far as a script decides it. */
function recorded(name: string, title: string) {
  const exchange = readRecording(name).exchanges.find((candidate) => candidate.case === title)
  if (!exchange) throw new Error(`${name} has no ${title}`)
  const { method, path, headers, body } = exchange.request
  return { method, path, headers, body: body ?? '' }
}

function sentBy({ method, url, headers, body }: TransportRequest) {
  return { method, path: url.slice(apiBaseUrl.length), headers, body: body ?? '' }
}

/** Bodies by what is in them: spaces and the order of fields do not matter, nor that of an empty one. */
function fieldsOf(body: string): unknown {
  if (body.startsWith('{')) return JSON.parse(body)
  return Object.fromEntries([...new URLSearchParams(body)])
}

const wordsIn = (text: string) =>
  [...text.matchAll(/[\w-]+\.[\w-]+\.[\w-]+|\b[\w]{30,}/g)].map(String)

function cookieOf(cookies: string, name: string): string | null {
  return new RegExp(`${name}=([^;]+)`).exec(cookies)?.[1] ?? null
}

describe('a request that a real server has taken is the one that is sent', () => {
  it.each(taken)('%s, %s: %s', async (name, title, call, settings) => {
    const wanted = recorded(name, title)
    const sent: TransportRequest[] = []
    const transport = async (request: TransportRequest) => {
      sent.push(request)
      return { status: 503, body: '', header: () => null }
    }
    const profile = resolveProfile(settings)
    const csrf = profile.csrf
      ? new CsrfProof(profile.csrf, {
          pageUrl: 'http://127.0.0.1:5173/',
          apiBaseUrl,
          withCredentials: profile.transport.credentials,
          readCookie: (cookie) => cookieOf(wanted.headers['Cookie'] ?? '', cookie),
          transport,
        })
      : null
    const api = new ProfileAuthApi(profile, apiBaseUrl, transport, { csrf })
    const [token = 'none'] = wordsIn(`${wanted.headers['Authorization'] ?? ''} ${wanted.body}`)
    const record = recordWith({
      accessToken: accessToken(token),
      refreshToken: profile.transport.credentials ? null : refreshToken(token),
    })
    const { username = 'alice' } = fieldsOf(wanted.body) as Record<string, string>

    if (call === 'obtain') {
      await api.obtain({ username, password: 'correct-horse' }).catch(() => {})
    } else await api[call](record)

    const [request] = sent.map(sentBy)
    expect(sent).toHaveLength(1)
    expect(request).toMatchObject({ method: wanted.method, path: wanted.path })
    expect(fieldsOf(request?.body ?? '')).toEqual(fieldsOf(wanted.body))
    for (const header of ['Authorization', 'X-CSRF-TOKEN']) {
      expect(request?.headers[header]).toBe(wanted.headers[header])
    }
    if (wanted.body !== '') {
      expect(request?.headers['Content-Type']).toBe(wanted.headers['Content-Type'])
    }
  })
})
