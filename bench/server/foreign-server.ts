import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What only the API may have. */
const secretHeaders = ['authorization', 'x-token', 'x-api-key']

/** Another origin, which lets everybody read it, and notes whether it was sent a token or a key. */
export class ForeignServer {
  leaks = 0
  readonly #http = createServer((request, response) => {
    if (secretHeaders.some((name) => request.headers[name] !== undefined)) this.leaks += 1
    response.writeHead(request.method === 'OPTIONS' ? 204 : 200, {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Headers': secretHeaders.join(', '),
      'Content-Type': 'application/json',
    })
    response.end(request.method === 'OPTIONS' ? '' : '{}')
  })

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}/`
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
}
