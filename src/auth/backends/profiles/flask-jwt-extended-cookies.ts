import { extendProfile } from '../extend-profile'
import { flaskJwtExtended } from './flask-jwt-extended'

/**
 * Flask-JWT-Extended with tokens in cookies: no body has one, and two cookies prove where a request comes from.
 * Set `endpoints.user`, so that a cookie of another user is noticed, and `expiry` to `fixed:` and the seconds of
 * `JWT_ACCESS_TOKEN_EXPIRES`, so that it is renewed before it runs out.
 *
 * Checked: live, 2026-11-22, Flask-JWT-Extended 4.7.4.
 */
export const flaskJwtExtendedCookies = extendProfile(flaskJwtExtended, {
  name: 'flask-jwt-extended-cookies',
  refresh: { placement: 'cookie' },
  read: { access: [], refresh: [] },
  transport: { credentials: true },
  csrf: {
    cookie: 'csrf_access_token',
    header: 'X-CSRF-TOKEN',
    refreshCookie: 'csrf_refresh_token',
    changesAtLogin: false,
  },
  expiry: [],
  refreshExpiry: [],
  logout: { send: 'cookie', tokens: [] },
})
