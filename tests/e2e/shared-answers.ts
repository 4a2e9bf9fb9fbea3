import type { MockHttpServer } from '../support/mock-http-server'
import { configFor, listOf } from './app-test'

/** The address of the list, as the API is asked for it. */
const isList = (path: string) => path.startsWith('/posts/')

/**
 * Every answer to the list may be kept for ten minutes, by an API that does not say that it depends on the person:
 * "Answer 1", "Answer 2" and so on.
 */
export function answerCacheable(api: MockHttpServer): void {
  let answers = 0
  api.intercept(({ path }) => {
    if (!isList(path)) return undefined
    answers += 1
    return {
      status: 200,
      headers: { 'Content-Type': 'application/json', 'Cache-Control': 'private, max-age=600' },
      body: JSON.stringify(listOf(`Answer ${answers}`)),
    }
  })
}

/** The list has moved. */
export function redirectList(api: MockHttpServer, location: string, status = 302): void {
  api.intercept(({ path }) =>
    isList(path) && !path.includes('moved')
      ? { status, headers: { Location: location }, body: '' }
      : undefined,
  )
}

/** What the app is told of an API behind its own origin, which takes tokens as `auth` says. */
export function configWith(auth: object): object {
  const config = configFor('simplejwt', '/')
  return {
    ...config,
    auth: { profile: 'simplejwt', endpoints: { user: null, logout: null }, ...auth },
  }
}

/** What only the API may have: in a header that browsers take along when a redirect leads elsewhere. */
export const secretHeaders: readonly [string, object][] = [
  ['a token in a header of its own', { transport: { header: 'X-Token', prefix: '' } }],
  ['a constant header', { headers: { 'X-Tenant': 'acme' } }],
]
