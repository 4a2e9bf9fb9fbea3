import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import {
  type ClientRequest,
  IncomingMessage,
  type Server,
  type ServerResponse,
  createServer,
  request as httpRequest,
} from 'node:http'
import { extname, join, normalize } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Header, securityHeaders } from '../../src/cli/headers/security-headers.ts'

/** What `/config.json` answers: an object as JSON, a string as it is (broken JSON, too), `null` with 404. */
export type ServedConfig = object | string | null

/** Hands path prefixes to an API, so that the browser sees one origin and no CORS is needed. */
export interface ProxyOptions {
  /** E.g. `['/api/', '/hello/']`. */
  readonly prefixes: readonly string[]
  /** Where the API is, e.g. `http://127.0.0.1:8000`. */
  readonly target: string
  /** What the API is told as Host: `app` (what the browser sent, the default) or `target`. */
  readonly host?: 'app' | 'target'
}

/** A built app and how to serve it. */
export interface AppOptions {
  /** The folder of the build. */
  readonly dist: string
  readonly config: ServedConfig
  readonly proxy?: ProxyOptions
  /** A free one when left out. */
  readonly port?: number
  /** With the app's own files. Those of a production server when left out; its requests may go to any origin. */
  readonly headers?: readonly Header[]
}

/** A running server for a built app. */
export interface AppServer {
  readonly url: string
  /** Answers `/config.json` with another value from now on. */
  readonly setConfig: (config: ServedConfig) => void
  /** Hands prefixes to an API from now on: one that had to know this server's address before it started. */
  readonly setProxy: (proxy: ProxyOptions) => void
  /** Ends the server and every connection to it. */
  readonly close: () => Promise<void>
}

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

/**
 * Serves a built app on 127.0.0.1, as a web server set up for history mode does: a path without a file
 * extension is answered with `index.html`, a missing file with 404.
 *
 * @throws {Error} When the folder holds no `index.html`, or the port is taken.
 */
export async function startApp(options: AppOptions): Promise<AppServer> {
  const { dist, port = 0, headers = securityHeaders(['http:', 'https:'], false) } = options
  let { config, proxy } = options
  if (!(await isFile(join(dist, 'index.html')))) {
    throw new Error(`There is no index.html in ${dist}. Build the app first: npm run build`)
  }
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy())
  })
  await listen(server, port)
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    setConfig: (next) => (config = next),
    setProxy: (next) => (proxy = next),
    close: () => close(server),
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const path = pathOf(request)
    if (proxy && isProxied(path, proxy)) return forward(request, response, proxy)
    for (const [name, value] of headers) response.setHeader(name, value)
    if (path === '/config.json') sendConfig(response, config)
    else await sendFile(response, await fileFor(dist, path), request.method === 'HEAD')
  }
}

function isProxied(path: string, { prefixes }: ProxyOptions): boolean {
  return prefixes.some((prefix) => path.startsWith(prefix))
}

/** Streams the request to the API and its answer back. An API that is away is a 502, as behind a real proxy. */
async function forward(request: IncomingMessage, response: ServerResponse, proxy: ProxyOptions) {
  const url = new URL(`${new URL(proxy.target).origin}${request.url ?? '/'}`)
  const { host, ...headers } = request.headers
  const asked = httpRequest(url, {
    method: request.method,
    headers: { ...headers, host: proxy.host === 'target' ? url.host : host },
  })
  try {
    const [answer] = await Promise.all([responseTo(asked), pipeline(request, asked)])
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
    await pipeline(answer, response)
  } catch {
    asked.destroy()
    if (response.headersSent) response.destroy()
    else sendText(response, 502, 'Bad gateway')
  }
}

async function responseTo(asked: ClientRequest): Promise<IncomingMessage> {
  const [answer]: unknown[] = await once(asked, 'response')
  if (answer instanceof IncomingMessage) return answer
  throw new TypeError('The API gave no HTTP answer.')
}

function sendConfig(response: ServerResponse, config: ServedConfig) {
  if (config === null) {
    sendText(response, 404, 'Not found')
    return
  }
  response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache' })
  response.end(typeof config === 'string' ? config : JSON.stringify(config))
}

async function sendFile(response: ServerResponse, file: string | null, headersOnly: boolean) {
  if (file === null) {
    sendText(response, 404, 'Not found')
    return
  }
  response.writeHead(200, {
    'Content-Type': contentTypes[extname(file)] ?? 'application/octet-stream',
    'Cache-Control': 'no-cache',
  })
  if (headersOnly) response.end()
  else await pipeline(createReadStream(file), response)
}

function sendText(response: ServerResponse, status: number, text: string) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(text)
}

/** The file that answers a path, or `null`. The path is normalised first, so it cannot leave the folder. */
async function fileFor(dist: string, path: string): Promise<string | null> {
  const file = join(dist, normalize(path))
  if (await isFile(file)) return file
  const isRoute = extname(path) === '' && !path.startsWith('/assets/')
  return isRoute ? join(dist, 'index.html') : null
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}

/** A path that is no valid percent-encoding is taken as it stands. */
function pathOf(request: IncomingMessage): string {
  const { pathname } = new URL(request.url ?? '/', 'http://app')
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}

async function listen(server: Server, port: number) {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return address.port
}

async function close(server: Server) {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
