import { extendProfile } from '../extend-profile'
import { simplejwt } from './simplejwt'

/**
 * Supabase Auth (GoTrue). Set the project's key as `headers.apikey`. Refresh tokens rotate with a short grace; one
 * that is used later kills the session.
 *
 * Checked: documentation, 2026-11-22, supabase/auth bc32168.
 */
export const supabase = extendProfile(simplejwt, {
  name: 'supabase',
  endpoints: {
    obtain: '/auth/v1/token',
    refresh: '/auth/v1/token',
    user: '/auth/v1/user',
    logout: '/auth/v1/logout?scope=local',
  },
  obtain: { identifier: 'email', query: { grant_type: 'password' } },
  refresh: {
    placement: 'body:refresh_token',
    query: { grant_type: 'refresh_token' },
    deadStatuses: [400, 401, 403],
    deadKeys: [
      'error_code=refresh_token_not_found',
      'error_code=refresh_token_already_used',
      'error_code=session_expired',
      'error_code=session_not_found',
      'error_code=user_banned',
    ],
  },
  read: { access: ['access_token'], refresh: ['refresh_token'], user: 'user' },
  transport: { anonymous: [] },
  csrf: null,
  expiry: ['epoch:expires_at', 'seconds:expires_in', 'claim:exp'],
  refreshExpiry: [],
  challenge: {
    codes: ['bad_jwt', 'session_not_found', 'user_banned'],
    final: ['session_not_found', 'user_banned'],
  },
  errors: { message: ['msg', 'message', 'error_description'], code: ['error_code', 'code'] },
  logout: { send: 'header', tokens: ['access'] },
})
