import type { RedirectUse } from '../core/request-gate'
import type { Profile } from './profile'

/**
 * Whether requests to the API follow redirects. Browsers take `Authorization` off when one leads to another origin
 * (Fetch, section 4.4), and any other header along: a request with such a header follows none.
 */
export function redirectUseOf({ transport, headers, hooks }: Profile): RedirectUse {
  const hasOwnHeader = transport.header.toLowerCase() !== 'authorization'
  const hasMore = Object.keys(headers).length > 0 || hooks?.headers !== undefined
  return hasOwnHeader || hasMore || transport.redirects === 'refuse' ? 'manual' : 'follow'
}
