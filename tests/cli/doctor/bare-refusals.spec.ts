import { json } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { parseConfig } from '@/config'
import { run } from './doctor-world'
import { startServer } from './misbehaving-server'

const password = 'correct-horse-battery'
const cors = {
  'Access-Control-Allow-Origin': 'http://127.0.0.1:5173',
  'Access-Control-Allow-Headers': 'authorization, content-type',
}

/** SimpleJWT's paths and errors of the form, and refusals as `sendStatus` of Express writes them. */
async function startBareServer(): Promise<string> {
  let refreshes = 0
  return await startServer(async (request, response) => {
    const refuse = () =>
      response.writeHead(401, { ...cors, 'Content-Type': 'text/plain' }).end('Unauthorized')
    const send = (body: object, status = 200) =>
      response
        .writeHead(status, { ...cors, 'Content-Type': 'application/json' })
        .end(JSON.stringify(body))
    const body = request.method === 'POST' ? await json(request).catch(() => ({})) : {}
    const sent = Object(body) as Readonly<Record<string, unknown>>
    if (request.method === 'OPTIONS') return send({})
    switch (`${request.method ?? ''} ${request.url ?? ''}`) {
      case 'POST /api/token/':
        if (sent['password'] === undefined) return send({ username: ['?'], password: ['?'] }, 400)
        return sent['password'] === password ? send({ access: 'a-0', refresh: 'r-0' }) : refuse()
      case 'POST /api/token/refresh/':
        if (sent['refresh'] === undefined) return send({ refresh: ['?'] }, 400)
        if (sent['refresh'] !== 'r-0') return refuse()
        refreshes += 1
        return send({ access: `a-${refreshes}` })
      case 'GET /user/':
        return /^Bearer a-\d+$/.test(request.headers.authorization ?? '')
          ? send({ id: 7, username: 'ada' })
          : refuse()
      default:
        return response.writeHead(404, cors).end('Not Found')
    }
  })
}

it(
  'the doctor writes which status of a refresh suffices without JSON',
  { timeout: 30_000 },
  async () => {
    const url = await startBareServer()

    const { files } = await run(
      [url, '--username', 'ada', '--write', '--obtain', '/api/token/', '--user', '/user/'],
      {
        password,
      },
    )

    expect(parseConfig(files['public/config.json'] ?? '').auth).toMatchObject({
      profile: 'simplejwt',
      refresh: { deadWithoutJson: [401] },
    })
  },
)
