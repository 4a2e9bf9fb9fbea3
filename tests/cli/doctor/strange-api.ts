import { text } from 'node:stream/consumers'
import type { IncomingMessage } from 'node:http'
import { startServer } from './misbehaving-server'

/** An API after nobody's model: nested names, opaque tokens, a word of its own before them, milliseconds. */
export interface StrangeApi {
  /** What a login answers, around the token. */
  readonly answer: (token: string) => object
  /** Whether a refusal names the word that is wanted before the token. */
  readonly namesPrefix: boolean
  /** What a bad token is answered. */
  readonly badTokenStatus: number
}

const cors = {
  'Access-Control-Allow-Origin': 'http://127.0.0.1:5173',
  'Access-Control-Allow-Headers': 'authorization, content-type',
  'Access-Control-Expose-Headers': 'Retry-After',
}

/** Starts it for one test. The password is `correct-horse-battery`, the word before the token `Acme`. */
export async function startStrangeApi({
  answer,
  namesPrefix,
  badTokenStatus,
}: StrangeApi): Promise<string> {
  const tokens = new Set<string>()
  return await startServer(async (request, response) => {
    const send = (status: number, body: object, headers: Record<string, string> = {}) =>
      response
        .writeHead(status, { 'Content-Type': 'application/json', ...cors, ...headers })
        .end(JSON.stringify(body))
    const body = await bodyOf(request)
    if (request.method === 'OPTIONS') return send(200, {})
    switch (`${request.method ?? ''} ${request.url ?? ''}`) {
      case 'POST /enter': {
        const { person = {}, device = null } = body
        const { handle, phrase } = person
        const missing = { person: { handle: 'missing', phrase: 'missing' } }
        if (handle === undefined || phrase === undefined) return send(422, { errors: missing })
        if (phrase !== 'correct-horse-battery' || device?.kind !== 'web') {
          return send(401, { problem: 'unknown person' })
        }
        const token = crypto.randomUUID()
        tokens.add(token)
        return send(200, answer(token))
      }
      case 'GET /whoami': {
        const [word, token = ''] = (request.headers.authorization ?? '').split(' ')
        const challenge = namesPrefix ? { 'WWW-Authenticate': 'Acme realm="door"' } : {}
        if (word !== 'Acme') return send(401, { problem: 'no token' }, challenge)
        if (!tokens.has(token)) return send(badTokenStatus, { problem: 'bad token' })
        return send(200, { person: { id: 7, username: 'ada' } })
      }
      default:
        return send(404, { problem: 'nothing here' })
    }
  })
}

interface LoginBody {
  readonly person?: { readonly handle?: string; readonly phrase?: string }
  readonly device?: { readonly kind?: string } | null
}

async function bodyOf(request: IncomingMessage): Promise<LoginBody> {
  const sent = await text(request)
  return sent === '' ? {} : JSON.parse(sent)
}
