import type { AuthSettings } from './auth-settings'
import { extendProfile } from './extend-profile'
import type { Profile } from './profile'
import { simplejwt } from './profiles/simplejwt'

/**
 * The profile that the settings name, with what they change. `simplejwt`, which all others extend, is there at once;
 * the others are a file of their own, and the promise rejects when it cannot be loaded.
 */
export async function loadProfile({ profile, ...changes }: AuthSettings): Promise<Profile> {
  if (profile === 'simplejwt') return extendProfile(simplejwt, changes)
  const { profiles } = await import('./profiles')
  return extendProfile(profiles[profile], changes)
}
