import type { MockResponse } from '@/mocks/mock-http'

/** A token with these claims, signed by nobody. */
export function jwtWith(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'none' })}.${part(claims)}.signature`
}

/** The same with claims that are written down as they are: numbers of any length, say. */
export function rawJwt(claims: string): string {
  const part = (text: string) => Buffer.from(text).toString('base64url')
  return `${part('{"alg":"none"}')}.${part(claims)}.signature`
}

/** What an API answers, as JSON. */
export function answer(body: unknown, status = 200): MockResponse {
  return { status, headers: {}, body: JSON.stringify(body) }
}
