import { describe, expect, it } from 'vitest'
import { findCsrf } from '@/cli/doctor/find-csrf'
import { findLogout } from '@/cli/doctor/find-logout'
import { Interview } from '@/cli/doctor/interview'
import { Redactor } from '@/cli/doctor/redactor'
import { profiles } from '@/auth/backends/profiles'
import type { Answer, Question } from '@/cli/doctor/exchange'

const limits = { requests: 9, stepMs: 1_000, totalMs: 10_000 }

/** Somebody to ask, who answers by method and path; 404 to the rest. */
function interviewWith(answers: Readonly<Record<string, Partial<Answer>>>) {
  const send = async ({ method, url }: Question): Promise<Answer> => ({
    kind: 'answer',
    status: 404,
    headers: {},
    cookies: [],
    body: '',
    ...answers[`${method} ${new URL(url).pathname}`],
  })
  return new Interview(send, limits, new Redactor())
}

const find = (
  profile: keyof typeof profiles,
  paths: readonly string[],
  answers: Readonly<Record<string, Partial<Answer>>>,
) => {
  const base = profiles[profile]
  const obtain = base.endpoints.obtain.url
  return findLogout(interviewWith(answers), 'http://a', paths, { base, obtain })
}

const refused = { status: 401, body: '{"detail":"Authentication credentials were not provided."}' }

describe('findLogout', () => {
  it('finds one that takes DELETE alone, and asks it nothing more', async () => {
    const logout = await find('flask-jwt-extended', ['/logout'], {
      'OPTIONS /logout': { status: 200, headers: { allow: 'DELETE, OPTIONS' } },
    })

    expect(logout).toEqual({
      endpoint: { url: '/logout', method: 'DELETE' },
      send: 'header',
      tokens: ['access', 'refresh'],
    })
  })

  it('reads from the refusal of an empty form where the token goes', async () => {
    const logout = await find('simplejwt', ['/api/logout/'], {
      'OPTIONS /api/logout/': { status: 200, headers: { allow: 'POST, OPTIONS' } },
      'POST /api/logout/': { status: 400, body: '{"refresh":["This field is required."]}' },
    })

    expect(logout).toEqual({
      endpoint: { url: '/api/logout/', method: 'POST' },
      send: 'body:refresh',
      tokens: ['refresh'],
    })
  })

  it('sends the access token in the header where no field is asked for', async () => {
    const logout = await find('simplejwt', ['/logout'], {
      'OPTIONS /logout': { status: 200 },
      'POST /logout': refused,
    })

    expect(logout).toMatchObject({ send: 'header', tokens: ['access'] })
  })

  it.each<[string, Readonly<Record<string, Partial<Answer>>>]>([
    ['a page', { 'OPTIONS /x': { status: 200 }, 'POST /x': { status: 200, body: '<html>' } }],
    [
      'a login',
      { 'OPTIONS /x': { status: 200 }, 'POST /x': { status: 400, body: '{"password":["!"]}' } },
    ],
    ['something to read', { 'OPTIONS /x': { status: 200, headers: { allow: 'GET' } } }],
    ['a redirect', { 'OPTIONS /x': { status: 301, headers: { location: '/x/' } } }],
  ])('takes no logout for one that is %s', async (_, answers) => {
    expect(await find('simplejwt', ['/x', '/y'], answers)).toBeNull()
  })
})

describe('findCsrf', () => {
  it('finds the address that sets the cookie', async () => {
    const interview = interviewWith({
      'GET /a/': { status: 200, cookies: ['other=1'] },
      'GET /b/': { status: 204, cookies: ['csrftoken=abc; Path=/'] },
    })

    expect(await findCsrf(interview, 'http://a', ['/a/', '/b/'], 'csrftoken')).toBe('/b/')
    expect(await findCsrf(interview, 'http://a', ['/a/'], 'csrftoken')).toBeNull()
  })
})
