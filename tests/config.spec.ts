import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ConfigurationError } from '@/auth/core/errors'
import { parseConfig } from '@/config'

const good = { apiBaseUrl: 'https://api.example', auth: { profile: 'simplejwt' } }

const withAuth = (changes: object) => ({ auth: { profile: 'simplejwt', ...changes } })

const badAddresses = [
  'javascript:alert(1)',
  'data:text/html,x',
  'blob:https://api.example/1',
  'user:s3cret@api.example',
  'https://user:s3cret@api.example',
  '/\t/evil.test/x.svg',
  '\\evil.test',
  ' /api',
]

function issuesOf(config: unknown) {
  try {
    parseConfig(typeof config === 'string' ? config : JSON.stringify(config))
  } catch (error) {
    if (error instanceof ConfigurationError) return error.issues
    throw error
  }
  return []
}

describe('parseConfig', () => {
  it('takes the config.json that we ship', () => {
    expect(issuesOf(readFileSync('public/config.json', 'utf8'))).toEqual([])
  })

  it('has no lists unless told', () => {
    expect(parseConfig(JSON.stringify(good)).lists).toEqual([])
  })

  it.each([
    [{ sharedComputer: true }, 600],
    [{ sharedComputer: true, idleTimeoutSeconds: 120 }, 120],
    [{ sharedComputer: false }, undefined],
    [{}, undefined],
  ])('logs nobody out of a computer of their own who does nothing: %j', (settings, seconds) => {
    expect(parseConfig(JSON.stringify({ ...good, ...settings })).idleTimeoutSeconds).toBe(seconds)
  })

  it('is called Latchkey unless told', () => {
    expect(parseConfig(JSON.stringify(good)).brand).toEqual({ name: 'Latchkey' })
  })

  it('fills in what a field of a form does not say', () => {
    const create = { title: 'New post', fields: [{ name: 'title', label: 'Title' }] }
    const lists = [{ title: 'Posts', path: 'posts', url: '/posts/', create }]

    expect(parseConfig(JSON.stringify({ ...good, lists })).lists[0]?.create?.fields).toEqual([
      { name: 'title', label: 'Title', multiline: false, required: true },
    ])
  })

  it.each([
    [{ ...good, apiBaseUrl: undefined }, 'apiBaseUrl', 'nothing'],
    [{ ...good, apiBaseUrl: 7 }, 'apiBaseUrl', '7'],
    [{ ...good, apiBaseURL: 'x' }, 'apiBaseURL', 'a key that means nothing here'],
    [{ ...good, auth: { profile: 'simple-jwt' } }, 'auth.profile', '"simple-jwt"'],
    [{ ...good, auth: { ...good.auth, leeway: '30' } }, 'auth.leeway', '"30"'],
    [
      { ...good, auth: { ...good.auth, refresh: { placement: 'token' } } },
      'auth.refresh.placement',
      '"token"',
    ],
    [{ ...good, lists: [{ title: 'A', path: 'A B', url: '/a/' }] }, 'lists[0].path', '"A B"'],
    [
      {
        ...good,
        lists: [{ title: 'A', path: 'a', url: '/a/', create: { title: 'B', fields: [] } }],
      },
      'lists[0].create.fields',
      '[]',
    ],
    [{ ...good, brand: { logo: 'https://elsewhere.example/a.svg' } }, 'brand.logo', /elsewhere/],
    [{ ...good, brand: { logo: '//elsewhere.example/a.svg' } }, 'brand.logo', /elsewhere/],
    [{ ...good, brand: { logo: '/\\elsewhere.example/a.svg' } }, 'brand.logo', /elsewhere/],
    [{ ...good, brand: { logo: '/\t/elsewhere.example/a.svg' } }, 'brand.logo', /with a tab/],
    [{ ...good, brand: { accent: 'red' } }, 'brand.accent', '"red"'],
    [{ ...good, brand: { name: '' } }, 'brand.name', '""'],
    [{ ...good, languages: ['de', 'dee'] }, 'languages[1]', '"dee"'],
    [{ ...good, languages: [] }, 'languages', '[]'],
    [
      { ...good, lists: [{ title: { ed: 'A' }, path: 'a', url: '/a/' }] },
      'lists[0].title.ed',
      'a key that means nothing here',
    ],
    ['{ "apiBaseUrl": ', 'config.json', /^no JSON: /],
    ['<!doctype html>', 'config.json', 'an HTML page'],
    ['null', 'config.json', 'null'],
    ['[]', 'apiBaseUrl', 'nothing'],
    ['7', 'config.json', '7'],
  ])('says which key is wrong and what was found: %#', (config, key, found) => {
    const issues = issuesOf(config)
    const matching = typeof found === 'string' ? found : expect.stringMatching(found)

    expect(issues).toContainEqual({ key, found: matching, allowed: expect.stringMatching(/./) })
  })

  it.each([
    ['apiBaseUrl', (url: string) => ({ apiBaseUrl: url })],
    ['brand.logo', (logo: string) => ({ brand: { logo } })],
    ['lists[0].url', (url: string) => ({ lists: [{ title: 'A', path: 'a', url }] })],
    ['auth.endpoints.obtain', (obtain: string) => withAuth({ endpoints: { obtain } })],
    [
      'auth.endpoints.user.url',
      (url: string) => withAuth({ endpoints: { user: { url, method: 'GET' } } }),
    ],
    ['auth.csrf.bootstrap', (bootstrap: string) => withAuth({ csrf: { bootstrap } })],
    ['auth.transport.anonymous[0]', (url: string) => withAuth({ transport: { anonymous: [url] } })],
    ['auth.transport.origins[0]', (url: string) => withAuth({ transport: { origins: [url] } })],
  ])('names %s for an address that is none, and repeats no password', (key, configOf) => {
    for (const address of badAddresses) {
      const issues = issuesOf({ ...good, ...configOf(address) })

      expect(issues.map((issue) => issue.key)).toEqual([key])
      expect(JSON.stringify(issues)).not.toMatch(/s3cret/)
    }
  })

  it('takes an API anywhere, and its addresses as paths and as URLs', () => {
    const bases = ['/', '/api', '/api/', 'http://[::1]:8000/v1/', 'HTTPS://api.example.com']
    const urls = [
      '/token/?next=/a b',
      'token',
      'accounts:signIn',
      'https://id.example.com/@x?a=b#c',
    ]
    const lists = urls.map((url, index) => ({ title: 'A', path: `a${index}`, url }))

    for (const apiBaseUrl of bases) {
      const endpoints = { obtain: urls[0], refresh: urls[1], user: urls[2], logout: urls[3] }
      const transport = { anonymous: urls, origins: ['https://files.example.com/'] }
      const config = { apiBaseUrl, lists, brand: { logo: '/a/logo.svg?v=2' } }
      expect(issuesOf({ ...config, ...withAuth({ endpoints, transport }) })).toEqual([])
    }
  })

  it('says what a path is relative to', () => {
    expect(issuesOf({ ...good, apiBaseUrl: 'api' })).toEqual([
      {
        key: 'apiBaseUrl',
        found: '"api", which is relative to each page',
        allowed: expect.stringContaining('"/api"'),
      },
    ])
  })

  it('takes titles and labels that are one text for each language', () => {
    const title = { en: 'Posts', de: 'Beiträge' }
    const create = { title, fields: [{ name: 'body', label: { de: 'Text' } }] }

    const config = parseConfig(
      JSON.stringify({ ...good, lists: [{ title, path: 'posts', url: '/posts/', create }] }),
    )

    expect(config.lists[0]?.title).toEqual(title)
    expect(config.lists[0]?.create?.fields[0]?.label).toEqual({ de: 'Text' })
  })

  it('says what is allowed', () => {
    const [issue] = issuesOf({ ...good, auth: { profile: 'x' } })

    expect(issue?.allowed).toContain('"simplejwt"')
    expect(issue?.allowed).toContain('"djangorestframework-jwt"')
  })

  it('names every wrong key at once', () => {
    const keys = issuesOf({ auth: { profile: 'x', leeway: -1 } }).map(({ key }) => key)

    expect(keys).toEqual(expect.arrayContaining(['apiBaseUrl', 'auth.profile', 'auth.leeway']))
  })
})

