import { djangoBackend, usualFacts } from '../backend.mjs'

/** @import { Backend } from '../backend.mjs' */

/** @type {Backend} */
export const fastapiTemplate = {
  ...djangoBackend,
  name: 'fastapi-template',
  folder: 'fastapi-template',
  what: "the login of full-stack-fastapi-template: FastAPI's OAuth2 form, no refresh",
  reported: ['fastapi', 'sqlmodel', 'PyJWT'],
  runtime: {
    application: 'project.app:app',
    worker: 'asgi',
    administration: ['project.manage'],
  },
  username: 'demo@example.com',
  auth: () => ({ profile: 'fastapi-template' }),
  list: { title: 'Posts', path: 'posts', url: '/api/v1/posts/' },
  facts: {
    ...usualFacts,
    wrongPassword: { status: 400, words: 'Incorrect email or password' },
    inactive: { status: 400, words: 'Inactive user' },
    refusedRefreshStatus: null,
    // A 404, as for any other thing that is not there.
    deleted: 'end',
    trials: 0,
  },
}
