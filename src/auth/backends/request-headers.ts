import type { AuthClientOptions } from '../core/auth-client'
import type { ApiRequest } from '../core/request-gate'
import { isSafe } from './csrf-proof'
import type { CsrfProof } from './csrf-proof'
import type { Constants, Profile } from './profile'

/**
 * What requests of the app to the API carry besides the token: constant headers, the proof that they come from this
 * page, and what the profile's hook signs. Nothing where there is nothing to add.
 *
 * @param spoken - gives the header for the language of the person; asked at each request
 */
export function createRequestHeaders(
  { headers, hooks }: Profile,
  csrf: CsrfProof | null,
  spoken?: () => Constants,
): Pick<AuthClientOptions, 'requestHeaders'> {
  const sign = hooks?.headers
  const plain = spoken ? () => ({ ...spoken(), ...headers }) : () => headers
  if (!csrf && !sign) {
    return !spoken && Object.keys(headers).length === 0 ? {} : { requestHeaders: plain }
  }
  const proven = async (request: ApiRequest): Promise<Constants> => ({
    ...plain(),
    ...(await csrf?.headersFor(request, 'needed')),
    ...(await sign?.(request)),
  })
  // Most requests need no proof, and need not wait for one.
  const requestHeaders = (request: ApiRequest) =>
    sign || !isSafe(request.method) ? proven(request) : plain()
  return { requestHeaders }
}
