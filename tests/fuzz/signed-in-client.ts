import { ProfileAuthApi } from '@/auth/backends/profile-auth-api'
import { createProfileScopeOf } from '@/auth/backends/profile-request-scope'
import { redirectUseOf } from '@/auth/backends/redirect-use'
import { createRequestHeaders } from '@/auth/backends/request-headers'
import { AuthClient } from '@/auth/core/auth-client'
import type { AuthClientOptions } from '@/auth/core/auth-client'
import { pairModel } from '@/auth/core/models'
import type { Transport } from '@/auth/core/transport'
import { credentials } from '../support/auth-world'
import { FakeClock } from '../support/fake-clock'
import { standInPorts } from '../support/http-client'
import { jwtWith } from '../support/jwt'
import { resolveProfile } from '../support/resolve-profile'
import type { FuzzedApi } from './apis'

/** What a planted fault puts in the place of what the profile says. */
export type ScopeChanges = Partial<Pick<AuthClientOptions, 'scopeOf' | 'redirect'>>

/** The token that {@link signIn} gets from the API. Time stands still, so there is no other. */
export const accessToken = jwtWith({ user_id: 7, jti: 'access', exp: 2_000_000_000 })

const refreshToken = jwtWith({ user_id: 7, jti: 'refresh', exp: 2_000_000_000 })

const transport: Transport = async () => ({
  status: 200,
  body: JSON.stringify({ access: accessToken, refresh: refreshToken }),
  header: () => null,
})

/** A client whose user has logged in, put together as `createAuth` does. */
export async function signIn(api: FuzzedApi, changes: ScopeChanges = {}): Promise<AuthClient> {
  const profile = profileOf(api)
  const client = new AuthClient(
    {
      ...standInPorts(new FakeClock()),
      api: new ProfileAuthApi(profile, api.baseUrl, transport),
    },
    {
      model: pairModel,
      leewaySeconds: profile.leeway,
      scopeOf: createProfileScopeOf(profile, api.baseUrl),
      header: { name: profile.transport.header, prefix: profile.transport.prefix },
      cache: profile.transport.cache,
      redirect: redirectUseOf(profile),
      ...createRequestHeaders(profile, null),
      ...changes,
    },
  )
  await client.login(credentials)
  return client
}

function profileOf({ tokenHeader, prefix, headers, origins }: FuzzedApi) {
  return resolveProfile({
    profile: 'simplejwt',
    headers,
    transport: { header: tokenHeader, prefix, origins: [...origins] },
  })
}
