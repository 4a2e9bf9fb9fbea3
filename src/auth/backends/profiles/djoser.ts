import { extendProfile } from '../extend-profile'
import { simplejwt } from './simplejwt'

/**
 * djoser with `djoser.urls.jwt`. Its documentation sets `AUTH_HEADER_TYPES` to `JWT`, exact case.
 *
 * Checked: live, 2026-11-22, djoser 2.3.5.
 */
export const djoser = extendProfile(simplejwt, {
  name: 'djoser',
  endpoints: {
    obtain: '/auth/jwt/create/',
    refresh: '/auth/jwt/refresh/',
    user: '/auth/users/me/',
  },
  transport: {
    prefix: 'JWT',
    anonymous: [
      '/auth/jwt/verify/',
      '/auth/users/activation/',
      '/auth/users/reset_password/',
      '/auth/users/reset_password_confirm/',
    ],
  },
})
