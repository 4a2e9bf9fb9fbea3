import { djangoBackend, usualFacts } from '../backend.mjs'

/** @import { Backend } from '../backend.mjs' */

const client = { client_id: 'latchkey' }

/** @type {Backend} */
export const djangoOauthToolkit = {
  ...djangoBackend,
  name: 'django-oauth-toolkit',
  folder: 'django-oauth-toolkit',
  what: 'OAuth 2.0: password and refresh grants, rotating; opaque tokens; revoked at logout',
  reported: ['Django', 'django-oauth-toolkit', 'oauthlib'],
  auth: () => ({
    profile: 'django-oauth-toolkit',
    obtain: { static: { grant_type: 'password', ...client } },
    refresh: { static: { grant_type: 'refresh_token', ...client } },
    logout: { static: { token_type_hint: 'refresh_token', ...client } },
  }),
  facts: {
    ...usualFacts,
    hints: [
      '--login-body',
      JSON.stringify({
        grant_type: 'password',
        ...client,
        username: '$username',
        password: '$password',
      }),
    ],
    wrongPassword: { status: 400, words: 'Invalid credentials given.' },
    refusedRefreshStatus: 400,
    // The token stays good, and so does the refresh token.
    deactivated: 'end',
  },
}
