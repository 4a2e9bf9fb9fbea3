import { extendProfile } from '../extend-profile'
import { simplejwt } from './simplejwt'

/**
 * Any token endpoint with the password and refresh grants (RFC 6749 §4.3, §6) and revocation (RFC 7009). Set
 * `client_id` in `obtain.static`, `refresh.static` and `logout.static`.
 *
 * Checked: recorded, 2026-11-22, django-oauth-toolkit 1.7.0.
 */
export const oauth2 = extendProfile(simplejwt, {
  name: 'oauth2',
  endpoints: { obtain: '/oauth/token', refresh: '/oauth/token' },
  obtain: { encoding: 'form', static: { grant_type: 'password' } },
  refresh: {
    placement: 'body:refresh_token',
    encoding: 'form',
    static: { grant_type: 'refresh_token' },
    deadStatuses: [400, 401],
    // The other errors of RFC 6749 §5.2 are about the client, which a new login does not mend.
    deadKeys: ['error=invalid_grant'],
  },
  read: { access: ['access_token'], refresh: ['refresh_token'] },
  transport: { anonymous: [] },
  csrf: null,
  expiry: ['seconds:expires_in', 'claim:exp'],
  refreshExpiry: ['seconds:refresh_expires_in', 'claim:exp'],
  challenge: { codes: ['invalid_token'], final: [] },
  errors: {
    message: ['error_description', 'detail'],
    code: ['error'],
    configuration: [
      'invalid_client',
      'invalid_scope',
      'unauthorized_client',
      'unsupported_grant_type',
    ],
    texts: {
      invalid_grant: 'The user name or the password is wrong.',
      invalid_client: 'The server does not know this app.',
      unauthorized_client: 'The server does not take passwords from this app.',
      unsupported_grant_type: 'The server does not take passwords from this app.',
    },
  },
  logout: { send: 'body:token', encoding: 'form', static: { token_type_hint: 'refresh_token' } },
})
