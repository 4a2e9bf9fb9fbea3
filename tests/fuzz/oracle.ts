import type { FuzzedApi } from './apis'
import type { SentRequest } from './recorder'

/** What is wrong with one request that was sent. */
export type Fault =
  | 'the token at a foreign origin'
  | 'a constant header at a foreign origin'
  | 'the token at a URL with userinfo'
  | 'a constant header at a URL with userinfo'
  | 'the token at an anonymous endpoint'
  | 'no token at a URL of the API'

/** Judges by where a request really goes, as the URL parser of the platform sees it, and by nothing of ours. */
export function faultOf(
  { url, headers, body, isRedirected }: SentRequest,
  api: FuzzedApi,
  token: string,
): Fault | null {
  const target = new URL(url)
  const text = [url, body, ...headers.flat()].join('\n')
  const hasToken = text.includes(token)
  const secret = secretIn(
    hasToken,
    Object.values(api.headers).some((value) => text.includes(value)),
  )
  const isOwn = api.allowedOrigins.includes(target.origin)
  const hasUserinfo = target.username !== '' || target.password !== ''
  const isAnonymous = api.anonymousUrls.includes(target.origin + target.pathname)
  if (secret && !isOwn) return `${secret} at a foreign origin`
  if (secret && hasUserinfo) return `${secret} at a URL with userinfo`
  if (hasToken) return isAnonymous ? 'the token at an anonymous endpoint' : null
  const isDue = isOwn && !hasUserinfo && !isAnonymous && !isRedirected
  return isDue ? 'no token at a URL of the API' : null
}

function secretIn(hasToken: boolean, hasConstant: boolean) {
  if (hasToken) return 'the token'
  return hasConstant ? 'a constant header' : null
}
