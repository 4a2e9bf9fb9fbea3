import {
  cookieModel,
  noneModel,
  pairModel,
  singleAfterExpiryModel,
  singleModel,
} from '../core/models'
import type { SessionModel } from '../core/models'
import type { Profile } from './profile'

/** How the session of a profile goes on. */
export function modelOf({ model, endpoints, refresh }: Profile): SessionModel {
  if (!endpoints.refresh) return noneModel
  switch (model) {
    case 'pair':
      return refresh.placement === 'cookie' ? cookieModel : pairModel
    case 'single':
      if (refresh.placement === 'cookie') return cookieModel
      return refresh.afterExpiry ? singleAfterExpiryModel : singleModel
    case 'none':
      return noneModel
  }
}
