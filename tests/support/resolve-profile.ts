import type { AuthSettings } from '../../src/auth/backends/auth-settings'
import { extendProfile } from '../../src/auth/backends/extend-profile'
import type { Profile } from '../../src/auth/backends/profile'
import { profiles } from '../../src/auth/backends/profiles'

export { profiles }

/** What `loadProfile` gives, without the waiting. */
export function resolveProfile({ profile, ...changes }: AuthSettings): Profile {
  return extendProfile(profiles[profile], changes)
}
