import { joinUrl } from '@/auth/backends/join-url'
import { parseJsonObject } from '@/auth/backends/json-body'
import type { Profile } from '@/auth/backends/profile'
import { ProfileAuthApi } from '@/auth/backends/profile-auth-api'
import { readGrant } from '@/auth/backends/read-grant'
import { AuthUnavailableError } from '@/auth/core/errors'
import type { AuthApi, RefreshOutcome } from '@/auth/core/ports'
import type { Transport, TransportResponse } from '@/auth/core/transport'

/** An API whose refresh token is in an httpOnly cookie: nothing is sent but the cookie. */
export function createCookieAuthApi(
  profile: Profile,
  apiBaseUrl: string,
  transport: Transport,
): AuthApi {
  const { obtain, fetchUser, userOf, subjectOf, evidenceOf, challengeOf } = new ProfileAuthApi(
    profile,
    apiBaseUrl,
    transport,
  )
  const post = (path: string, keepalive: boolean) =>
    transport({
      method: 'POST',
      url: joinUrl(apiBaseUrl, path),
      headers: {},
      body: null,
      keepalive,
    })
  return {
    obtain,
    fetchUser,
    userOf,
    subjectOf,
    evidenceOf,
    challengeOf,
    refresh: async () => {
      try {
        return outcomeOf(await post('/refresh/', false), profile)
      } catch (error) {
        if (error instanceof AuthUnavailableError) return { kind: 'unavailable', status: null }
        throw error
      }
    },
    revoke: async () => {
      try {
        const { status } = await post('/logout/', true)
        return status >= 500 ? { kind: 'unavailable', status } : { kind: 'told' }
      } catch (error) {
        if (error instanceof AuthUnavailableError) return { kind: 'unavailable', status: null }
        throw error
      }
    },
  }
}

function outcomeOf({ status, body }: TransportResponse, profile: Profile): RefreshOutcome {
  const content = parseJsonObject(body)
  const grant = content && status === 200 ? readGrant(content, profile, false) : null
  if (grant) return { kind: 'granted', grant }
  return status === 401 && content ? { kind: 'refused' } : { kind: 'unavailable', status }
}
