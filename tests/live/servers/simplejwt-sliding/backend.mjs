import { djangoBackend, simpleJwtRefusal, usualFacts } from '../backend.mjs'

/** @import { Backend } from '../backend.mjs' */

/** @type {Backend} */
export const simplejwtSliding = {
  ...djangoBackend,
  name: 'simplejwt-sliding',
  folder: 'simplejwt-sliding',
  what: 'sliding tokens: one token with two ends',
  reported: ['Django', 'djangorestframework', 'djangorestframework_simplejwt'],
  auth: () => ({ profile: 'simplejwt-sliding' }),
  // The refresh asks nobody whether the user is still there.
  facts: { ...usualFacts, wrongPassword: simpleJwtRefusal, refusedRefreshStatus: null },
}
