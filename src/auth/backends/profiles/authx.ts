import { extendProfile } from '../extend-profile'
import { simplejwt } from './simplejwt'

/**
 * AuthX for FastAPI with tokens in headers: the refresh token travels as the access token does. What is wrong is in
 * `error_type`, and an expired token is a 422, as a form with a mistake is.
 *
 * Checked: live, 2026-11-22, authx 1.7.1.
 */
export const authx = extendProfile(simplejwt, {
  name: 'authx',
  endpoints: { obtain: '/login', refresh: '/refresh' },
  refresh: { placement: 'header', deadStatuses: [401, 422], deadKeys: ['error_type', 'detail'] },
  read: { access: ['access_token'], refresh: ['refresh_token'] },
  csrf: null,
  challenge: {
    statuses: [401],
    codes: ['JWTDecodeError'],
    final: [],
    ignored: ['FreshTokenRequiredError'],
  },
  errors: { message: ['message', 'detail'], code: ['error_type'], fields: 'detail' },
})
