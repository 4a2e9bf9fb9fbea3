import { djangoBackend, simpleJwtRefusal, usualFacts } from '../backend.mjs'

/** @import { Backend } from '../backend.mjs' */

/** @type {Backend} */
export const ninjaJwt = {
  ...djangoBackend,
  name: 'ninja-jwt',
  folder: 'ninja-jwt',
  what: 'Django Ninja; a user endpoint; logout told to the server',
  reported: ['Django', 'django-ninja', 'django-ninja-jwt'],
  auth: () => ({
    profile: 'ninja-jwt',
    endpoints: { user: '/api/me', logout: '/api/token/blacklist' },
  }),
  list: { title: 'Posts', path: 'posts', url: '/api/posts/' },
  // The refresh asks nobody whether the user is still there.
  facts: { ...usualFacts, wrongPassword: simpleJwtRefusal, refusedRefreshStatus: null },
}
