import { djangoBackend, drfRefusal, simpleJwtFacts } from '../backend.mjs'

/** @import { Backend } from '../backend.mjs' */

/** @type {Backend} */
export const djRestAuth = {
  ...djangoBackend,
  name: 'dj-rest-auth',
  folder: 'dj-rest-auth',
  what: 'tokens in the body; a user endpoint; logout told to the server',
  reported: ['Django', 'dj-rest-auth', 'djangorestframework_simplejwt'],
  auth: () => ({ profile: 'dj-rest-auth' }),
  facts: { ...simpleJwtFacts, wrongPassword: drfRefusal },
}

/** @type {Backend} */
export const djRestAuthCookies = {
  ...djRestAuth,
  name: 'dj-rest-auth-cookies',
  what: 'tokens in httpOnly cookies, with a CSRF token; a forged POST is refused',
  env: { COOKIES: '1' },
  proxy: { apiBaseUrl: '/', prefixes: ['/dj-rest-auth/', '/posts/'] },
  auth: () => ({
    profile: 'dj-rest-auth-cookies',
    csrf: { bootstrap: '/dj-rest-auth/csrf/' },
  }),
  facts: { ...djRestAuth.facts, lifetimes: 5, csrfOn: ['POST'], refusesStaleCookies: true },
}
