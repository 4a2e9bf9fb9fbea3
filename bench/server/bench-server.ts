import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Username } from '../page/contract'
import { AuthBackend } from './auth-backend'
import type { BackendAnswer, BackendOptions } from './auth-backend'
import { Gate } from './gate'
import { seededFractions } from './seeded-fractions'

/** How the server of a run is. */
export interface ServerOptions extends BackendOptions {
  readonly refreshDelayMs: number
  /** What a bad token is answered: 403 is Django REST framework with session authentication first. */
  readonly refusalStatus: 401 | 403
  /** Data comes after 1 to 200 ms. */
  readonly isJittered: boolean
}

export const usualServer: ServerOptions = {
  model: 'pair',
  accessSeconds: 300,
  reuse: 'refused',
  refreshDelayMs: 200,
  refusalStatus: 401,
  isJittered: false,
}

/** What the server has seen. */
export interface ServerCounts {
  refreshes: number
  /** Refreshes that were refused. */
  refused: number
  /** Requests for data. */
  hits: number
  /** Requests for data with a token that is not good. */
  dead: number
  /** Requests for data with any token. */
  carried: number
}

/** The app's page and its API on one origin of the loopback interface, and switches for trouble. */
export class BenchServer {
  readonly backend: AuthBackend
  readonly counts: ServerCounts = { refreshes: 0, refused: 0, hits: 0, dead: 0, carried: 0 }
  /** Answers to refreshes wait here; what they do is done already. */
  readonly refreshGate = new Gate()
  /** Whom the requests for data were sent as, one after another; `null` without a token. */
  readonly senders: (Username | null)[] = []
  /** Nothing of the API answers: connections break. */
  isUnreachable = false
  isRefreshDown = false
  isDataRefused = false
  readonly #options: ServerOptions
  readonly #script: string
  readonly #http: Server
  readonly #fraction = seededFractions(1)
  #answeredRefreshes = 0

  /** @param script - what the page runs */
  constructor(options: ServerOptions, script: string) {
    this.#options = options
    this.#script = script
    this.backend = new AuthBackend(options)
    this.#http = createServer((request, response) => void this.#answer(request, response))
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port
  }

  async listen(): Promise<void> {
    this.#http.listen(0, '127.0.0.1')
    await once(this.#http, 'listening')
  }

  async close(): Promise<void> {
    this.#http.close()
    this.#http.closeAllConnections()
    await once(this.#http, 'close')
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '', 'http://bench')
    if (pathname === '/') sendText(response, 'text/html', page)
    else if (pathname === '/bench.js') sendText(response, 'text/javascript', this.#script)
    else if (this.isUnreachable) request.socket.destroy()
    else if (request.method === 'POST') await this.#answerTokens(pathname, request, response)
    else sendAnswer(response, await this.#data(pathname, request.headers.authorization))
  }

  async #answerTokens(
    pathname: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const body = JSON.parse(await text(request)) as Record<string, unknown>
    if (!pathname.includes('refresh')) {
      sendAnswer(response, this.backend.obtain(body))
      return
    }
    const answer = this.#refresh(body)
    await after(this.#options.refreshDelayMs)
    await this.refreshGate.pass()
    sendAnswer(response, answer)
    this.#answeredRefreshes += 1
  }

  #refresh(body: Readonly<Record<string, unknown>>): BackendAnswer {
    this.counts.refreshes += 1
    if (this.isRefreshDown) return { status: 503, body: { message: 'Service Unavailable' } }
    const answer = this.backend.refresh(body)
    if (answer.status !== 200) this.counts.refused += 1
    return answer
  }

  async #data(pathname: string, authorization: string | undefined): Promise<BackendAnswer> {
    const isGood = authorization !== undefined && this.backend.accepts(authorization)
    this.counts.hits += 1
    this.senders.push(authorization === undefined ? null : this.backend.userOf(authorization))
    if (authorization !== undefined) this.counts.carried += 1
    if (authorization !== undefined && !isGood) this.counts.dead += 1

    if (this.#options.isJittered) await after(1 + 199 * this.#fraction())
    if (pathname === '/api/late/') await this.#refreshAnswered()
    if (pathname.startsWith('/api/open/')) return data
    if (!isGood || this.isDataRefused) return refusedToken(this.#options.refusalStatus)
    return pathname === '/api/forbidden/' ? forbidden : data
  }

  /** Some time after the first refresh was answered; or after three seconds, where none is asked for. */
  async #refreshAnswered(): Promise<void> {
    for (let waited = 0; waited < 3000 && this.#answeredRefreshes === 0; waited += 20) {
      await after(20)
    }
    await after(200)
  }
}

const page =
  '<!doctype html><title>bench</title><link rel="icon" href="data:,"><script type="module" src="/bench.js"></script>'

const data: BackendAnswer = { status: 200, body: { results: [] } }

const refusedToken = (status: number): BackendAnswer => ({
  status,
  body: {
    detail: 'Given token not valid for any token type',
    code: 'token_not_valid',
    messages: [
      {
        token_class: 'AccessToken',
        token_type: 'access',
        message: 'Token is invalid or expired',
      },
    ],
  },
})

const forbidden: BackendAnswer = {
  status: 403,
  body: { detail: 'You do not have permission to perform this action.' },
}

function sendAnswer(response: ServerResponse, { status, body }: BackendAnswer): void {
  const challenge = status === 401 ? { 'WWW-Authenticate': 'Bearer realm="api"' } : {}
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    ...challenge,
  })
  response.end(JSON.stringify(body))
}

function sendText(response: ServerResponse, type: string, text: string): void {
  response.writeHead(200, { 'Content-Type': type })
  response.end(text)
}

const after = (delayMs: number) => new Promise((resolve) => setTimeout(resolve, delayMs))
