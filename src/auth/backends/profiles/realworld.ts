import { extendProfile } from '../extend-profile'
import { simplejwt } from './simplejwt'

/**
 * The RealWorld API (Conduit): one token that is not renewed, and a user around everything.
 *
 * Checked: documentation, 2026-11-22, realworld 747190e.
 */
export const realworld = extendProfile(simplejwt, {
  name: 'realworld',
  model: 'none',
  endpoints: { obtain: '/api/users/login', refresh: null, user: '/api/user' },
  obtain: { identifier: 'user.email', secret: 'user.password' },
  refresh: { deadStatuses: [], deadKeys: [] },
  read: { access: ['user.token'], refresh: [], user: 'user', userBody: 'user' },
  transport: { anonymous: [], prefix: 'Token' },
  csrf: null,
  challenge: { codes: [], final: [] },
  errors: { message: ['errors.body', 'message'], code: [], fields: 'errors' },
})
