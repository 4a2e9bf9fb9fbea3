import { createScopeOf } from '../core/request-scope'
import type { ScopeOf } from '../core/request-scope'
import { joinUrl } from './join-url'
import type { Profile } from './profile'

/** What a URL may get from a session of the profile. */
export function createProfileScopeOf(profile: Profile, apiBaseUrl: string): ScopeOf {
  const { endpoints, transport, oneTimeCode } = profile
  const anonymous = [endpoints.obtain.url, ...transport.anonymous]
  if (endpoints.refresh) anonymous.push(endpoints.refresh.url)
  if (oneTimeCode?.endpoint) anonymous.push(oneTimeCode.endpoint.url)
  return createScopeOf({
    apiBaseUrl,
    origins: transport.origins,
    anonymousUrls: anonymous.map((url) => joinUrl(apiBaseUrl, url)),
  })
}
