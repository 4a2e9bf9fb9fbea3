import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { fileText } from '../page/contract'
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
  /** What requests for data have to bring as `X-Api-Key`; `null`: nothing. */
  readonly apiKey: string | null
}

export const usualServer: ServerOptions = {
  model: 'pair',
  accessSeconds: 300,
  reuse: 'refused',
  refreshDelayMs: 200,
  refusalStatus: 401,
  isJittered: false,
  tokenHeader: 'Authorization',
  apiKey: null,
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
  isDataDown = false
  isDataRefused = false
  /** Where `/api/moved/` leads. */
  movedTo = ''
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

  get origin(): string {
    return `http://127.0.0.1:${this.port}`
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
    if (request.method === 'OPTIONS') sendPreflight(response)
    else if (pathname === '/') sendText(response, 'text/html', page)
    else if (pathname === '/bench.js') sendText(response, 'text/javascript', this.#script)
    else if (this.isUnreachable) request.socket.destroy()
    else if (request.method === 'POST') await this.#answerTokens(pathname, request, response)
    else sendAnswer(response, await this.#data(pathname, request.headers))
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
    if (this.isRefreshDown) return unavailable
    const answer = this.backend.refresh(body)
    if (answer.status !== 200) this.counts.refused += 1
    return answer
  }

  async #data(pathname: string, headers: IncomingHttpHeaders): Promise<BackendAnswer> {
    const { tokenHeader, refusalStatus, apiKey } = this.#options
    const carried = headers[tokenHeader.toLowerCase()]?.toString()
    const isGood = carried !== undefined && this.backend.accepts(carried)
    const sender = carried === undefined ? null : this.backend.userOf(carried)
    this.counts.hits += 1
    this.senders.push(sender)
    if (carried !== undefined) this.counts.carried += 1
    if (carried !== undefined && !isGood) this.counts.dead += 1

    if (this.#options.isJittered) await after(1 + 199 * this.#fraction())
    if (pathname === '/api/late/') await this.#refreshAnswered()
    if (this.isDataDown) return unavailable
    if (pathname.startsWith('/api/open/')) return dataOf(sender)
    if (!isGood || this.isDataRefused) return refusedToken(refusalStatus)
    if (apiKey !== null && headers['x-api-key'] !== apiKey) return missingKey
    return this.#resource(pathname, sender)
  }

  #resource(pathname: string, sender: Username | null): BackendAnswer {
    switch (pathname) {
      case '/api/forbidden/':
        return forbidden
      case '/api/cacheable/':
        return { ...dataOf(sender), headers: { 'Cache-Control': 'private, max-age=600' } }
      case '/api/file/':
        return { status: 200, body: fileText, headers: { 'Content-Type': 'text/csv' } }
      case '/api/moved/':
        return { status: 302, body: '', headers: { Location: this.movedTo } }
      default:
        return dataOf(sender)
    }
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

const dataOf = (owner: Username | null): BackendAnswer => ({
  status: 200,
  body: { results: [], owner },
})

const unavailable: BackendAnswer = { status: 503, body: { message: 'Service Unavailable' } }

const missingKey: BackendAnswer = { status: 400, body: { detail: 'X-Api-Key is missing.' } }

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

function sendAnswer(response: ServerResponse, { status, body, headers }: BackendAnswer): void {
  const challenge = status === 401 ? { 'WWW-Authenticate': 'Bearer realm="api"' } : {}
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    'Access-Control-Allow-Origin': '*',
    ...challenge,
    ...headers,
  })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

/** Pages of another origin may use this API. */
function sendPreflight(response: ServerResponse): void {
  response.writeHead(204, {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Headers': 'Authorization, Content-Type',
  })
  response.end()
}

function sendText(response: ServerResponse, type: string, text: string): void {
  response.writeHead(200, { 'Content-Type': type })
  response.end(text)
}

const after = (delayMs: number) => new Promise((resolve) => setTimeout(resolve, delayMs))
