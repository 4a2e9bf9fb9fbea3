import { createAudience } from '../core/audience'
import type { Audience } from '../core/audience'
import { joinUrl } from './join-url'
import type { Profile } from './profile'

/** Which requests may carry the token of a profile. */
export function createProfileAudience(
  profile: Profile,
  apiBaseUrl: string,
  pageUrl: string,
): Audience {
  const { endpoints, transport, oneTimeCode } = profile
  const anonymous = [endpoints.obtain.url, ...transport.anonymous]
  if (endpoints.refresh) anonymous.push(endpoints.refresh.url)
  if (oneTimeCode?.endpoint) anonymous.push(oneTimeCode.endpoint.url)
  return createAudience({
    apiBaseUrl,
    pageUrl,
    origins: transport.origins,
    anonymousUrls: anonymous.map((url) => joinUrl(apiBaseUrl, url)),
  })
}
