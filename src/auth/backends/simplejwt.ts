import type { Profile } from './profile'

/** djangorestframework-simplejwt with a token pair, rotating or not, at its documented paths. */
export const simplejwt: Profile = {
  model: 'pair',
  endpoints: {
    obtain: { url: '/api/token/', method: 'POST' },
    refresh: { url: '/api/token/refresh/', method: 'POST' },
    user: null,
    logout: null,
  },
  obtain: { encoding: 'json', identifier: 'username', secret: 'password', static: {} },
  refresh: {
    placement: 'body:refresh',
    encoding: 'json',
    static: {},
    windowClaim: null,
    windowFrom: null,
    windowSeconds: null,
    deadStatuses: [401],
    // For a deactivated user newer releases send `detail` without `code`.
    deadKeys: ['detail', 'code'],
  },
  read: { access: ['access'], refresh: ['refresh'], userBody: '' },
  transport: {
    header: 'Authorization',
    prefix: 'Bearer',
    credentials: false,
    anonymous: [],
    origins: [],
  },
  csrf: { cookie: 'csrftoken', header: 'X-CSRFToken' },
  expiry: ['claim:exp'],
  refreshExpiry: ['claim:exp'],
  leeway: 30,
  challenge: {
    statuses: [401],
    codes: ['token_not_valid'],
    final: ['user_inactive', 'user_not_found'],
  },
  errors: { message: ['detail', 'non_field_errors'], code: ['code'] },
  logout: { send: 'body:refresh' },
}
