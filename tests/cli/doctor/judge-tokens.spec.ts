import { describe, expect, it } from 'vitest'
import { judgeTokens } from '@/cli/doctor/judge-tokens'
import { profiles } from '@/auth/backends/profiles'
import type { JsonObject } from '@/auth/backends/json-body'
import { readRecording } from '../../recorded/recording'

const now = Date.UTC(2026, 0, 1)
const iat = now / 1000

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = (claims: object, header: object = { alg: 'HS256' }) =>
  `${base64url(header)}.${base64url(claims)}.c2lnbmF0dXJl`

function judge(body: JsonObject, nowMs = now) {
  const places = { access: 'access', refresh: 'refresh' in body ? 'refresh' : null }
  const question = { method: 'POST', url: 'http://a/', headers: {}, body: null }
  const outcome = { kind: 'answer', status: 200, headers: {}, cookies: [], body: '' } as const
  return judgeTokens(
    {
      kind: 'signed-in',
      base: 'simplejwt',
      obtain: profiles.simplejwt.obtain,
      body,
      places,
      cookies: { access: null, refresh: null },
      exchange: { question, outcome },
    },
    nowMs,
  ).map(({ id }) => id)
}

const access = { exp: iat + 300, iat, user_id: 1 }

describe('judgeTokens', () => {
  it('has nothing against a pair in proportion', () => {
    const refresh = jwt({ exp: iat + 86_400, iat })

    expect(judge({ access: jwt(access), refresh })).toEqual([])
  })

  it.each([
    ['alg-none', jwt(access, { alg: 'none' })],
    ['alg-none', jwt(access, {})],
    ['access-long-lived', jwt({ ...access, exp: iat + 8 * 86_400 })],
    ['token-endless', jwt({ iat })],
    ['clock-off', jwt({ exp: iat + 7_500, iat: iat + 7_200 })],
    ['personal-claims', jwt({ ...access, email: 'ada@example.com' })],
  ])('finds %s', (id, token) => {
    expect(judge({ access: token })).toEqual([id])
  })

  it('finds an access token that outlives the refresh token', () => {
    const refresh = jwt({ exp: iat + 60, iat })

    expect(judge({ access: jwt(access), refresh })).toEqual(['access-outlives-refresh'])
  })

  it('says nothing of a token that it cannot read', () => {
    expect(judge({ access: 'opaque' })).toEqual([])
  })

  it('has nothing against what a real SimpleJWT has issued, at that time', () => {
    const login = readRecording('simplejwt').exchanges.find((each) => each.case === 'obtain-ok')
    const issuedAt = Number(login?.decoded_claims?.['access']?.['iat'])

    expect(judge(JSON.parse(login?.response.body ?? '{}'), issuedAt * 1000)).toEqual([])
  })
})
