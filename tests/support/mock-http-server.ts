import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import type { MockAccount } from '../../src/mocks/accounts'
import { MockBackend } from '../../src/mocks/mock-backend'
import type { MockRequest, MockResponse } from '../../src/mocks/mock-http'
import type { MockState } from '../../src/mocks/mock-state'
import type { MockSettings } from '../../src/mocks/settings'
import { simpleJwtDefaults } from '../../src/mocks/settings'
import type { Trouble } from '../../src/mocks/trouble'

export interface MockHttpServerOptions {
  /** @default simpleJwtDefaults */
  readonly settings?: MockSettings
  /** @default the accounts of the demo */
  readonly accounts?: readonly MockAccount[]
  /** Origins that may read answers, with credentials. Without it the server knows no CORS. */
  readonly allowedOrigins?: readonly string[]
  /** @default 0, a free one */
  readonly port?: number
  /** The server's clock in milliseconds. @default Date.now */
  readonly now?: () => number
}

/** A request that was answered, or that `setDown` has cut off (`status` 0). Tokens are never in it. */
export interface LoggedRequest {
  readonly method: string
  /** With query. */
  readonly path: string
  readonly status: number
  /** Whether it had an `Authorization` header. */
  readonly authorization: boolean
  /** When it arrived, by this process's clock, in milliseconds. */
  readonly atMs: number
}

/** Answers in the backend's place, or does not; `askBackend` is for an answer that is sent later. */
export type Intercept = (
  request: MockRequest,
  askBackend: () => MockResponse,
) => MockResponse | undefined | Promise<MockResponse | undefined>

/**
 * Starts a mock backend on 127.0.0.1, with its state in memory.
 *
 * @returns a running server; `close` it
 */
export async function startMockHttpServer(
  options: MockHttpServerOptions = {},
): Promise<MockHttpServer> {
  const server = new MockHttpServer(options)
  await server.listen(options.port ?? 0)
  return server
}

/** A {@link MockBackend} behind plain `node:http`, with the switches that tests need. */
export class MockHttpServer {
  /** Every request so far, in the order of their answers. */
  readonly log: LoggedRequest[] = []
  readonly backend: MockBackend
  /** Time between a request's arrival and its way into the backend, in milliseconds. */
  delayMs = 0
  readonly #allowedOrigins: readonly string[] | null
  readonly #server: Server
  #state: MockState
  #intercept: Intercept | null = null
  #isDown = false

  constructor({
    settings = simpleJwtDefaults,
    accounts,
    allowedOrigins,
    now = Date.now,
  }: MockHttpServerOptions) {
    this.backend = new MockBackend({ settings, now, ...(accounts && { accounts }) })
    this.#state = this.backend.restoreState()
    this.#allowedOrigins = allowedOrigins ?? null
    this.#server = createServer((request, response) => void this.#serve(request, response))
  }

  /** `http://127.0.0.1:<port>`, without a slash at its end. */
  get url(): string {
    const address = this.#server.address()
    if (address === null || typeof address === 'string')
      throw new Error('The server is not running')
    return `http://127.0.0.1:${address.port}`
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, '127.0.0.1', resolve)
    })
  }

  /** Ends all connections and frees the port. */
  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve())
      this.#server.closeAllConnections()
    })
  }

  /** Changes the backend's state, as `cause(deactivateUser('demo'))`. */
  cause(trouble: Trouble): void {
    this.#state = trouble(this.#state)
  }

  /** Asks `intercept` before the backend, for every request but preflights; `null` ends it. */
  intercept(intercept: Intercept | null): void {
    this.#intercept = intercept
  }

  /** While down, connections are cut without an answer, those under way as well. */
  setDown(isDown: boolean): void {
    this.#isDown = isDown
    if (isDown) this.#server.closeAllConnections()
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const atMs = Date.now()
    const request = await readRequest(incoming, this.url)
    const answer = request && !this.#isDown ? await this.#respond(request) : null
    const response = this.#isDown ? null : answer
    if (request) this.#enterLog(request, response, atMs)
    if (response) outgoing.writeHead(response.status, response.headers).end(response.body)
    else outgoing.destroy()
  }

  async #respond(request: MockRequest): Promise<MockResponse> {
    const origins = this.#allowedOrigins
    const preflight = origins && answerPreflight(request, origins)
    if (preflight) return preflight

    if (this.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, this.delayMs))
    const askBackend = () => this.#askBackend(request)
    const response = (await this.#intercept?.(request, askBackend)) ?? askBackend()
    const cors = origins ? corsHeaders(request, origins) : {}
    return { ...response, headers: { ...response.headers, ...cors } }
  }

  #enterLog({ method, path, headers }: MockRequest, response: MockResponse | null, atMs: number) {
    const authorization = 'authorization' in headers
    this.log.push({ method, path, status: response?.status ?? 0, authorization, atMs })
  }

  #askBackend(request: MockRequest): MockResponse {
    const { response, state } = this.backend.handle(request, this.#state)
    this.#state = state
    return response
  }
}

/** `null` when the client has gone before its body was complete. */
async function readRequest(
  incoming: IncomingMessage,
  baseUrl: string,
): Promise<MockRequest | null> {
  const { method = 'GET', url: path = '/' } = incoming
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(incoming.headers)) headers[name] = String(value)
  try {
    return { method, path, headers, body: await text(incoming), baseUrl }
  } catch {
    return null
  }
}

/** As django-cors-headers above CommonMiddleware: `200`, also to foreign origins and unknown paths. */
function answerPreflight(request: MockRequest, origins: readonly string[]): MockResponse | null {
  const { method, headers } = request
  if (method !== 'OPTIONS' || !('access-control-request-method' in headers)) return null

  const cors = corsHeaders(request, origins)
  const permissions = 'Access-Control-Allow-Origin' in cors ? preflightPermissions : {}
  return {
    status: 200,
    headers: { 'Content-Type': 'text/html', ...cors, ...permissions },
    body: '',
  }
}

/** `Access-Control-Expose-Headers` is not among them: a script cannot read `Retry-After`. */
function corsHeaders({ headers }: MockRequest, origins: readonly string[]): Record<string, string> {
  const origin = headers['origin']
  if (origin === undefined) return { Vary: 'Origin' }
  const credentials = { Vary: 'Origin', 'Access-Control-Allow-Credentials': 'true' }
  if (!origins.includes(origin)) return credentials
  return { ...credentials, 'Access-Control-Allow-Origin': origin }
}

/** The default lists of django-cors-headers. */
const preflightPermissions = {
  'Access-Control-Allow-Headers':
    'accept, accept-encoding, authorization, content-type, dnt, origin, user-agent, x-csrftoken, x-requested-with',
  'Access-Control-Allow-Methods': 'DELETE, GET, OPTIONS, PATCH, POST, PUT',
  'Access-Control-Max-Age': '86400',
}
