/**
 * One of the seed tutorials, as its text has it or with one thing switched on.
 *
 * @typedef {object} Variant
 * @property {string} name The seed, then what is different: `002`, `002-rotating`.
 * @property {string} seed The folder: `seed-<seed>`.
 * @property {string} what What is different from the seed's first variant, for a table.
 * @property {string} requirements The pinned packages: a file of the folder.
 * @property {readonly string[]} reported The packages worth naming.
 * @property {Readonly<Record<string, string>>} env What switches it on.
 * @property {string} username Somebody who may see the list. The password is the same.
 * @property {boolean} isSameOrigin Whether app and API are one origin, with a proxy between them.
 * @property {(windowSeconds: number) => object} auth The `auth` section of `config.json`.
 * @property {{ readonly title: string, readonly path: string, readonly url: string }} list
 */

const legacy = ['Django', 'djangorestframework', 'drf-jwt', 'PyJWT']
const original = ['Django', 'djangorestframework', 'djangorestframework-jwt', 'PyJWT']
const simplejwt = ['Django', 'djangorestframework', 'djangorestframework_simplejwt', 'PyJWT']

/** @type {Variant} */
const seed000 = {
  name: '000',
  seed: '000',
  what: 'refreshing allowed, which the text forgets',
  requirements: 'requirements.txt',
  reported: legacy,
  env: {},
  username: 'demo',
  isSameOrigin: false,
  auth: (windowSeconds) => ({ profile: 'djangorestframework-jwt', refresh: { windowSeconds } }),
  list: { title: 'Posts', path: 'posts', url: '/posts/' },
}

/** @type {Variant} */
const seed001 = {
  ...seed000,
  name: '001',
  seed: '001',
  what: 'another origin, with credentials; a user endpoint; all for staff only',
  username: 'admin',
  auth: (windowSeconds) => ({
    profile: 'djangorestframework-jwt',
    endpoints: {
      obtain: '/api/v1/auth/obtain_token/',
      refresh: '/api/v1/auth/refresh_token/',
      user: '/api/v1/user/',
    },
    transport: { credentials: true },
    refresh: { windowSeconds },
  }),
  list: { title: 'Posts', path: 'posts', url: '/api/v1/posts/' },
}

/** @type {Variant} */
const seed002 = {
  ...seed000,
  name: '002',
  seed: '002',
  what: 'as written',
  reported: simplejwt,
  auth: () => ({ profile: 'simplejwt' }),
  list: { title: 'Hello', path: 'hello', url: '/hello/' },
}

/** @type {Variant} */
const seed003 = {
  ...seed000,
  name: '003',
  seed: '003',
  what: 'prefix `JWT`, as its examples send',
  auth: (windowSeconds) => ({ ...seed003Auth, refresh: { windowSeconds } }),
  list: { title: 'Entries', path: 'entries', url: '/api/endpoint/' },
}

const seed003Auth = {
  profile: 'djangorestframework-jwt',
  endpoints: { obtain: '/api-token-auth/', refresh: '/api-token-refresh/' },
}

/** @type {Variant} */
const seed004 = {
  ...seed000,
  name: '004',
  seed: '004',
  what: 'as written: no refresh, the session ends with its token',
  auth: () => ({
    profile: 'djangorestframework-jwt',
    model: 'none',
    endpoints: { obtain: '/api/jwt-auth/', refresh: null },
  }),
  list: { title: 'Subscribers', path: 'subscribers', url: '/api/subscribers/' },
}

/** Every server that the app is tried on, the seeds in order. @type {readonly Variant[]} */
export const variants = [
  seed000,
  {
    ...seed000,
    name: '000-original',
    what: 'on djangorestframework-jwt 1.11 itself, unmodified',
    requirements: 'requirements-original.txt',
    reported: original,
  },
  seed001,
  {
    ...seed001,
    name: '001-same-origin',
    what: 'one origin behind a proxy, with `csrftoken`',
    isSameOrigin: true,
  },
  seed002,
  {
    ...seed002,
    name: '002-rotating',
    what: 'rotating refresh tokens, blacklisted after use; logout told to the server',
    env: { ROTATE: '1' },
    auth: () => ({ profile: 'simplejwt', endpoints: { logout: '/api/token/blacklist/' } }),
  },
  {
    ...seed002,
    name: '002-older',
    what: 'SimpleJWT 5.2, which goes on refreshing for users who are gone',
    requirements: 'requirements-5.2.txt',
  },
  seed003,
  {
    ...seed003,
    name: '003-bearer',
    what: 'prefix `Bearer`, as its settings say',
    env: { PREFIX: 'Bearer' },
    auth: (windowSeconds) => ({
      ...seed003Auth,
      refresh: { windowSeconds },
      transport: { prefix: 'Bearer' },
    }),
  },
  seed004,
  {
    ...seed004,
    name: '004-refresh',
    what: 'refreshing and the verify view switched on',
    env: { REFRESH: '1' },
    auth: (windowSeconds) => ({
      profile: 'djangorestframework-jwt',
      endpoints: { obtain: '/api/jwt-auth/', refresh: '/api/jwt-refresh/' },
      refresh: { windowSeconds },
    }),
  },
]

/** How long the legacy tutorials let a token be refreshed: seven days. */
export const tutorialWindowSeconds = 7 * 24 * 3600

/**
 * The one file that points the built app at a server.
 *
 * @param {Variant} variant
 * @param {string} apiBaseUrl
 * @param {number} [windowSeconds]
 */
export function configOf({ auth, list }, apiBaseUrl, windowSeconds = tutorialWindowSeconds) {
  return { $schema: './config.schema.json', apiBaseUrl, auth: auth(windowSeconds), lists: [list] }
}

/**
 * The variant of that name.
 *
 * @param {string} name
 * @throws {Error} When there is none; the message names those there are.
 */
export function variantNamed(name) {
  const variant = variants.find((candidate) => candidate.name === name)
  if (variant) return variant
  throw new Error(`No seed is called ${name}. There are: ${variants.map((v) => v.name).join(', ')}`)
}
