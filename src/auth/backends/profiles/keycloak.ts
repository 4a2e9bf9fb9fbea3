import { extendProfile } from '../extend-profile'
import { oauth2 } from './oauth2'

/**
 * Keycloak with direct access grants. Set the endpoints to absolute addresses of the realm, such as
 * `https://id.example.com/realms/main/protocol/openid-connect/token`, and `client_id` as for `oauth2`.
 *
 * Checked: documentation, 2026-11-22, keycloak-js d86787d.
 */
export const keycloak = extendProfile(oauth2, {
  name: 'keycloak',
  endpoints: {
    obtain: '/protocol/openid-connect/token',
    refresh: '/protocol/openid-connect/token',
    user: '/protocol/openid-connect/userinfo',
    logout: '/protocol/openid-connect/logout',
  },
  obtain: { static: { grant_type: 'password', scope: 'openid' } },
  logout: { send: 'body:refresh_token', static: {} },
})
