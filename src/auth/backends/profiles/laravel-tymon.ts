import { extendProfile } from '../extend-profile'
import { simplejwt } from './simplejwt'

/**
 * Laravel with tymon/jwt-auth, as its quick start has it. A refreshed token kills the old one at once. Where the
 * route `refresh` is not behind `auth:api`, set `refresh.afterExpiry`; for the middleware `jwt.refresh` set
 * `read.header` to `Authorization`.
 *
 * Checked: documentation, 2026-11-22, jwt-auth 51620eb.
 */
export const laravelTymon = extendProfile(simplejwt, {
  name: 'laravel-tymon',
  model: 'single',
  endpoints: {
    obtain: '/api/auth/login',
    refresh: '/api/auth/refresh',
    user: { url: '/api/auth/me', method: 'POST' },
    logout: '/api/auth/logout',
  },
  // Without it Laravel redirects to a login page.
  headers: { Accept: 'application/json' },
  obtain: { identifier: 'email' },
  refresh: { placement: 'header', windowFrom: 'iat', deadKeys: ['message', 'error'] },
  read: { access: ['access_token'], refresh: [] },
  transport: { anonymous: [] },
  // Routes in the group `api` want no proof and set no cookie; those in `web`, and Sanctum's, do both.
  csrf: { cookie: 'XSRF-TOKEN', header: 'X-XSRF-TOKEN', changesAtLogin: false },
  expiry: ['seconds:expires_in', 'claim:exp'],
  challenge: { codes: [], final: [] },
  errors: { message: ['message', 'error'], code: [], fields: 'errors' },
  logout: { send: 'header', tokens: ['access'] },
})
