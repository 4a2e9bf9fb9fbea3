import { djangoBackend, usualFacts } from '../backend.mjs'

/** @import { Backend } from '../backend.mjs' */

/** @type {Backend} */
export const flaskJwtExtended = {
  ...djangoBackend,
  name: 'flask-jwt-extended',
  folder: 'flask-jwt-extended',
  what: 'Flask; the refresh token travels in the header; both tokens are revoked at logout',
  reported: ['Flask', 'Flask-JWT-Extended'],
  runtime: {
    application: 'project.app:app',
    worker: 'gthread',
    administration: ['live_harness.users'],
  },
  auth: () => ({
    profile: 'flask-jwt-extended',
    endpoints: { user: '/who_am_i', logout: { url: '/logout', method: 'DELETE' } },
  }),
  facts: {
    ...usualFacts,
    wrongPassword: { status: 401, words: 'Bad username or password' },
    refusedRefreshStatus: 401,
  },
}

/** @type {Backend} */
export const flaskJwtExtendedCookies = {
  ...flaskJwtExtended,
  name: 'flask-jwt-extended-cookies',
  what: 'tokens in httpOnly cookies alone, two CSRF tokens; a forged POST is refused',
  env: { COOKIES: '1' },
  // The app has a page at /login, too.
  proxy: { apiBaseUrl: '/api', prefixes: ['/api/'] },
  auth: ({ accessSeconds }) => ({
    profile: 'flask-jwt-extended-cookies',
    endpoints: { user: '/who_am_i', logout: '/logout' },
    expiry: [`fixed:${accessSeconds}`],
  }),
  facts: { ...flaskJwtExtended.facts, lifetimes: 5, csrfOn: ['POST'] },
}
