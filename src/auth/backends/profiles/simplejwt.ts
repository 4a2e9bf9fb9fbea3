import { djangoCsrf } from '../django-csrf'
import type { Profile } from '../profile'

/**
 * djangorestframework-simplejwt with a token pair, rotating or not, at its documented paths.
 *
 * Checked: live, 2026-11-22, djangorestframework-simplejwt 5.2.2 and 5.5.1.
 */
export const simplejwt: Profile = {
  name: 'simplejwt',
  model: 'pair',
  endpoints: {
    obtain: { url: '/api/token/', method: 'POST' },
    refresh: { url: '/api/token/refresh/', method: 'POST' },
    user: null,
    logout: null,
  },
  headers: {},
  obtain: {
    encoding: 'json',
    identifier: 'username',
    secret: 'password',
    static: {},
    query: {},
    refusedStatuses: [],
  },
  refresh: {
    placement: 'body:refresh',
    encoding: 'json',
    static: {},
    query: {},
    afterExpiry: false,
    windowClaim: null,
    windowFrom: null,
    windowSeconds: null,
    deadStatuses: [401],
    // For a deactivated user newer releases send `detail` without `code`.
    deadKeys: ['detail', 'code'],
    deadWithoutJson: [],
  },
  read: { access: ['access'], refresh: ['refresh'], user: null, userBody: '', header: null },
  transport: {
    header: 'Authorization',
    prefix: 'Bearer',
    credentials: false,
    anonymous: ['/api/token/verify/'],
    origins: [],
    cache: 'no-store',
    redirects: 'follow',
  },
  csrf: djangoCsrf,
  expiry: ['claim:exp'],
  refreshExpiry: ['claim:exp'],
  leeway: 30,
  oneTimeCode: null,
  challenge: {
    statuses: [401],
    keys: [],
    codes: ['token_not_valid'],
    final: ['user_inactive', 'user_not_found'],
    ignored: [],
    inSuccess: false,
  },
  errors: {
    message: ['detail', 'non_field_errors'],
    code: ['code'],
    fields: '',
    configuration: [],
    texts: {},
  },
  logout: { send: 'body:refresh', tokens: ['refresh'], encoding: 'json', static: {} },
  hooks: null,
}
