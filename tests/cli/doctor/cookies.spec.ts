import { describe, expect, it } from 'vitest'
import { CookieJar, findTokenCookies, parseCookie } from '@/cli/doctor/cookies'
import { judgeCookies } from '@/cli/doctor/judge-cookies'
import { parseOptions } from '@/cli/doctor/options'
import { signIn } from '@/cli/doctor/sign-in'
import type { SignedIn } from '@/cli/doctor/sign-in'
import { Interview } from '@/cli/doctor/interview'
import { Redactor } from '@/cli/doctor/redactor'

/** Logs in at a server whose login sets these cookies. */
async function loginThatSets(...cookies: string[]): Promise<SignedIn> {
  const interview = new Interview(
    async () => ({ kind: 'answer', status: 200, headers: {}, cookies, body: '{}' }),
    { requests: 9, stepMs: 1_000, totalMs: 1_000 },
    new Redactor(),
  )
  const { hints } = parseOptions(['http://a'])
  const exchange = await interview.ask({
    method: 'POST',
    url: 'http://a/',
    headers: {},
    body: null,
  })
  const form = { path: '/login', likeness: 'sure', fields: [], exchange } as const
  const credentials = { username: 'ada', password: 'secret' }
  const signedIn = await signIn(interview, 'http://a', { form, hints, credentials })
  if (signedIn.kind !== 'signed-in') throw new Error(signedIn.reason)
  return signedIn
}

const findings = async (baseUrl: string, origin: string, ...cookies: string[]) =>
  judgeCookies(await loginThatSets(...cookies), parseOptions([baseUrl, '--origin', origin])).map(
    ({ id }) => id,
  )

describe('parseCookie', () => {
  it('reads the flags, whatever their case', () => {
    expect(parseCookie('a=b=c; Path=/; httponly; SECURE; SameSite=Lax')).toEqual({
      name: 'a',
      value: 'b=c',
      isHttpOnly: true,
      isSecure: true,
      sameSite: 'lax',
      isDeleted: false,
    })
  })
})

describe('CookieJar', () => {
  it('sends what was set, and no longer what was thrown away', () => {
    const jar = new CookieJar()

    jar.keep(['a=1; Path=/', 'b=2'])
    jar.keep(['a=; Max-Age=0'])

    expect(jar.header).toBe('b=2')
    expect(jar.value('a')).toBeNull()
  })
})

describe('findTokenCookies', () => {
  it('takes no CSRF cookie for a token', () => {
    const cookies = ['csrf_access_token=x', 'access_token_cookie=y', 'refresh_token_cookie=z']

    expect(findTokenCookies(cookies)).toEqual({
      access: 'access_token_cookie',
      refresh: 'refresh_token_cookie',
    })
  })
})

describe('judgeCookies', () => {
  const good = 'access_token=x; HttpOnly; Secure; SameSite=None'

  it('has nothing against an HttpOnly cookie on one site', async () => {
    const lax = 'access_token=x; HttpOnly; SameSite=Lax'

    expect(await findings('http://127.0.0.1:8000', 'http://127.0.0.1:5173', lax)).toEqual([])
    expect(await findings('https://api.example.com', 'https://app.example.com', lax)).toEqual([])
  })

  it('says that browsers keep a cookie back from another site', async () => {
    const lax = 'access_token=x; HttpOnly; Secure; SameSite=Lax'

    expect(await findings('https://api.example.com', 'https://app.example.org', lax)).toEqual([
      'cookie-kept-back',
    ])
  })

  it('warns of Safari where the cookie could be sent to another site', async () => {
    expect(await findings('https://api.example.com', 'https://app.example.org', good)).toEqual([
      'cookie-third-party',
    ])
  })

  it('warns of a token that scripts can read, and of a session beside the tokens', async () => {
    const cookies = ['access_token=x; Secure', 'sessionid=y; HttpOnly']

    expect(await findings('http://a', 'http://a', ...cookies)).toEqual([
      'cookie-readable',
      'session-cookie',
    ])
  })
})
