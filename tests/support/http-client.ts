import { ProfileAuthApi } from '@/auth/backends/profile-auth-api'
import { resolveProfile } from './resolve-profile'
import { createFetchTransport } from '@/auth/browser/fetch-transport'
import { createScopeOf } from '@/auth/core/request-scope'
import { AuthClient } from '@/auth/core/auth-client'
import { pairModel } from '@/auth/core/models'
import type { AuthPorts, Clock } from '@/auth/core/ports'
import { createTestStore } from './auth-world'

/** All ports but the API: storage that is as good as real, one tab, and no lock that is waited for. */
export function standInPorts(clock: Clock): Omit<AuthPorts, 'api'> {
  return {
    sharedStore: createTestStore({ isShared: true }),
    tabStore: createTestStore({ isShared: false }),
    hint: { isSet: () => false, set: () => {}, clear: () => {} },
    runExclusive: (task) => task(true),
    channel: { post: () => {}, listen: () => () => {} },
    page: { openedAtMs: 0, isVisible: () => true, onChange: () => () => {} },
    clock,
    randomness: { id: () => crypto.randomUUID(), fraction: () => 0.5 },
  }
}

/** A client that speaks to a real server by real fetch: only storage, tabs and timers are stand-ins. */
export function createHttpClient(apiBaseUrl: string, clock: Clock): AuthClient {
  const profile = resolveProfile({ profile: 'simplejwt', endpoints: { user: '/user/' } })
  const transport = createFetchTransport(globalThis, { withCredentials: false })
  return new AuthClient(
    { ...standInPorts(clock), api: new ProfileAuthApi(profile, apiBaseUrl, transport) },
    {
      model: pairModel,
      leewaySeconds: 30,
      scopeOf: createScopeOf({
        apiBaseUrl,
        origins: [],
        anonymousUrls: [`${apiBaseUrl}/api/token/`, `${apiBaseUrl}/api/token/refresh/`],
      }),
      header: { name: 'Authorization', prefix: 'Bearer' },
    },
  )
}
