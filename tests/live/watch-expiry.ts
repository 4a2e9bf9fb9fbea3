import type { BrowserContext } from '@playwright/test'
import { numericDate, readClaims } from '../../src/auth/core/claims.ts'
import type { LogEntry } from './servers/access-log.mjs'

/**
 * When the newest access token runs out, in ms since the epoch: as the JWT says that a tab has sent or that is
 * in a cookie; as the server's log says where the token is opaque.
 *
 * @param grants - the logged requests that were answered with a token
 */
export function watchExpiry(
  context: BrowserContext,
  grants: () => readonly LogEntry[],
  accessSeconds: number,
): () => Promise<number> {
  let sent = 0
  context.on('request', (request) => {
    const expiry = expiryOf(request.headers()['authorization']?.split(' ')[1] ?? '')
    if (isAccessToken(expiry)) sent = Math.max(sent, expiry)
  })
  return async () => {
    const cookies = await context.cookies()
    const inCookies = cookies.map(({ value }) => expiryOf(value))
    const latest = Math.max(sent, ...inCookies.filter(isAccessToken))
    return latest > 0 ? latest : (grants().at(-1)?.time ?? 0) + accessSeconds * 1000
  }

  // A refresh token, which may be there as well, lives longer.
  function isAccessToken(expiry: number): boolean {
    return expiry < Date.now() + 2 * accessSeconds * 1000
  }
}

function expiryOf(token: string): number {
  return (numericDate(readClaims(token), 'exp') ?? 0) * 1000
}