describe('a build for some origins alone', () => {
  const parse = (config: object) => parseConfig(JSON.stringify(config), ['https://api.example'])
  const list = (url: string) => ({ title: 'Posts', path: 'posts', url })

  it.each([
    good,
    { ...good, apiBaseUrl: '/api' },
    { ...good, lists: [list('https://api.example/posts/'), list('/more/')] },
  ])('takes a config.json that keeps to them: %j', (config) => {
    expect(parse(config).apiBaseUrl).toBe(config.apiBaseUrl)
  })

  it.each<[string, object]>([
    ['apiBaseUrl', { ...good, apiBaseUrl: 'https://api.example:8443' }],
    ['apiBaseUrl', { ...good, apiBaseUrl: 'http://api.example' }],
    [
      'auth.endpoints.obtain',
      { ...good, ...withAuth({ endpoints: { obtain: 'https://x.test/' } }) },
    ],
    [
      'auth.transport.origins[0]',
      { ...good, ...withAuth({ transport: { origins: ['https://x.test'] } }) },
    ],
    ['lists[0].url', { ...good, lists: [list('https://x.test/posts/')] }],
  ])('refuses another at %s', (key, config) => {
    expect(() => parse(config)).toThrow(ConfigurationError)
    expect(() => parse(config)).toThrow(key)
  })
})
