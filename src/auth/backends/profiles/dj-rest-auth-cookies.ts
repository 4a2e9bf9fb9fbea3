import { extendProfile } from '../extend-profile'
import { djRestAuth } from './dj-rest-auth'

/**
 * dj-rest-auth with `USE_JWT`, `JWT_AUTH_COOKIE` and `JWT_AUTH_REFRESH_COOKIE`: the refresh token is in a
 * cookie that no script can see; the access token is in the body as well, and is sent in the header.
 *
 * Checked: live, 2026-11-22, dj-rest-auth 7.2.0.
 */
export const djRestAuthCookies = extendProfile(djRestAuth, {
  name: 'dj-rest-auth-cookies',
  refresh: { placement: 'cookie' },
  // In the body it is an empty text.
  read: { refresh: [] },
  transport: { credentials: true },
  logout: { send: 'cookie', tokens: [] },
})
