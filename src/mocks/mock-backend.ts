import { randomBytes as secureRandomBytes } from '@noble/hashes/utils.js'
import type { MockAccount } from './accounts'
import { demoAccounts } from './accounts'
import {
  ApiError,
  methodNotAllowed,
  notAcceptable,
  notAuthenticated,
  permissionDenied,
} from './drf-errors'
import { exampleRoutes } from './example-views'
import { inLanguageOf } from './german'
import { createLegacyDialect } from './legacy-views'
import type { MockRequest, MockResponse } from './mock-http'
import { appendSlashRedirect, json, notFoundPage } from './mock-http'
import type { MockState } from './mock-state'
import { createMockState, isMockState } from './mock-state'
import { postsView } from './posts'
import type { MockSettings } from './settings'
import { createSimpleJwtDialect } from './simplejwt-views'
import { subscribersView } from './subscribers'
import type { Dialect, Routes, View, ViewContext } from './view'

/** What a {@link MockBackend} needs. */
export interface MockBackendOptions {
  readonly settings: MockSettings
  /** Milliseconds since the epoch, by the server's clock. */
  readonly now: () => number
  /** @default demoAccounts */
  readonly accounts?: readonly MockAccount[]
  /** For the signing key and the `jti`s. @default the system's secure random numbers */
  readonly randomBytes?: (length: number) => Uint8Array
}

/**
 * A Django REST framework backend that speaks SimpleJWT or the legacy JWT package. It computes every
 * answer from the request and the state and keeps nothing itself: who calls it keeps the state, and
 * must not let two requests start from the same one. CORS is left to who serves it.
 */
export class MockBackend {
  readonly #options: MockBackendOptions
  readonly #dialect: Dialect
  readonly #routes: Routes

  constructor(options: MockBackendOptions) {
    const { settings } = options
    this.#options = options
    this.#dialect =
      settings.dialect === 'simplejwt'
        ? createSimpleJwtDialect(settings)
        : createLegacyDialect(settings)
    this.#routes = new Map([
      ...this.#dialect.routes,
      ...exampleRoutes,
      ['/posts/', postsView],
      ['/subscribers/', subscribersView],
    ])
  }

  /** The state to go on with: the stored one, or a new one when that is of no use. */
  restoreState(stored?: unknown): MockState {
    return isMockState(stored) ? stored : this.#createState()
  }

  /**
   * Answers one request. Synchronous, and `state` is left as it is.
   *
   * @returns the answer, and the state for the next request
   */
  handle(
    request: MockRequest,
    state: MockState,
  ): { readonly response: MockResponse; readonly state: MockState } {
    const next = structuredClone(state)
    return { response: this.#respond(request, next), state: next }
  }

  #createState(): MockState {
    const { accounts = demoAccounts, randomBytes = secureRandomBytes } = this.#options
    return createMockState(accounts, randomBytes)
  }

  #respond(request: MockRequest, state: MockState): MockResponse {
    const [pathname = ''] = request.path.split('?', 1)
    const view = this.#routes.get(pathname)
    if (view) return this.#answer(view, request, state)
    return this.#routes.has(`${pathname}/`) ? appendSlashRedirect(request) : notFoundPage()
  }

  #answer(view: View, request: MockRequest, state: MockState): MockResponse {
    const response = this.#withErrors(request, () => this.#runView(view, request, state))
    const headers = { ...response.headers, Allow: allowedMethods(view).join(', ') }
    return { ...response, headers, body: request.method === 'HEAD' ? '' : response.body }
  }

  #withErrors(request: MockRequest, answer: () => MockResponse): MockResponse {
    try {
      return answer()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const response = inLanguageOf(request, error.response)
      if (response.status !== 401) return response
      const headers = { ...response.headers, 'WWW-Authenticate': this.#dialect.challenge }
      return { ...response, headers }
    }
  }

  /** In the framework's order: content negotiation, authentication, permission, method, body. */
  #runView(view: View, request: MockRequest, state: MockState): MockResponse {
    if (!acceptsJson(request)) throw notAcceptable()
    const context = this.#identify(view, request, state)
    if (!view.isPermitted(context.account)) {
      throw context.account ? permissionDenied() : notAuthenticated()
    }
    if (request.method === 'OPTIONS') return describe(view)
    const action = actionFor(view, request.method)
    if (!action) throw methodNotAllowed(request.method)
    return action(context)
  }

  #identify(view: View, request: MockRequest, state: MockState): ViewContext {
    const { now, randomBytes = secureRandomBytes } = this.#options
    const context = { request, state, account: null, nowMs: now(), randomBytes }
    if (!view.isAuthenticating) return context
    return { ...context, account: this.#dialect.authenticate(context) }
  }
}

function actionFor({ actions }: View, method: string) {
  if (method === 'POST') return actions.POST
  return method === 'GET' || method === 'HEAD' ? actions.GET : undefined
}

function allowedMethods({ actions }: View): readonly string[] {
  const read = actions.GET ? ['HEAD'] : []
  return [...Object.keys(actions), ...read, 'OPTIONS']
}

function acceptsJson({ headers }: MockRequest): boolean {
  const ranges = (headers['accept'] ?? '*/*')
    .split(',')
    .map((range) => range.replace(/;.*/, '').trim())
  return ['*/*', 'application/*', 'application/json'].some((range) => ranges.includes(range))
}

function describe({ name }: View): MockResponse {
  return json({
    name,
    description: '',
    renders: ['application/json'],
    parses: ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'],
  })
}
