import { extendProfile } from '../extend-profile'
import { simplejwt } from './simplejwt'

/**
 * django-ninja-jwt with `NinjaJWTDefaultController`. Every answer to a refresh has a refresh token, also the old one.
 * It goes on refreshing for users who are gone; only its API refuses them, with a code of its own.
 *
 * Checked: live, 2026-11-22, django-ninja-jwt 5.4.5.
 */
export const ninjaJwt = extendProfile(simplejwt, {
  name: 'ninja-jwt',
  endpoints: { obtain: '/api/token/pair', refresh: '/api/token/refresh' },
  transport: { anonymous: ['/api/token/verify'] },
  challenge: { final: ['authentication_failed'] },
  errors: { message: ['detail', 'message'] },
})
