import { extendProfile } from '../extend-profile'
import { simplejwt } from './simplejwt'

/**
 * The Spring Boot tutorial of bezkoder. The login names its token otherwise than the refresh, a dead refresh token is
 * a 403 that repeats it, and the refresh token is no JWT.
 *
 * Checked: documentation, 2026-11-22, spring-boot-refresh-token-jwt 154154b.
 */
export const springBezkoder = extendProfile(simplejwt, {
  name: 'spring-bezkoder',
  endpoints: {
    obtain: '/api/auth/signin',
    refresh: '/api/auth/refreshtoken',
    logout: '/api/auth/signout',
  },
  refresh: {
    placement: 'body:refreshToken',
    deadStatuses: [403],
    deadKeys: ['statusCode=403'],
    // Without the tutorial's advice for exceptions Spring Security answers it without a body.
    deadWithoutJson: [403],
  },
  read: { access: ['accessToken', 'token'], refresh: ['refreshToken'], user: '' },
  transport: { anonymous: [] },
  csrf: null,
  refreshExpiry: [],
  challenge: { codes: [], final: [] },
  errors: { message: ['message'], code: [] },
  logout: { send: 'header', tokens: ['access'] },
})
