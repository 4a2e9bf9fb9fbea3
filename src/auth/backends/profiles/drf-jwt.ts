import { extendProfile } from '../extend-profile'
import { djangorestframeworkJwt } from './djangorestframework-jwt'

/**
 * drf-jwt, the maintained successor of djangorestframework-jwt. A blacklisted token is
 * answered 403, which only its text tells from a missing permission.
 *
 * Checked: live, 2026-11-22, drf-jwt 1.19.2.
 */
export const drfJwt = extendProfile(djangorestframeworkJwt, {
  name: 'drf-jwt',
  transport: { prefix: 'Bearer' },
  challenge: { codes: ['Token is blacklisted.'], final: ['Token is blacklisted.'] },
  errors: { code: ['detail'] },
  logout: { send: 'header', tokens: ['access'] },
})
