import { MockBackend } from '@/mocks/mock-backend'
import type { MockBackendOptions } from '@/mocks/mock-backend'
import type { MockResponse } from '@/mocks/mock-http'
import type { MockState } from '@/mocks/mock-state'
import { simpleJwtDefaults } from '@/mocks/settings'
import type { Trouble } from '@/mocks/trouble'

/** What a request may carry. */
export interface SendOptions {
  readonly token?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** A client and the backend it talks to, with a clock that only the test moves. */
export class MockClient {
  nowMs = Date.UTC(2026, 0, 1, 12)
  readonly backend: MockBackend
  #state: MockState

  constructor(options: Partial<MockBackendOptions> = {}) {
    const now = () => this.nowMs
    this.backend = new MockBackend({ settings: simpleJwtDefaults, now, ...options })
    this.#state = this.backend.restoreState()
  }

  get state(): MockState {
    return this.#state
  }

  cause(trouble: Trouble): void {
    this.#state = trouble(this.#state)
  }

  send(method: string, path: string, { token, body, headers }: SendOptions = {}): MockResponse {
    const { response, state } = this.backend.handle(
      {
        method,
        path,
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? '' : JSON.stringify(body),
        baseUrl: 'http://api.example/base',
      },
      this.#state,
    )
    this.#state = state
    return response
  }

  /** Logs in; the password of the demo's accounts is the username. */
  login(username: string, password = username): MockResponse {
    return this.send('POST', '/api/token/', { body: { username, password } })
  }

  refresh(refresh: string): MockResponse {
    return this.send('POST', '/api/token/refresh/', { body: { refresh } })
  }
}

/** The JSON of an answer, as far as the tests look into it. */
export function bodyOf({ body }: MockResponse): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(body)
  return Object.fromEntries(Object.entries(Object(value) as object))
}

/** A text in an answer's JSON. */
export function textIn(response: MockResponse, key: string): string {
  return String(bodyOf(response)[key])
}
