import { createServer } from 'node:http'
import type { IncomingHttpHeaders, Server } from 'node:http'

/** A server of somebody else, which lets every page read its answers and is sent whatever a page will send it. */
export interface StrangerServer {
  readonly url: string
  /** The headers of each request, preflights too. */
  readonly seen: IncomingHttpHeaders[]
  readonly close: () => Promise<void>
}

/** @param answer - what it answers to everything, as JSON */
export async function startStrangerServer(answer: unknown): Promise<StrangerServer> {
  const seen: IncomingHttpHeaders[] = []
  const server = createServer(({ headers }, response) => {
    seen.push(headers)
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Access-Control-Allow-Origin': headers.origin ?? '*',
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Allow-Headers': headers['access-control-request-headers'] ?? '*',
      'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
    })
    response.end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: addressOf(server), seen, close: () => close(server) }
}

function addressOf(server: Server): string {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server is not running')
  return `http://127.0.0.1:${address.port}`
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
