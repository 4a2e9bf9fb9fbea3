import type { AuthSettings } from './auth-settings'
import { extendProfile } from './extend-profile'
import type { Profile } from './profile'
import type { ProfileName } from './profile-names'
import { simplejwt } from './profiles/simplejwt'

/** Each in a file of its own, which is loaded when its name is in use. All extend the first. */
const loaders: Readonly<Record<ProfileName, () => Profile | Promise<Profile>>> = {
  simplejwt: () => simplejwt,
  'simplejwt-sliding': async () => (await import('./profiles/simplejwt-sliding')).simplejwtSliding,
  'djangorestframework-jwt': async () =>
    (await import('./profiles/djangorestframework-jwt')).djangorestframeworkJwt,
  'drf-jwt': async () => (await import('./profiles/drf-jwt')).drfJwt,
  'dj-rest-auth': async () => (await import('./profiles/dj-rest-auth')).djRestAuth,
  'dj-rest-auth-cookies': async () =>
    (await import('./profiles/dj-rest-auth-cookies')).djRestAuthCookies,
  djoser: async () => (await import('./profiles/djoser')).djoser,
  'ninja-jwt': async () => (await import('./profiles/ninja-jwt')).ninjaJwt,
  knox: async () => (await import('./profiles/knox')).knox,
  'django-oauth-toolkit': async () =>
    (await import('./profiles/django-oauth-toolkit')).djangoOauthToolkit,
  oauth2: async () => (await import('./profiles/oauth2')).oauth2,
  'fastapi-users': async () => (await import('./profiles/fastapi-users')).fastapiUsers,
  'fastapi-template': async () => (await import('./profiles/fastapi-template')).fastapiTemplate,
  'flask-jwt-extended': async () =>
    (await import('./profiles/flask-jwt-extended')).flaskJwtExtended,
  'flask-jwt-extended-cookies': async () =>
    (await import('./profiles/flask-jwt-extended-cookies')).flaskJwtExtendedCookies,
  'nestjs-brocoders': async () => (await import('./profiles/nestjs-brocoders')).nestjsBrocoders,
  'laravel-tymon': async () => (await import('./profiles/laravel-tymon')).laravelTymon,
  'spring-bezkoder': async () => (await import('./profiles/spring-bezkoder')).springBezkoder,
  supabase: async () => (await import('./profiles/supabase')).supabase,
  keycloak: async () => (await import('./profiles/keycloak')).keycloak,
  realworld: async () => (await import('./profiles/realworld')).realworld,
}

/** The profile that the settings name, with what they change. Rejects when its file cannot be loaded. */
export async function loadProfile({ profile, ...changes }: AuthSettings): Promise<Profile> {
  return extendProfile(await loaders[profile](), changes)
}
