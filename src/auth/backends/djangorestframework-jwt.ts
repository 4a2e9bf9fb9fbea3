import type { Profile } from './profile'
import { simplejwt } from './simplejwt'

/**
 * djangorestframework-jwt 1.11: one token that buys its own successor while it is valid, up to
 * `orig_iat` plus a setting of the server that no client can read.
 */
export const djangorestframeworkJwt: Profile = {
  ...simplejwt,
  model: 'single',
  endpoints: {
    obtain: { url: '/auth/obtain_token/', method: 'POST' },
    refresh: { url: '/auth/refresh_token/', method: 'POST' },
    user: null,
    logout: null,
  },
  refresh: {
    ...simplejwt.refresh,
    placement: 'body:token',
    windowFrom: 'orig_iat',
    deadStatuses: [400],
    deadKeys: ['non_field_errors'],
  },
  read: { access: ['token'], refresh: [], userBody: '' },
  transport: { ...simplejwt.transport, prefix: 'JWT' },
  challenge: { statuses: [401], codes: [], final: [] },
}
