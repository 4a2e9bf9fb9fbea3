import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { decodeBase64Url, encodeBase64Url } from './base64url'
import { isRecord } from './is-record'

/** A JWT Claims Set (RFC 7519 section 4). Nothing is known of it but that it is an object. */
export type JwtClaims = Readonly<Record<string, unknown>>

/**
 * Signs claims with HMAC SHA-256 (`HS256`, RFC 7518 section 3.2). Synchronous, unlike Web Crypto, so
 * that a request can be answered within one IndexedDB transaction.
 *
 * @returns the JWS Compact Serialization (RFC 7515 section 3.1)
 */
export function signJwt(claims: JwtClaims, key: Uint8Array): string {
  const signingInput = `${encodeJson({ alg: 'HS256', typ: 'JWT' })}.${encodeJson(claims)}`
  return `${signingInput}.${signatureOf(signingInput, key)}`
}

/**
 * Checks the signature of an `HS256` token and nothing else: not `exp`, not who it is for.
 *
 * @returns the claims, or `null` for a malformed token, another algorithm or a wrong signature
 */
export function verifyJwt(token: string, key: Uint8Array): JwtClaims | null {
  const [header, payload, signature, ...rest] = token.split('.')
  if (header === undefined || payload === undefined || rest.length > 0) return null
  if (signature !== signatureOf(`${header}.${payload}`, key)) return null
  if (decodeJson(header)?.['alg'] !== 'HS256') return null
  return decodeJson(payload)
}

function signatureOf(signingInput: string, key: Uint8Array): string {
  return encodeBase64Url(hmac(sha256, key, utf8ToBytes(signingInput)))
}

function encodeJson(value: unknown): string {
  return encodeBase64Url(utf8ToBytes(JSON.stringify(value)))
}

function decodeJson(part: string): JwtClaims | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(decodeBase64Url(part)))
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}
