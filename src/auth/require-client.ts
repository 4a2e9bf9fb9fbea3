import type { AuthClient } from './core/auth-client'
import { isObject } from './core/record'

/**
 * Looks whether `client` is one: plain JavaScript can pass anything.
 *
 * @param use - the call as it is to be written
 * @throws Error when it is none
 */
export function requireClient(client: AuthClient, use: string): void {
  const given: unknown = client
  if (isObject(given) && 'snapshot' in given) return
  throw new Error(`The client is missing: call ${use}, with auth from createAuth().`)
}
