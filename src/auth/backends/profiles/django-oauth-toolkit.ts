import { extendProfile } from '../extend-profile'
import { oauth2 } from './oauth2'

/**
 * django-oauth-toolkit under `/o/`. Set `client_id` as for `oauth2`; a refresh that races another one may be
 * answered with a 500.
 *
 * Checked: live, 2026-11-22, django-oauth-toolkit 3.4.1.
 */
export const djangoOauthToolkit = extendProfile(oauth2, {
  name: 'django-oauth-toolkit',
  endpoints: { obtain: '/o/token/', refresh: '/o/token/', logout: '/o/revoke_token/' },
})
