import type { Profile } from './profile'
import type { ProfileName } from './profile-names'
import { authx } from './profiles/authx'
import { djRestAuth } from './profiles/dj-rest-auth'
import { djRestAuthCookies } from './profiles/dj-rest-auth-cookies'
import { djangoOauthToolkit } from './profiles/django-oauth-toolkit'
import { djangorestframeworkJwt } from './profiles/djangorestframework-jwt'
import { djoser } from './profiles/djoser'
import { drfJwt } from './profiles/drf-jwt'
import { fastapiTemplate } from './profiles/fastapi-template'
import { fastapiUsers } from './profiles/fastapi-users'
import { flaskJwtExtended } from './profiles/flask-jwt-extended'
import { flaskJwtExtendedCookies } from './profiles/flask-jwt-extended-cookies'
import { keycloak } from './profiles/keycloak'
import { knox } from './profiles/knox'
import { laravelTymon } from './profiles/laravel-tymon'
import { nestjsBrocoders } from './profiles/nestjs-brocoders'
import { ninjaJwt } from './profiles/ninja-jwt'
import { oauth2 } from './profiles/oauth2'
import { realworld } from './profiles/realworld'
import { simplejwt } from './profiles/simplejwt'
import { simplejwtSliding } from './profiles/simplejwt-sliding'
import { springBezkoder } from './profiles/spring-bezkoder'
import { supabase } from './profiles/supabase'

/** Every profile by its name. */
export const profiles: Readonly<Record<ProfileName, Profile>> = {
  simplejwt,
  'simplejwt-sliding': simplejwtSliding,
  'djangorestframework-jwt': djangorestframeworkJwt,
  'drf-jwt': drfJwt,
  'dj-rest-auth': djRestAuth,
  'dj-rest-auth-cookies': djRestAuthCookies,
  djoser,
  'ninja-jwt': ninjaJwt,
  knox,
  'django-oauth-toolkit': djangoOauthToolkit,
  oauth2,
  'fastapi-users': fastapiUsers,
  'fastapi-template': fastapiTemplate,
  'flask-jwt-extended': flaskJwtExtended,
  'flask-jwt-extended-cookies': flaskJwtExtendedCookies,
  authx,
  'nestjs-brocoders': nestjsBrocoders,
  'laravel-tymon': laravelTymon,
  'spring-bezkoder': springBezkoder,
  supabase,
  keycloak,
  realworld,
}
