/** The names that `auth.profile` may have. */
export const profileNames = [
  'simplejwt',
  'simplejwt-sliding',
  'djangorestframework-jwt',
  'drf-jwt',
  'dj-rest-auth',
  'dj-rest-auth-cookies',
  'djoser',
  'ninja-jwt',
  'knox',
  'django-oauth-toolkit',
  'oauth2',
  'fastapi-users',
  'fastapi-template',
  'flask-jwt-extended',
  'flask-jwt-extended-cookies',
  'authx',
  'nestjs-brocoders',
  'laravel-tymon',
  'spring-bezkoder',
  'supabase',
  'keycloak',
  'realworld',
] as const

export type ProfileName = (typeof profileNames)[number]
