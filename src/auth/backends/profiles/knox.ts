import { extendProfile } from '../extend-profile'
import { simplejwt } from './simplejwt'

/**
 * django-rest-knox: an opaque token that is not renewed. The login takes HTTP Basic unless the view is replaced.
 *
 * Checked: live, 2026-11-22, django-rest-knox 5.1.0.
 */
export const knox = extendProfile(simplejwt, {
  name: 'knox',
  model: 'none',
  endpoints: { obtain: '/api/auth/login/', refresh: null, logout: '/api/auth/logout/' },
  obtain: { encoding: 'basic' },
  refresh: { deadStatuses: [], deadKeys: [] },
  read: { access: ['token'], refresh: [], user: 'user' },
  transport: { anonymous: [], prefix: 'Token' },
  expiry: ['iso:expiry'],
  challenge: { codes: [], final: [] },
  logout: { send: 'header', tokens: ['access'] },
})
