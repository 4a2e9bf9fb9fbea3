import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { test as base, expect } from '@playwright/test'
import { type WebServer, hasWebServer, startWebServer, webServers } from './web-servers.ts'

const other = 'https://files.example.com'
const config = {
  apiBaseUrl: '/',
  auth: { profile: 'simplejwt' },
  lists: [{ title: 'Files', path: 'files', url: `${other}/all/` }],
}

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../../', import.meta.url))

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

for (const name of webServers) {
  for (const path of ['/', '/app/']) {
    const test = base.extend<object, { server: WebServer }>({
      server: [
        async ({}, use) => {
          const api = await startApi()
          const deployment = { config, base: path, api: api.url, apiPaths: ['/api/'] }
          const server = await startWebServer(name, deployment)
          await use(server)
          await server.close()
          api.close()
        },
        { scope: 'worker', timeout: 60_000 },
      ],
    })

    test.describe(`${name}, with the app at ${path}`, () => {
      test.beforeAll(() => {
        test.skip(!hasWebServer(name) && !process.env['CI'], `${name} is not installed`)
      })

      for (const page of ['', 'index.html', 'lists/files?from=a.b', 'login']) {
        test(`the page ${path}${page} has all headers, and is looked at again each time`, async ({
          server,
        }) => {
          const { status, headers, body } = await get(`${server.url}${path}${page}`)

          expect(status).toBe(200)
          expect(body).toContain('<div id="app">')
          expect(headers.get('cache-control')).toBe('no-cache')
          expect(headers.get('etag')).not.toBeNull()
          expectSecurity(headers)
        })
      }

      test('config.json is looked at again each time, and is what lies there', async ({
        server,
      }) => {
        const { status, headers, body } = await get(`${server.url}${path}config.json`)

        expect(status).toBe(200)
        expect(JSON.parse(body)).toEqual(config)
        expect(headers.get('cache-control')).toBe('no-cache')
        expect(headers.get('content-encoding')).toBeNull()
        expectSecurity(headers)
      })

      test('an asset may be kept for ever, and comes compressed', async ({ server }) => {
        const asset = await nameOfAsset(server, path)

        for (const [accepted, came] of [
          ['br, gzip', 'br'],
          ['gzip', 'gzip'],
          ['identity', null],
        ] as const) {
          const { status, headers, body } = await get(`${server.url}${asset}`, accepted)
          expect(status).toBe(200)
          expect(headers.get('content-encoding')).toBe(came)
          expect(headers.get('content-type')).toContain('javascript')
          expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
          const varies = headers.get('vary')?.toLowerCase().includes('accept-encoding') ?? false
          expect(varies || came === null).toBe(true)
          expect(body.length).toBeGreaterThan(1_000)
          expectSecurity(headers)
        }
      })

      for (const missing of [
        'assets/gone-12345678.js',
        'assets/gone',
        'assets/',
        'gone.css',
        'gone.json',
      ]) {
        test(`${missing} is missing, and no page`, async ({ server }) => {
          const { status, headers, body } = await get(`${server.url}${path}${missing}`)

          expect(status).toBe(404)
          expect(body).not.toContain('<div id="app">')
          expect(headers.get('cache-control') ?? '').not.toContain('immutable')
          expectSecurity(headers)
        })
      }

      // The build is one for the top of a server.
      if (path === '/') {
        test('the doctor finds nothing that is wrong with it', async ({ server }) => {
          const args = ['src/cli/run.mjs', 'doctor', '--app', server.url, '--json']

          const { stdout } = await run(process.execPath, args, { cwd: root })

          expect(JSON.parse(stdout)).toMatchObject({ verdict: 'healthy', findings: [] })
        })
      }

      for (const asked of ['/api/token/', '/api/report.pdf', '/api/a%20b/?c=%2F']) {
        test(`${asked} is the API’s, with its own headers`, async ({ server }) => {
          const { status, headers, body } = await get(`${server.url}${asked}`)

          expect(status).toBe(201)
          expect(JSON.parse(body)).toMatchObject({ url: asked, host: new URL(server.url).host })
          expect(headers.get('cache-control')).toBe('no-store')
          expect(headers.get('content-security-policy')).toBeNull()
        })
      }
    })
  }
}

for (const name of webServers) {
  base(`${name}: an API that is down is 502, and no page of the app`, async () => {
    base.skip(!hasWebServer(name) && !process.env['CI'], `${name} is not installed`)
    const api = await startApi()
    api.close()
    const deployment = { config, base: '/', api: api.url, apiPaths: ['/api/'] }
    const server = await startWebServer(name, deployment)

    const { status, body } = await get(`${server.url}/api/token/`)

    expect(status).toBe(502)
    expect(body).not.toContain('<div id="app">')
    await server.close()
  })
}

function expectSecurity(headers: Headers) {
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'; script-src 'self';")
  expect(policy).toContain(`connect-src 'self' ${other};`)
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toContain("require-trusted-types-for 'script'; trusted-types vue latchkey")
  expect(headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('permissions-policy')).toContain('camera=()')
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
}

/** Without anything of its own about compression, which `fetch` has. */
async function get(url: string, encoding = 'identity'): Promise<Answer> {
  const args = ['-s', '-i', '--path-as-is', '-H', `Accept-Encoding: ${encoding}`, url]
  const { stdout } = await run('curl', args, { encoding: 'latin1', maxBuffer: 9e6 })
  const [head = '', ...rest] = stdout.split('\r\n\r\n')
  const [line = '', ...fields] = head.split('\r\n')
  const pairs = fields.map((field): [string, string] => {
    const at = field.indexOf(':')
    return [field.slice(0, at), field.slice(at + 1).trim()]
  })
  return {
    status: Number(line.split(' ')[1]),
    headers: new Headers(pairs),
    body: rest.join('\r\n\r\n'),
  }
}

async function nameOfAsset({ url }: WebServer, path: string): Promise<string> {
  const { body } = await get(`${url}${path}`)
  // The build itself is one for the top of a server.
  return `${path}${/src="\/([^"]+\.js)"/.exec(body)?.[1] ?? ''}`
}

/** Says what it was asked. */
async function startApi() {
  const server = createServer(({ url, headers: { host } }, response) => {
    response.writeHead(201, {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
    })
    response.end(JSON.stringify({ url, host }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() }
}
