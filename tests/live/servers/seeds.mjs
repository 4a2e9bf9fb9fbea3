import { djangoBackend, drfRefusal, simpleJwtFacts, usualFacts } from './backend.mjs'

/** @import { Backend, Facts } from './backend.mjs' */

const legacy = ['Django', 'djangorestframework', 'drf-jwt', 'PyJWT']
const original = ['Django', 'djangorestframework', 'djangorestframework-jwt', 'PyJWT']
const simplejwt = ['Django', 'djangorestframework', 'djangorestframework_simplejwt', 'PyJWT']

/** @type {Facts} */
const legacyFacts = { ...usualFacts, wrongPassword: drfRefusal, refusedRefreshStatus: 400 }

/** @type {Facts} */
const helloFacts = { ...simpleJwtFacts, row: 'Hello, World!' }

/** @type {Backend} */
const seed000 = {
  ...djangoBackend,
  name: '000',
  folder: 'seed-000',
  what: 'refreshing allowed, which the text forgets',
  reported: legacy,
  auth: ({ windowSeconds }) => ({ profile: 'djangorestframework-jwt', refresh: { windowSeconds } }),
  facts: { ...legacyFacts, trials: 30 },
}

/** @type {Backend} */
const seed001 = {
  ...seed000,
  name: '001',
  folder: 'seed-001',
  what: 'another origin, with credentials; a user endpoint; all for staff only',
  username: 'admin',
  password: 'admin',
  auth: ({ windowSeconds }) => ({
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
  facts: legacyFacts,
}

/** @type {Backend} */
const seed002 = {
  ...djangoBackend,
  name: '002',
  folder: 'seed-002',
  what: 'as written',
  reported: simplejwt,
  auth: () => ({ profile: 'simplejwt' }),
  list: { title: 'Hello', path: 'hello', url: '/hello/' },
  facts: helloFacts,
}

/** @type {Backend} */
const seed003 = {
  ...djangoBackend,
  name: '003',
  folder: 'seed-003',
  what: 'prefix `JWT`, as its examples send',
  reported: legacy,
  auth: ({ windowSeconds }) => ({ ...seed003Auth, refresh: { windowSeconds } }),
  list: { title: 'Entries', path: 'entries', url: '/api/endpoint/' },
  facts: { ...legacyFacts, row: 'Entry 1' },
}

const seed003Auth = {
  profile: 'djangorestframework-jwt',
  endpoints: { obtain: '/api-token-auth/', refresh: '/api-token-refresh/' },
}

/** @type {Backend} */
const seed004 = {
  ...djangoBackend,
  name: '004',
  folder: 'seed-004',
  what: 'as written: no refresh, the session ends with its token',
  reported: legacy,
  auth: () => ({
    profile: 'djangorestframework-jwt',
    model: 'none',
    endpoints: { obtain: '/api/jwt-auth/', refresh: null },
  }),
  list: { title: 'Subscribers', path: 'subscribers', url: '/api/subscribers/' },
  facts: { ...legacyFacts, row: 'Abu Ashraf Masnun', refusedRefreshStatus: null, trials: 0 },
}

/** The projects of five tutorials, as their texts have them or with one thing switched on. @type {readonly Backend[]} */
export const seeds = [
  seed000,
  {
    ...seed000,
    name: '000-original',
    what: 'on djangorestframework-jwt 1.11 itself, unmodified',
    requirements: 'requirements-original.txt',
    reported: original,
    facts: { ...legacyFacts, lifetimes: 5 },
  },
  seed001,
  {
    ...seed001,
    name: '001-same-origin',
    what: 'one origin behind a proxy, with `csrftoken`',
    proxy: { apiBaseUrl: '/', prefixes: ['/api/', '/admin/', '/static/'] },
    facts: { ...legacyFacts, csrfOn: ['POST'] },
  },
  seed002,
  {
    ...seed002,
    name: '002-rotating',
    what: 'rotating refresh tokens, blacklisted after use; logout told to the server',
    env: { ROTATE: '1' },
    auth: () => ({ profile: 'simplejwt', endpoints: { logout: '/api/token/blacklist/' } }),
    facts: { ...helloFacts, lifetimes: 5, trials: 30 },
  },
  {
    ...seed002,
    name: '002-older',
    what: 'SimpleJWT 5.2, which goes on refreshing for users who are gone',
    requirements: 'requirements-5.2.txt',
    facts: { ...helloFacts, refusedRefreshStatus: null },
  },
  seed003,
  {
    ...seed003,
    name: '003-bearer',
    what: 'prefix `Bearer`, as its settings say',
    env: { PREFIX: 'Bearer' },
    auth: ({ windowSeconds }) => ({
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
    auth: ({ windowSeconds }) => ({
      profile: 'djangorestframework-jwt',
      endpoints: { obtain: '/api/jwt-auth/', refresh: '/api/jwt-refresh/' },
      refresh: { windowSeconds },
    }),
    facts: { ...legacyFacts, row: 'Abu Ashraf Masnun' },
  },
]
