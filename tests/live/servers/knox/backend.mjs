import { djangoBackend, usualFacts } from '../backend.mjs'

/** @import { Backend } from '../backend.mjs' */

/** @type {Backend} */
export const knox = {
  ...djangoBackend,
  name: 'knox',
  folder: 'knox',
  what: 'an opaque token that cannot be renewed; login by HTTP Basic; logout told to the server',
  reported: ['Django', 'djangorestframework', 'django-rest-knox'],
  auth: () => ({ profile: 'knox' }),
  facts: {
    ...usualFacts,
    wrongPassword: { status: 401, words: 'Invalid username/password.' },
    refusedRefreshStatus: null,
    trials: 0,
  },
}
