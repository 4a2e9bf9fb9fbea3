import { authx } from './authx/backend.mjs'
import { djRestAuth, djRestAuthCookies } from './dj-rest-auth/backend.mjs'
import { djangoOauthToolkit } from './django-oauth-toolkit/backend.mjs'
import { djoser } from './djoser/backend.mjs'
import { drfJwt } from './drf-jwt/backend.mjs'
import { fastapiTemplate } from './fastapi-template/backend.mjs'
import { fastapiUsers } from './fastapi-users/backend.mjs'
import { flaskJwtExtended, flaskJwtExtendedCookies } from './flask-jwt-extended/backend.mjs'
import { knox } from './knox/backend.mjs'
import { ninjaJwt } from './ninja-jwt/backend.mjs'
import { seeds } from './seeds.mjs'
import { simplejwtSliding } from './simplejwt-sliding/backend.mjs'

/** @import { Backend } from './backend.mjs' */

/** Every server that the app is tried on. @type {readonly Backend[]} */
export const backends = [
  ...seeds,
  simplejwtSliding,
  drfJwt,
  djRestAuth,
  djRestAuthCookies,
  djoser,
  knox,
  ninjaJwt,
  djangoOauthToolkit,
  fastapiUsers,
  fastapiTemplate,
  flaskJwtExtended,
  flaskJwtExtendedCookies,
  authx,
]

/**
 * The backend of that name.
 *
 * @param {string} name
 * @throws {Error} When there is none; the message names those there are.
 */
export function backendNamed(name) {
  const backend = backends.find((candidate) => candidate.name === name)
  if (backend) return backend
  const names = backends.map((candidate) => candidate.name).join(', ')
  throw new Error(`No backend is called ${name}. There are: ${names}`)
}
