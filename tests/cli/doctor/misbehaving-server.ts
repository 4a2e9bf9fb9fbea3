import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'

/** Answers a request, or does not. */
export type Listener = (request: IncomingMessage, response: ServerResponse) => unknown

/** Starts a server for one test on a free port, and ends it with the test. */
export async function startServer(listener: Listener, host = '127.0.0.1'): Promise<string> {
  const server = createServer((request, response) => void listener(request, response))
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  onTestFinished(async () => {
    await new Promise((resolve) => {
      server.close(resolve)
      server.closeAllConnections()
    })
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server is not running')
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`
}

/** An address that nobody listens at any more. */
export async function closedPort(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}/`
}
