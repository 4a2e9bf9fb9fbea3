import { extendProfile } from '../extend-profile'
import { simplejwt } from './simplejwt'

/**
 * full-stack-fastapi-template: one token of eight days that is not renewed. A bad or expired token is a 403 that only
 * its text tells from a missing permission; the text is fixed in the template.
 *
 * Checked: live, 2026-11-22, its routes on FastAPI 0.165.0.
 */
export const fastapiTemplate = extendProfile(simplejwt, {
  name: 'fastapi-template',
  model: 'none',
  endpoints: {
    obtain: '/api/v1/login/access-token',
    refresh: null,
    user: '/api/v1/users/me',
  },
  obtain: { encoding: 'form' },
  refresh: { deadStatuses: [], deadKeys: [] },
  read: { access: ['access_token'], refresh: [] },
  transport: { anonymous: [] },
  csrf: null,
  challenge: {
    codes: ['Could not validate credentials', 'Inactive user'],
    final: ['Inactive user'],
  },
  errors: { message: ['detail'], code: ['detail'], fields: 'detail' },
})
