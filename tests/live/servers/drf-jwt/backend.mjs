import { djangoBackend, drfRefusal, usualFacts } from '../backend.mjs'

/** @import { Backend } from '../backend.mjs' */

/** @type {Backend} */
export const drfJwt = {
  ...djangoBackend,
  name: 'drf-jwt',
  folder: 'drf-jwt',
  what: 'drf-jwt as it is; a logout blacklists the token',
  reported: ['Django', 'djangorestframework', 'drf-jwt'],
  auth: ({ windowSeconds }) => ({
    profile: 'drf-jwt',
    endpoints: {
      obtain: '/api-token-auth/',
      refresh: '/api-token-refresh/',
      logout: '/api-token-blacklist/',
    },
    refresh: { windowSeconds },
  }),
  facts: { ...usualFacts, wrongPassword: drfRefusal, refusedRefreshStatus: 400 },
}
