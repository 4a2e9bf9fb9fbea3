import { describe, expect, it } from 'vitest'
import { numericDate, readClaims } from '@/auth/core/claims'

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = (claims: unknown) => `${encode({ alg: 'HS256' })}.${encode(claims)}.c2ln`

describe('readClaims', () => {
  it('reads the example of RFC 7519 section 3.1', () => {
    const token =
      'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.' +
      'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.' +
      'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'

    expect(readClaims(token)).toEqual({
      iss: 'joe',
      exp: 1_300_819_380,
      'http://example.com/is_root': true,
    })
  })

  it('reads text beyond ASCII', () => {
    expect(readClaims(jwt({ username: 'Zoë 🔑' }))).toEqual({ username: 'Zoë 🔑' })
  })

  it.each(['', 'opaque', 'a.b.c', '..', jwt(null), jwt([1]), jwt('text'), jwt(7)])(
    'takes %j for opaque',
    (token) => {
      expect(readClaims(token)).toBeNull()
    },
  )
})

describe('numericDate', () => {
  it.each(['1300819380', NaN, Infinity, -1, 0, null, {}, 1e15, 1e306, 1_300_819_380_000])(
    'does not believe %j',
    (exp) => {
      expect(numericDate({ exp }, 'exp')).toBeNull()
    },
  )

  it('is null for an opaque token', () => {
    expect(numericDate(null, 'exp')).toBeNull()
  })
})
