import { extendProfile } from '../extend-profile'
import { simplejwt } from './simplejwt'

/**
 * djangorestframework-jwt 1.11: one token that buys its own successor while it is valid, up to
 * `orig_iat` plus a setting of the server that no client can read.
 *
 * Checked: live, 2026-11-22, djangorestframework-jwt 1.11.0.
 */
export const djangorestframeworkJwt = extendProfile(simplejwt, {
  name: 'djangorestframework-jwt',
  model: 'single',
  endpoints: { obtain: '/auth/obtain_token/', refresh: '/auth/refresh_token/' },
  refresh: {
    placement: 'body:token',
    windowFrom: 'orig_iat',
    deadStatuses: [400],
    deadKeys: ['non_field_errors'],
  },
  read: { access: ['token'], refresh: [] },
  transport: { prefix: 'JWT', anonymous: ['/auth/verify_token/'] },
  challenge: { codes: [], final: [] },
})
