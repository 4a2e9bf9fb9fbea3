import { extendProfile } from '../extend-profile'
import { djangorestframeworkJwt } from './djangorestframework-jwt'

/**
 * drf-jwt, the maintained successor of djangorestframework-jwt. A blacklisted token is answered 403 in words alone.
 *
 * Checked: live, 2026-11-22, drf-jwt 1.19.2.
 */
export const drfJwt = extendProfile(djangorestframeworkJwt, {
  name: 'drf-jwt',
  transport: { prefix: 'Bearer' },
  logout: { send: 'header', tokens: ['access'] },
})
