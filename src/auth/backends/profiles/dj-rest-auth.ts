import { extendProfile } from '../extend-profile'
import { simplejwt } from './simplejwt'

/**
 * dj-rest-auth with `USE_JWT` and `JWT_AUTH_HTTPONLY: False`: the tokens are in the bodies.
 *
 * Checked: live, 2026-11-22, dj-rest-auth 7.2.0.
 */
export const djRestAuth = extendProfile(simplejwt, {
  name: 'dj-rest-auth',
  endpoints: {
    obtain: '/dj-rest-auth/login/',
    refresh: '/dj-rest-auth/token/refresh/',
    user: '/dj-rest-auth/user/',
    logout: '/dj-rest-auth/logout/',
  },
  read: { user: 'user' },
  transport: { anonymous: ['/dj-rest-auth/token/verify/'] },
  expiry: ['claim:exp', 'iso:access_expiration'],
  refreshExpiry: ['claim:exp', 'iso:refresh_expiration'],
})
