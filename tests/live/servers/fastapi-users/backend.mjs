import { djangoBackend, usualFacts } from '../backend.mjs'

/** @import { Backend } from '../backend.mjs' */

/** @type {Backend} */
export const fastapiUsers = {
  ...djangoBackend,
  name: 'fastapi-users',
  folder: 'fastapi-users',
  what: 'FastAPI; a login by form; a token that cannot be renewed; a user endpoint',
  reported: ['fastapi', 'fastapi-users'],
  runtime: {
    application: 'project.app:app',
    worker: 'asgi',
    administration: ['project.manage'],
  },
  username: 'demo@example.com',
  auth: () => ({ profile: 'fastapi-users' }),
  facts: {
    ...usualFacts,
    wrongPassword: { status: 400, words: 'The e-mail address or the password is wrong.' },
    refusedRefreshStatus: null,
    trials: 0,
  },
}
