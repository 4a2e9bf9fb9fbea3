import { extendProfile } from '../extend-profile'
import { simplejwt } from './simplejwt'

/**
 * Flask-JWT-Extended with tokens in headers: the refresh token travels as the access token does. What is wrong is
 * said in `msg` alone, and 422 stands for tokens that cannot be read.
 *
 * Checked: live, 2026-11-22, Flask-JWT-Extended 4.7.4.
 */
export const flaskJwtExtended = extendProfile(simplejwt, {
  name: 'flask-jwt-extended',
  endpoints: { obtain: '/login', refresh: '/refresh' },
  refresh: { placement: 'header', deadStatuses: [401, 422], deadKeys: ['msg'] },
  read: { access: ['access_token'], refresh: ['refresh_token'] },
  transport: { anonymous: [] },
  csrf: null,
  challenge: {
    statuses: [401, 422],
    keys: ['msg'],
    codes: [],
    final: [],
    ignored: [
      'Fresh token required',
      'Missing CSRF token',
      'CSRF double submit tokens do not match',
    ],
  },
  errors: { message: ['msg'], code: ['msg'] },
  logout: { send: 'header', tokens: ['access', 'refresh'] },
})
