/**
 * A real server that the app is tried on: what is different about it, for the journeys and for a table.
 *
 * @typedef {object} Backend
 * @property {string} name As in `npm run backend -- NAME`.
 * @property {string} folder Where its project is, beside this file.
 * @property {string} what What is shown on it, for a table.
 * @property {string} requirements The pinned packages: a file of the folder.
 * @property {readonly string[]} reported The packages worth naming.
 * @property {Readonly<Record<string, string>>} env What switches on what is different.
 * @property {Runtime} runtime
 * @property {string} username Somebody who may see the list.
 * @property {string} password
 * @property {{ readonly apiBaseUrl: string, readonly prefixes: readonly string[] } | null} proxy Where app and API
 *   are one origin: what the app's server hands on.
 * @property {(lifetimes: Lifetimes) => { readonly profile: string }} auth The `auth` section of `config.json`.
 * @property {{ readonly title: string, readonly path: string, readonly url: string }} list
 * @property {Facts} facts
 */

/**
 * How a project is served by gunicorn, and the Python module (and its arguments) that does what an
 * administrator would: `prepare`, `set_active NAME false`, `delete_user NAME`, one a line.
 *
 * @typedef {object} Runtime
 * @property {string} application
 * @property {'gthread' | 'asgi'} worker
 * @property {readonly string[]} administration
 */

/**
 * What the server was told, for a client that cannot read it.
 *
 * @typedef {object} Lifetimes
 * @property {number} accessSeconds
 * @property {number} windowSeconds How long a session can go on.
 */

/**
 * What the journeys must know beyond the profile.
 *
 * @typedef {object} Facts
 * @property {string} row What the first row of its list says.
 * @property {Refusal} wrongPassword
 * @property {Refusal} [inactive] Where it differs from a wrong password.
 * @property {number | null} refusedRefreshStatus The status of a refresh for a user who is gone; `null` where
 *   the server grants it, or there is none.
 * @property {boolean} [saysWhoIsGone] Whether the API's own refusal says that no refresh can help.
 * @property {Notice} [deactivated] When the session of somebody who is deactivated ends. At the refresh that is
 *   refused, else at the next request, when left out.
 * @property {Notice} [deleted] The same for somebody who is deleted. At the next request, when left out.
 * @property {boolean} [refusesStaleCookies] Whether a login is refused while the browser still sends the cookie
 *   of somebody who is gone.
 * @property {readonly string[]} [csrfOn] The methods of requests that must carry a CSRF token; others must not.
 * @property {readonly string[]} [hints] What the doctor must be told of it.
 * @property {readonly string[]} [findings] What the doctor finds wrong with it, advice aside.
 * @property {number} lifetimes How many lifetimes of a token are waited for.
 * @property {number} trials How often two tabs meet at the end of a token. LIVE_TRIALS overrules it.
 */

/**
 * @typedef {object} Refusal
 * @property {number} status
 * @property {string} words What the app shows: the server's own words, or what the profile makes of its code.
 */

/**
 * `end`: not before the token has run out.
 *
 * @typedef {'request' | 'refresh' | 'end'} Notice
 */

/** @type {Runtime} */
export const django = {
  application: 'live_harness.wsgi',
  worker: 'gthread',
  administration: ['django', 'administrate'],
}

/** What most rows have in common: a Django project on an origin of its own, called with defaults. */
export const djangoBackend = {
  requirements: 'requirements.txt',
  env: {},
  runtime: django,
  username: 'demo',
  password: 'demo',
  proxy: null,
  list: { title: 'Posts', path: 'posts', url: '/posts/' },
}

/** @type {Pick<Facts, 'row' | 'lifetimes' | 'trials'>} */
export const usualFacts = { row: 'Post 1', lifetimes: 2, trials: 3 }

/** What SimpleJWT says to a wrong password. */
export const simpleJwtRefusal = {
  status: 401,
  words: 'No active account found with the given credentials',
}

/** @type {Facts} */
export const simpleJwtFacts = {
  ...usualFacts,
  wrongPassword: simpleJwtRefusal,
  refusedRefreshStatus: 401,
  saysWhoIsGone: true,
}

/** What Django REST framework's own login form says. */
export const drfRefusal = { status: 400, words: 'Unable to log in with provided credentials.' }

/** How long tokens live where nobody waits for their end: a quarter of an hour, and a week. */
export const longLifetimes = { accessSeconds: 900, windowSeconds: 7 * 24 * 3600 }

/**
 * The one file that points the built app at a server.
 *
 * @param {Backend} backend
 * @param {string} url Where the server is.
 * @param {Lifetimes} [lifetimes]
 */
export function configOf({ auth, list, proxy }, url, lifetimes = longLifetimes) {
  const apiBaseUrl = proxy?.apiBaseUrl ?? url
  return { $schema: './config.schema.json', apiBaseUrl, auth: auth(lifetimes), lists: [list] }
}
