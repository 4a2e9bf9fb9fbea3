import type { RequestScope } from '@/auth/core/request-scope'
import { pageOrigin } from './apis'
import type { FuzzedApi } from './apis'
import type { TargetOf } from './run-return-path-fuzz'
import type { Install } from './senders'
import { accessToken } from './signed-in-client'
import type { ScopeChanges } from './signed-in-client'

/** Checks of URLs that look right and are not, as they stand in many apps. */
export const naiveScopes: Readonly<Record<string, (api: FuzzedApi) => ScopeChanges>> = {
  'a URL that starts with the base URL': (api) =>
    scopedBy(api, (url) => url.startsWith(api.baseUrl)),
  'a URL that starts with the origin': (api) =>
    scopedBy(api, (url) => api.allowedOrigins.some((origin) => url.startsWith(origin))),
  'a host that ends with the domain': (api) =>
    scopedBy(api, (url) => parsed(url)?.hostname.endsWith(domainOf(api)) ?? false),
  'a host that is the same, whatever scheme and port': (api) =>
    scopedBy(api, (url) => parsed(url)?.hostname === new URL(api.baseUrl).hostname),
  'an origin that is the same, whatever userinfo': (api) =>
    scopedBy(api, (url) => api.allowedOrigins.includes(parsed(url)?.origin ?? '')),
  'anonymous endpoints as they are written': (api) => ({
    scopeOf: (url) => {
      const target = parsed(url)
      if (!target || target.username || target.password) return 'foreign'
      if (!api.allowedOrigins.includes(target.origin)) return 'foreign'
      return api.anonymousUrls.includes(url) ? 'anonymous' : 'protected'
    },
  }),
  'redirects that are followed': () => ({ redirect: 'follow' }),
}

/** Interceptors as tutorials show them, in place of ours. */
export const naiveInstalls: Readonly<Record<string, Install>> = {
  'a token with everything': (http) => {
    http.interceptors.request.use((config) => {
      config.headers.set('Authorization', `Bearer ${accessToken}`)
      return config
    })
  },
  'a token with every relative URL': (http) => {
    http.interceptors.request.use((config) => {
      const isRelative = !/^https?:\/\//.test(String(config.url))
      if (isRelative) config.headers.set('Authorization', `Bearer ${accessToken}`)
      return config
    })
  },
}

/** Checks of `?redirect=` that look right and are not. */
export const naiveTargets: Readonly<Record<string, TargetOf>> = {
  'a path that starts with a slash': (query) => (query.startsWith('/') ? query : null),
  'a path that starts with one slash': (query) => (/^\/(?!\/)/.test(query) ? query : null),
  'no slash or backslash after the first': (query) => (/^\/(?![/\\])/.test(query) ? query : null),
  'no URL with a scheme': (query) => (/^\w+:/.test(query) ? null : query),
  'a URL that starts with the origin': (query) =>
    query.startsWith(pageOrigin) || /^\/(?!\/)/.test(query) ? query : null,
}

/** A scope with a naive check of what is the API's. Anonymous endpoints are told apart as they should be. */
function scopedBy(api: FuzzedApi, isOwn: (url: string) => boolean): ScopeChanges {
  return { scopeOf: (url) => (isOwn(url) ? scopeAt(url, api) : 'foreign') }
}

function scopeAt(url: string, { anonymousUrls }: FuzzedApi): RequestScope {
  const target = parsed(url)
  const address = target ? target.origin + target.pathname : ''
  return anonymousUrls.includes(address) ? 'anonymous' : 'protected'
}

function parsed(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null
}

function domainOf({ baseUrl }: FuzzedApi): string {
  return new URL(baseUrl).hostname.split('.').slice(-2).join('.')
}
