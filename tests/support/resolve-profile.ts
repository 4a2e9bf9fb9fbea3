import type { AuthSettings } from '../../src/auth/backends/auth-settings'
import { extendProfile } from '../../src/auth/backends/extend-profile'
import type { Profile } from '../../src/auth/backends/profile'
import type { ProfileName } from '../../src/auth/backends/profile-names'
import * as values from '../../src/auth/profiles'

/** Every profile by its name, at once: `loadProfile` fetches them one by one. */
export const profiles: Readonly<Record<ProfileName, Profile>> = {
  simplejwt: values.simplejwt,
  'simplejwt-sliding': values.simplejwtSliding,
  'djangorestframework-jwt': values.djangorestframeworkJwt,
  'drf-jwt': values.drfJwt,
  'dj-rest-auth': values.djRestAuth,
  'dj-rest-auth-cookies': values.djRestAuthCookies,
  djoser: values.djoser,
  'ninja-jwt': values.ninjaJwt,
  knox: values.knox,
  'django-oauth-toolkit': values.djangoOauthToolkit,
  oauth2: values.oauth2,
  'fastapi-users': values.fastapiUsers,
  'fastapi-template': values.fastapiTemplate,
  'flask-jwt-extended': values.flaskJwtExtended,
  'flask-jwt-extended-cookies': values.flaskJwtExtendedCookies,
  'nestjs-brocoders': values.nestjsBrocoders,
  'laravel-tymon': values.laravelTymon,
  'spring-bezkoder': values.springBezkoder,
  supabase: values.supabase,
  keycloak: values.keycloak,
  realworld: values.realworld,
}

/** What `loadProfile` gives, without the waiting. */
export function resolveProfile({ profile, ...changes }: AuthSettings): Profile {
  return extendProfile(profiles[profile], changes)
}
