import type { MockResponse } from '@/mocks/mock-http'

/** A token with these claims, signed by nobody. */
export function jwtWith(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'none' })}.${part(claims)}.signature`
}

/** What an API answers, as JSON. */
export function answer(body: unknown, status = 200): MockResponse {
  return { status, headers: {}, body: JSON.stringify(body) }
}
