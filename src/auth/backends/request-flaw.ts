import { ConfigurationError } from '../core/errors'
import type { ConfigurationIssue } from '../core/errors'
import type { TransportRequest } from '../core/transport'

/** What makes a request one that fetch does not build (Fetch §5.4); never a value of it. */
export type RequestFlaw = Omit<ConfigurationIssue, 'key'>

const token = /^[!#$%&'*+.^`|~\w-]+$/

/** Whether a request by that method has no body (Fetch §5.4). */
export const isBodiless = (method: string) => ['GET', 'HEAD'].includes(method.toUpperCase())

/** @returns `null` when it can be built */
export function flawOf({ method, url, headers, body }: TransportRequest): RequestFlaw | null {
  if (body !== null && isBodiless(method)) {
    return { found: `${method}, which has no body`, allowed: 'a method with a body, such as POST' }
  }
  return flawOfMethod(method) ?? flawOfUrl(url) ?? flawOfHeaders(headers)
}

/** @param method - as in a setting */
export function flawOfMethod(method: string): RequestFlaw | null {
  const isForbidden = ['CONNECT', 'TRACE', 'TRACK'].includes(method.toUpperCase())
  if (token.test(method) && !isForbidden) return null
  return { found: JSON.stringify(method), allowed: 'a method such as POST' }
}

/** @param url - absolute */
export function flawOfUrl(url: string): RequestFlaw | null {
  const allowed = 'a URL such as "https://api.example.com/token/", without user name and password'
  if (!URL.canParse(url)) return { found: 'what is no URL', allowed }
  const { protocol, username, password } = new URL(url)
  if (!['http:', 'https:'].includes(protocol)) return { found: `a ${protocol} URL`, allowed }
  const isSecret = username !== '' || password !== ''
  return isSecret ? { found: 'a URL with a user name or a password', allowed } : null
}

/** The first header that no request can have. */
export function flawOfHeaders(headers: TransportRequest['headers']): RequestFlaw | null {
  for (const [name, value] of Object.entries(headers)) {
    if (!token.test(name)) {
      return { found: `a header named ${JSON.stringify(name)}`, allowed: 'letters, digits and -' }
    }
    // Latin-1 without what ends a line (Fetch §2.2.2).
    if (/[^\x01-\x09\x0b\x0c\x0e-\xff]/.test(value)) {
      return {
        found: `a value of the header ${name} that no header can carry`,
        allowed: 'one line of Latin letters, digits and signs',
      }
    }
  }
  return null
}

/** @throws ConfigurationError - it cannot be built; nothing is sent */
export function requireBuildable(request: TransportRequest, setting: string): void {
  const flaw = flawOf(request)
  if (flaw) throw new ConfigurationError([{ key: setting, ...flaw }])
}
