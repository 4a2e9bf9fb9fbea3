import { describe, expect, it } from 'vitest'
import { ConfigurationError } from '@/auth/core/errors'
import { configSchema, parseConfig } from '@/config'
import { nearMissOf } from '@/diagnosis/near-misses'

const good = { apiBaseUrl: '/', auth: { profile: 'simplejwt' }, lists: [] }
const withAuth = (auth: object) => ({ ...good, auth: { ...good.auth, ...auth } })

/** What is suggested for each wrong key of a file. */
function nearMissesIn(config: object): Record<string, string | null> {
  try {
    parseConfig(JSON.stringify(config))
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return Object.fromEntries(
      error.issues.map((issue) => [issue.key, nearMissOf(issue, configSchema)]),
    )
  }
  return {}
}

describe('nearMissOf', () => {
  it.each([
    ['apiBaseURL', 'apiBaseUrl'],
    ['apiBaseUlr', 'apiBaseUrl'],
    ['baseUrl', 'apiBaseUrl'],
    ['Auth', 'auth'],
    ['list', 'lists'],
  ])('names the key that %s was to be', (wrong, meant) => {
    expect(nearMissesIn({ ...good, [wrong]: '/' })[wrong]).toBe(meant)
  })

  it.each([
    [{ endpoint: {} }, 'auth.endpoint', 'endpoints'],
    [{ endpoints: { obtian: '/a/' } }, 'auth.endpoints.obtian', 'obtain'],
    [{ endpoints: { user: { uri: '/a/', method: 'GET' } } }, 'auth.endpoints.user.uri', 'url'],
    [{ refresh: { windowSecond: 7 } }, 'auth.refresh.windowSecond', 'windowSeconds'],
    [{ transport: { Prefix: 'JWT' } }, 'auth.transport.Prefix', 'prefix'],
    [{ csrf: { cookies: 'a', header: 'b' } }, 'auth.csrf.cookies', 'cookie'],
  ])('looks at the place where the key stands: %#', (auth, key, meant) => {
    expect(nearMissesIn(withAuth(auth))).toHaveProperty([key], meant)
  })

  it('looks into the entries of a list', () => {
    const lists = [{ title: 'Posts', path: 'posts', url: '/a/', titel: 'x' }]

    expect(nearMissesIn({ ...good, lists })).toEqual({ 'lists[0].titel': 'title' })
  })

  it.each([
    ['simple-jwt', 'simplejwt'],
    ['SimpleJWT', 'simplejwt'],
    ['django-rest-framework-jwt', 'djangorestframework-jwt'],
    ['keyclock', 'keycloak'],
    ['firebase', null],
  ])('names the profile that %s was to be', (profile, meant) => {
    expect(nearMissesIn({ ...good, auth: { profile } })).toEqual({ 'auth.profile': meant })
  })

  it('names the value that was meant where there are a few', () => {
    expect(nearMissesIn(withAuth({ model: 'pairs' }))).toEqual({ 'auth.model': 'pair' })
    expect(nearMissesIn(withAuth({ obtain: { encoding: 'JSON' } }))).toEqual({
      'auth.obtain.encoding': 'json',
    })
  })

  it('names the place where a key of that name belongs', () => {
    expect(nearMissesIn(withAuth({ prefix: 'JWT' }))).toEqual({
      'auth.prefix': 'auth.transport.prefix',
    })
    expect(nearMissesIn({ ...good, profile: 'simplejwt' })).toEqual({ profile: 'auth.profile' })
  })

  it('is silent where nothing is near, and where the key is right', () => {
    expect(nearMissesIn({ ...good, colour: 'red' })).toEqual({ colour: null })
    expect(nearMissesIn(withAuth({ leeway: 'leewai' }))).toEqual({ 'auth.leeway': null })
    expect(
      nearMissOf({ key: 'config.json', found: 'an HTML page', allowed: 'x' }, configSchema),
    ).toBeNull()
  })
})
