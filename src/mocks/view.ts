import type { MockAccount } from './accounts'
import type { MockRequest, MockResponse } from './mock-http'
import type { MockState } from './mock-state'

/** What a view is given: the request, and a copy of the state that it may change. */
export interface ViewContext {
  readonly request: MockRequest
  readonly state: MockState
  /** `null` for a request without a token, and on views that do not authenticate. */
  readonly account: MockAccount | null
  /** Milliseconds since the epoch. */
  readonly nowMs: number
  readonly randomBytes: (length: number) => Uint8Array
}

/** Answers one method. Throws `ApiError` for errors; what it did to the state until then stays. */
export type Action = (context: ViewContext) => MockResponse

/** A view of Django REST framework: who may ask, and what answers. */
export interface View {
  /** As told by `OPTIONS`. */
  readonly name: string
  /** Whether it looks at `Authorization`. Views that hand out tokens do not. */
  readonly isAuthenticating: boolean
  readonly isPermitted: (account: MockAccount | null) => boolean
  readonly actions: Readonly<Partial<Record<'GET' | 'POST', Action>>>
}

/** Paths, each with slashes at both ends, and their views. */
export type Routes = ReadonlyMap<string, View>

/** Who a request is from, and how the dialect asks for a token. */
export interface Dialect {
  /** The `WWW-Authenticate` of every `401` (RFC 9110 section 11.6.1). */
  readonly challenge: string
  readonly routes: Routes
  /**
   * The user whose token the request carries, `null` without one.
   *
   * @throws ApiError for a token that is no good
   */
  readonly authenticate: (context: ViewContext) => MockAccount | null
}

/** A view that looks at no `Authorization`, as those that take passwords and tokens in the body. */
export function openView(name: string, post: Action): View {
  return { name, isAuthenticating: false, isPermitted: () => true, actions: { POST: post } }
}

/** A view for everyone `isPermitted`; by default for everyone who is logged in. */
export function protectedView(
  name: string,
  actions: View['actions'],
  isPermitted: View['isPermitted'] = (account) => account !== null,
): View {
  return { name, isAuthenticating: true, isPermitted, actions }
}
