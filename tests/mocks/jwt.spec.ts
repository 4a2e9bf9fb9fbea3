import { describe, expect, it } from 'vitest'
import { decodeBase64Url, encodeBase64Url } from '@/mocks/base64url'
import { signJwt, verifyJwt } from '@/mocks/jwt'

/** RFC 7515 appendix A.1: key, claims and token. */
const key = decodeBase64Url(
  'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow',
)
const token = [
  'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9',
  'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ',
  'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
].join('.')

describe('verifyJwt', () => {
  it('accepts the token of RFC 7515 appendix A.1', () => {
    expect(verifyJwt(token, key)).toEqual({
      iss: 'joe',
      exp: 1300819380,
      'http://example.com/is_root': true,
    })
  })

  it.each([
    ['another signature', `${token.slice(0, -4)}AAAA`],
    ['other claims', token.replace('.eyJ', '.eyK')],
    ['no signature', token.slice(0, token.lastIndexOf('.'))],
    ['a fourth part', `${token}.x`],
    ['no parts', 'garbage'],
    ['nothing', ''],
  ])('refuses a token with %s', (_, wrong) => {
    expect(verifyJwt(wrong, key)).toBeNull()
  })

  it('refuses a token with the right signature under another algorithm', async () => {
    const header = encodeBase64Url(new TextEncoder().encode('{"alg":"none"}'))
    const signed = await signWithWebCrypto(`${header}.${token.split('.')[1] ?? ''}`)

    expect(verifyJwt(signed, key)).toBeNull()
  })

  it('refuses the token of another key', () => {
    expect(verifyJwt(signJwt({ exp: 1 }, Uint8Array.of(1)), key)).toBeNull()
  })
})

describe('signJwt', () => {
  it('signs as Web Crypto does', async () => {
    const signed = signJwt({ name: 'Léonie ✓' }, key)

    expect(signed).toBe(await signWithWebCrypto(signed.slice(0, signed.lastIndexOf('.'))))
    expect(verifyJwt(signed, key)).toEqual({ name: 'Léonie ✓' })
  })
})

async function signWithWebCrypto(signingInput: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const cryptoKey = await crypto.subtle.importKey('raw', Uint8Array.from(key), algorithm, false, [
    'sign',
  ])
  const bytes = new TextEncoder().encode(signingInput)
  const signature = await crypto.subtle.sign('HMAC', cryptoKey, bytes)
  return `${signingInput}.${encodeBase64Url(new Uint8Array(signature))}`
}
