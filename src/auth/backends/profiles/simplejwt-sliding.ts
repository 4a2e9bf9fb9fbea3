import { extendProfile } from '../extend-profile'
import { simplejwt } from './simplejwt'

/**
 * djangorestframework-simplejwt with sliding tokens: one token with two ends, refreshed before the first of them.
 *
 * Checked: live, 2026-11-22, djangorestframework-simplejwt 5.5.1.
 */
export const simplejwtSliding = extendProfile(simplejwt, {
  name: 'simplejwt-sliding',
  model: 'single',
  refresh: { placement: 'body:token', windowClaim: 'refresh_exp' },
  read: { access: ['token'], refresh: [] },
})
