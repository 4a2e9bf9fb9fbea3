import { extendProfile } from '../extend-profile'
import { simplejwt } from './simplejwt'

/**
 * fastapi-users with a bearer transport: one token that is not renewed. Its `detail` is a code, not a text.
 *
 * Checked: live, 2026-11-22, fastapi-users 15.0.5.
 */
export const fastapiUsers = extendProfile(simplejwt, {
  name: 'fastapi-users',
  model: 'none',
  endpoints: {
    obtain: '/auth/jwt/login',
    refresh: null,
    user: '/users/me',
    logout: '/auth/jwt/logout',
  },
  obtain: { encoding: 'form' },
  refresh: { deadStatuses: [], deadKeys: [] },
  read: { access: ['access_token'], refresh: [] },
  transport: { anonymous: [] },
  csrf: null,
  challenge: { codes: [], final: [] },
  errors: {
    message: ['detail.reason'],
    code: ['detail', 'detail.code'],
    fields: 'detail',
    texts: {
      LOGIN_BAD_CREDENTIALS: 'The e-mail address or the password is wrong.',
      LOGIN_USER_NOT_VERIFIED: 'This account has not been confirmed yet. Look into your e-mails.',
    },
  },
  logout: { send: 'header', tokens: ['access'] },
})
