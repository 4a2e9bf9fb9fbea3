import { test as base } from '@playwright/test'
import type { Backend } from './servers/backend.mjs'
import { type LiveServer, startBackend } from './servers/live-server.mjs'

/** How long tokens live where nobody looks at the app. */
export const accessSeconds = 4
export const refreshSeconds = 6

/** What a server said to one request. */
export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly challenge: string | null
}

/** Lifetimes that no management command outlasts, on however busy a machine. */
export const unhurried = { accessSeconds: 300, refreshSeconds: 600 }

/** A test with the server alone, without the app. */
export function createServerTest(backend: Backend, lifetimes = { accessSeconds, refreshSeconds }) {
  return base.extend<object, { server: LiveServer }>({
    server: [
      async ({}, use) => {
        const allowedOrigins = ['http://127.0.0.1:5173']
        const server = await startBackend(backend, { ...lifetimes, allowedOrigins })
        await use(server)
        await server.stop()
      },
      { scope: 'worker', timeout: 5 * 60_000 },
    ],
  })
}

/** Sends a JSON body. */
export function post(server: LiveServer, path: string, body: object): Promise<Answer> {
  return send(server, 'POST', path, { body })
}

/** Sends a request, with an Authorization header where one is given. */
export async function send(
  { url }: LiveServer,
  method: string,
  path: string,
  { body, authorization }: { body?: object; authorization?: string | undefined } = {},
): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      'Content-Type': 'application/json',
      ...(authorization ? { Authorization: authorization } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return {
    status: response.status,
    body: await response.json(),
    challenge: response.headers.get('WWW-Authenticate'),
  }
}

/** What a JWT says. */
export function claimsOf(jwt: string): Record<string, unknown> {
  return object(JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()))
}

/** A field that must be a string. */
export function text(body: unknown, field: string): string {
  const value = object(body)[field]
  if (typeof value !== 'string') throw new TypeError(`No ${field} in ${JSON.stringify(body)}`)
  return value
}

/** A value that must be an object. */
export function object(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null)
    throw new TypeError(`No object: ${String(value)}`)
  return { ...value }
}
