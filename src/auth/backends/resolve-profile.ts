import type { AuthSettings, ProfileName } from './auth-settings'
import { djangorestframeworkJwt } from './djangorestframework-jwt'
import type { Endpoint, Profile, ProfileEndpoints } from './profile'
import { simplejwt } from './simplejwt'

const profiles: Readonly<Record<ProfileName, Profile>> = {
  simplejwt,
  'djangorestframework-jwt': djangorestframeworkJwt,
}

/** The profile of that name with what the settings change. Lists are replaced, not added to. */
export function resolveProfile(settings: AuthSettings): Profile {
  const base = profiles[settings.profile]
  return {
    model: settings.model ?? base.model,
    endpoints: resolveEndpoints(base.endpoints, settings.endpoints),
    obtain: merge(base.obtain, settings.obtain),
    refresh: merge(base.refresh, settings.refresh),
    read: merge(base.read, settings.read),
    transport: merge(base.transport, settings.transport),
    csrf: settings.csrf === undefined ? base.csrf : settings.csrf,
    expiry: settings.expiry ?? base.expiry,
    refreshExpiry: settings.refreshExpiry ?? base.refreshExpiry,
    leeway: settings.leeway ?? base.leeway,
    challenge: merge(base.challenge, settings.challenge),
    errors: merge(base.errors, settings.errors),
    logout: merge(base.logout, settings.logout),
  }
}

function resolveEndpoints(
  base: ProfileEndpoints,
  settings: AuthSettings['endpoints'] = {},
): ProfileEndpoints {
  const { obtain, refresh, user, logout } = settings
  return {
    obtain: obtain === undefined ? base.obtain : resolveEndpoint(obtain, 'POST'),
    refresh: orNull(refresh, base.refresh, 'POST'),
    user: orNull(user, base.user, 'GET'),
    logout: orNull(logout, base.logout, 'POST'),
  }
}

function orNull(
  setting: string | Endpoint | null | undefined,
  base: Endpoint | null,
  method: string,
): Endpoint | null {
  if (setting === undefined) return base
  return setting === null ? null : resolveEndpoint(setting, method)
}

function resolveEndpoint(setting: string | Endpoint, method: string): Endpoint {
  return typeof setting === 'string' ? { url: setting, method } : setting
}

function merge<Section extends object>(
  base: Section,
  changes: { readonly [Key in keyof Section]?: Section[Key] | undefined } = {},
): Section {
  const set = Object.entries(changes).filter(([, value]) => value !== undefined)
  return { ...base, ...Object.fromEntries(set) }
}
