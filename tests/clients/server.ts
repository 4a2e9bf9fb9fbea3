import { createHmac, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'

export interface LoggedRequest {
  readonly method: string
  readonly path: string
  readonly body: string
  /** Whether it had an `Authorization` header. */
  readonly hasToken: boolean
  readonly status: number
}

interface Answer {
  readonly status: number
  readonly body: unknown
}

/** As SimpleJWT writes them. */
interface Claims {
  readonly token_type: 'access' | 'refresh'
  readonly exp: number
  readonly iat: number
  readonly jti: string
  readonly user_id: string
}

const lifetimeSeconds = { access: 300, refresh: 86_400 }

/** Starts the API of `openapi.yaml` on a free port of 127.0.0.1. */
export async function startNotesServer(): Promise<NotesServer> {
  const server = new NotesServer()
  await server.listen()
  return server
}

/** Notes behind SimpleJWT: short access tokens, and refresh tokens that are good for one refresh. */
export class NotesServer {
  /** In the order of the answers, without preflights. */
  readonly log: LoggedRequest[] = []
  /** By id. */
  readonly notes: string[] = []
  /** Whether a refresh is answered with 503. */
  isOutOfOrder = false
  readonly #key = randomUUID()
  readonly #live = { access: new Set<string>(), refresh: new Set<string>() }
  readonly #server = createServer((request, response) => void this.#serve(request, response))
  #refusals = 0

  /** `http://127.0.0.1:<port>`, without a slash at its end. */
  get url(): string {
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('Not listening')
    return `http://127.0.0.1:${address.port}`
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  /** Refuses all access tokens of now, whatever their `exp`. */
  expireAccessTokens(): void {
    this.#live.access.clear()
  }

  revokeRefreshTokens(): void {
    this.#live.refresh.clear()
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '', headers } = request
    response.setHeader('Access-Control-Allow-Origin', headers.origin ?? '*')
    response.setHeader('Access-Control-Allow-Headers', 'authorization, content-type')
    if (method === 'OPTIONS') return void response.writeHead(200).end()

    const sent = await text(request)
    const { status, body } = await this.#answer(`${method} ${path}`, sent, headers.authorization)
    const hasToken = headers.authorization !== undefined
    this.log.push({ method, path, body: sent, hasToken, status })
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
  }

  async #answer(route: string, body: string, authorization = ''): Promise<Answer> {
    switch (route) {
      case 'POST /api/token/':
        return { status: 200, body: this.#issuePair() }
      case 'POST /api/token/refresh/':
        await wait(50)
        return this.#refresh(textIn(body, 'refresh'))
    }
    return this.#accepts(authorization.replace('Bearer ', ''), 'access')
      ? this.#answerWithNotes(route, body)
      : await this.#refuse()
  }

  #answerWithNotes(route: string, body: string): Answer {
    if (route === 'GET /notes/') {
      return { status: 200, body: this.notes.map((note, id) => ({ id, text: note })) }
    }
    if (route === 'POST /notes/') {
      const note = textIn(body, 'text')
      if (note === '') return { status: 400, body: { text: ['This field may not be blank.'] } }
      return { status: 201, body: { id: this.notes.push(note) - 1, text: note } }
    }
    const id = Number(/^GET \/notes\/(\d+)\/$/.exec(route)?.[1])
    const note = this.notes[id]
    return note === undefined
      ? { status: 404, body: { detail: 'Not found.' } }
      : { status: 200, body: { id, text: note } }
  }

  #refresh(token: string): Answer {
    if (this.isOutOfOrder) return { status: 503, body: { detail: 'Service unavailable.' } }
    const claims = this.#accepts(token, 'refresh')
    if (!claims) {
      return { status: 401, body: { detail: 'Token is invalid', code: 'token_not_valid' } }
    }
    this.#live.refresh.delete(claims.jti)
    return { status: 200, body: this.#issuePair() }
  }

  /** Every second refusal comes late: when a refresh has been answered. */
  async #refuse(): Promise<Answer> {
    this.#refusals += 1
    if (this.#refusals % 2 === 0) await wait(300)
    const message = 'Token is expired'
    return {
      status: 401,
      body: {
        detail: 'Given token not valid for any token type',
        code: 'token_not_valid',
        messages: [{ token_class: 'AccessToken', token_type: 'access', message }],
      },
    }
  }

  #issuePair() {
    return { access: this.#issue('access'), refresh: this.#issue('refresh') }
  }

  #issue(kind: Claims['token_type']): string {
    const iat = Math.floor(Date.now() / 1000)
    const jti = randomUUID()
    this.#live[kind].add(jti)
    const exp = iat + lifetimeSeconds[kind]
    const claims: Claims = { token_type: kind, exp, iat, jti, user_id: '1' }
    const unsigned = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded(claims)}`
    return `${unsigned}.${this.#signatureOf(unsigned)}`
  }

  #accepts(token: string, kind: Claims['token_type']): Claims | null {
    const [header, payload = '', signature] = token.split('.')
    if (signature !== this.#signatureOf(`${header}.${payload}`)) return null
    // Signed with our key: it is what #issue wrote.
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims
    const isGood = claims.token_type === kind && claims.exp > Date.now() / 1000
    return isGood && this.#live[kind].has(claims.jti) ? claims : null
  }

  #signatureOf(unsigned: string): string {
    return createHmac('sha256', this.#key).update(unsigned).digest('base64url')
  }
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}

/** The text of that field, `''` where there is none. */
function textIn(body: string, field: string): string {
  try {
    const fields: unknown = JSON.parse(body)
    const value: unknown = Object.entries(fields ?? {}).find(([name]) => name === field)?.[1]
    return typeof value === 'string' ? value : ''
  } catch {
    return ''
  }
}
