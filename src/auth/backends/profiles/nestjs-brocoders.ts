import { extendProfile } from '../extend-profile'
import { simplejwt } from './simplejwt'

/**
 * The NestJS boilerplate of brocoders. Refresh tokens rotate strictly: an old one is refused at once.
 *
 * Checked: documentation, 2026-11-22, nestjs-boilerplate 9620f15.
 */
export const nestjsBrocoders = extendProfile(simplejwt, {
  name: 'nestjs-brocoders',
  endpoints: {
    obtain: '/api/v1/auth/email/login',
    refresh: '/api/v1/auth/refresh',
    user: '/api/v1/auth/me',
    logout: '/api/v1/auth/logout',
  },
  obtain: { identifier: 'email' },
  refresh: { placement: 'header', deadKeys: ['statusCode', 'status'] },
  read: { access: ['token'], refresh: ['refreshToken'], user: 'user' },
  transport: { anonymous: [] },
  csrf: null,
  expiry: ['epochMs:tokenExpires', 'claim:exp'],
  challenge: { codes: [], final: [] },
  errors: {
    message: ['message'],
    code: ['error'],
    fields: 'errors',
    texts: {
      notFound: 'There is no account with this e-mail address.',
      incorrectPassword: 'The password is wrong.',
    },
  },
  logout: { send: 'header', tokens: ['access'] },
})
