import { describe, expect, it } from 'vitest'
import { CsrfProof } from '@/auth/backends/csrf-proof'
import type { ProfileCsrf } from '@/auth/backends/profile'
import { AuthUnavailableError } from '@/auth/core/errors'
import { profiles } from '../../support/resolve-profile'

const bootstrap = { url: '/csrf/', method: 'GET' }

/** A page with these cookies, and a server that sets `csrftoken` when it is asked to. */
function createProof(
  cookies: Record<string, string>,
  changes: Partial<ProfileCsrf> & {
    withCredentials?: boolean
    serves?: 'cookie' | 'nothing' | 'no-answer'
  } = {},
) {
  const { withCredentials = false, serves = 'cookie', ...settings } = changes
  const asked: string[] = []
  const proof = new CsrfProof(
    {
      cookie: 'csrftoken',
      header: 'X-CSRFToken',
      refreshCookie: null,
      changesAtLogin: true,
      bootstrap: null,
      ...settings,
    },
    {
      pageUrl: 'https://app.example/login',
      apiBaseUrl: 'https://app.example/',
      withCredentials,
      readCookie: (name) => cookies[name] ?? null,
      transport: async ({ method, url }) => {
        asked.push(`${method} ${url}`)
        if (serves === 'no-answer') throw new AuthUnavailableError(null)
        if (serves === 'cookie') cookies['csrftoken'] = 'fresh'
        return { status: 200, body: '{}', header: () => null }
      },
    },
  )
  return { proof, asked }
}

const post = (url: string) => ({ method: 'POST', url })
const own = 'https://app.example/api/items/'

describe('CsrfProof', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('goes with %s to the own origin', async (method) => {
    const { proof } = createProof({ csrftoken: 'tok' })

    expect(await proof.headersFor({ method, url: own }, 'needed')).toEqual({
      'X-CSRFToken': 'tok',
    })
  })

  it.each(['GET', 'HEAD', 'OPTIONS'])('does not go with %s', async (method) => {
    const { proof } = createProof({ csrftoken: 'tok' })

    expect(await proof.headersFor({ method, url: own }, 'needed')).toEqual({})
  })

  it.each([
    ['another port, where cookies are sent', 'https://app.example:8000/x', true, true],
    ['another port, where they are not', 'https://app.example:8000/x', false, false],
    ['another host', 'https://api.example/x', true, false],
    ['a host below', 'https://api.app.example/x', true, false],
    ['a relative address', '/x', false, true],
  ])('knows where the cookie belongs: %s', async (_, url, withCredentials, goes) => {
    const { proof } = createProof({ csrftoken: 'tok' }, { withCredentials })

    const headers = await proof.headersFor(post(url), 'needed')

    expect(Object.keys(headers)).toHaveLength(goes ? 1 : 0)
  })

  it('takes the other cookie for a refresh, where there are two', async () => {
    const { proof } = createProof({ csrftoken: 'a', other: 'r' }, { refreshCookie: 'other' })

    expect(await proof.headersFor(post(own), 'refresh')).toEqual({ 'X-CSRFToken': 'r' })
    expect(await proof.headersFor(post(own), 'needed')).toEqual({ 'X-CSRFToken': 'a' })
  })

  it.each([
    ['percent-encoded, as by Laravel', 'eyJpdiI6IkFB%2FQ%3D%3D', 'eyJpdiI6IkFB/Q=='],
    ['not encoded', 'eyJpdiI6IkFB/Q==', 'eyJpdiI6IkFB/Q=='],
    ['not to be decoded', '100%', '100%'],
    ['one that would break the header', 'a%0d%0ab%20', 'a%0d%0ab%20'],
    ['one that no header can carry', '%E2%82%AC', '%E2%82%AC'],
  ])('copies the value that the server meant: %s', async (_, value, sent) => {
    const { proof } = createProof({ csrftoken: value })

    expect(await proof.headersFor(post(own), 'needed')).toEqual({ 'X-CSRFToken': sent })
  })

  it("goes to Laravel under Laravel's names", async () => {
    const { csrf } = profiles['laravel-tymon']
    const { proof } = createProof({ 'XSRF-TOKEN': 'abc%3D' }, csrf ?? {})

    expect(await proof.headersFor(post(own), 'needed')).toEqual({ 'X-XSRF-TOKEN': 'abc=' })
  })

  it('asks for the cookie before the first call that needs it, once for many', async () => {
    const { proof, asked } = createProof({}, { bootstrap })

    expect(await proof.headersFor(post(own), 'refresh')).toEqual({})
    const headers = await Promise.all([
      proof.headersFor(post(own), 'needed'),
      proof.headersFor(post(own), 'needed'),
    ])

    expect(headers).toEqual([{ 'X-CSRFToken': 'fresh' }, { 'X-CSRFToken': 'fresh' }])
    expect(asked).toEqual(['GET https://app.example/csrf/'])
  })

  it('asks again when the cookie is gone', async () => {
    const cookies: Record<string, string> = {}
    const { proof, asked } = createProof(cookies, { bootstrap })
    await proof.headersFor(post(own), 'needed')
    delete cookies['csrftoken']

    expect(await proof.headersFor(post(own), 'needed')).toEqual({ 'X-CSRFToken': 'fresh' })

    expect(asked).toHaveLength(2)
  })

  it('does not ask again and again a server that sets none', async () => {
    const { proof, asked } = createProof({}, { bootstrap, serves: 'nothing' })

    await proof.headersFor(post(own), 'needed')
    expect(await proof.headersFor(post(own), 'needed')).toEqual({})

    expect(asked).toHaveLength(1)
  })

  it('asks again when there was no answer', async () => {
    const { proof, asked } = createProof({}, { bootstrap, serves: 'no-answer' })

    await proof.headersFor(post(own), 'needed')
    await proof.headersFor(post(own), 'needed')

    expect(asked).toHaveLength(2)
  })
})
