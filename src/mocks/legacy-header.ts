import { authenticationFailed } from './drf-errors'
import type { MockRequest } from './mock-http'
import type { LegacySettings } from './settings'

/**
 * The token in `Authorization`, `null` without one. The prefix is compared without case. A header that
 * is no prefix and token is an error to 1.11, and no token at all to drf-jwt.
 *
 * @throws ApiError `401`
 */
export function readLegacyHeader(
  { headers }: MockRequest,
  { prefix, release }: LegacySettings,
): string | null {
  const [sentPrefix, token, ...rest] = (headers['authorization'] ?? '').split(/\s+/)
  if (sentPrefix?.toLowerCase() !== prefix.toLowerCase()) return null
  if (token && rest.length === 0) return token
  if (release === 'drf-jwt') return null

  const flaw = token ? 'Credentials string should not contain spaces.' : 'No credentials provided.'
  throw authenticationFailed(`Invalid Authorization header. ${flaw}`)
}
