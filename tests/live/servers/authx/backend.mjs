import { djangoBackend, usualFacts } from '../backend.mjs'

/** @import { Backend } from '../backend.mjs' */

/** @type {Backend} */
export const authx = {
  ...djangoBackend,
  name: 'authx',
  folder: 'authx',
  what: 'FastAPI; the refresh token travels in the header; a user endpoint',
  reported: ['authx', 'fastapi', 'PyJWT'],
  runtime: {
    application: 'project.app:app',
    worker: 'asgi',
    administration: ['live_harness.users'],
  },
  auth: () => ({ profile: 'authx', endpoints: { user: '/me' } }),
  facts: {
    ...usualFacts,
    wrongPassword: { status: 401, words: 'Invalid credentials' },
    refusedRefreshStatus: 401,
  },
}
