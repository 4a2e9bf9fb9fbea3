import { djangoBackend, simpleJwtFacts } from '../backend.mjs'

/** @import { Backend } from '../backend.mjs' */

/** @type {Backend} */
export const djoser = {
  ...djangoBackend,
  name: 'djoser',
  folder: 'djoser',
  what: 'its JWT endpoints, prefix `JWT`; a user endpoint',
  reported: ['Django', 'djoser', 'djangorestframework_simplejwt'],
  auth: () => ({ profile: 'djoser' }),
  facts: simpleJwtFacts,
}
