import { describe, expect, it } from 'vitest'
import { parseOptions, UsageError } from '@/cli/doctor/options'

describe('parseOptions', () => {
  it('looks without signing in, for the dev server, unless told otherwise', () => {
    expect(parseOptions(['http://127.0.0.1:8000/'])).toMatchObject({
      baseUrl: 'http://127.0.0.1:8000',
      origin: 'http://127.0.0.1:5173',
      username: null,
      write: false,
      probeRotation: false,
    })
  })

  it('reads where user name and password stand in a strange login', () => {
    const body = '{"person":{"handle":"$username","phrase":"$password"},"realm":{"name":"staff"}}'

    expect(parseOptions(['http://[::1]:8000', '--login-body', body]).hints).toMatchObject({
      identifier: 'person.handle',
      secret: 'person.phrase',
      static: { 'realm.name': 'staff' },
    })
  })

  it.each([
    ['no address', []],
    ['two addresses', ['http://a', 'http://b']],
    ['another scheme', ['ftp://a']],
    ['a password in the address', ['http://ada:secret@a']],
    ['a password as an argument', ['http://a', '--password', 'secret']],
    ['a login body without a password', ['http://a', '--login-body', '{"name":"$username"}']],
    [
      'a secret that would be public',
      [
        'http://a',
        '--login-body',
        '{"client_secret":"x","username":"$username","password":"$password"}',
      ],
    ],
    ['an endpoint that is none', ['http://a', '--obtain', 'javascript:alert(1)']],
    ['a password in an endpoint', ['http://a', '--user', 'https://ada:secret@a/me']],
    ['a login body that is no JSON', ['http://a', '--login-body', '{']],
  ])('refuses %s', (_, args) => {
    expect(() => parseOptions(args)).toThrow(UsageError)
  })
})
