import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import { type AppServer, startApp } from '../support/app-server.ts'

const config = { apiBaseUrl: 'http://127.0.0.1:8000' }

const test = base.extend<{ dist: string; app: AppServer }>({
  dist: async ({}, use) => {
    const dist = await mkdtemp(join(tmpdir(), 'latchkey-dist-'))
    await mkdir(join(dist, 'assets'))
    await writeFile(join(dist, 'index.html'), '<title>App</title>')
    await writeFile(join(dist, 'assets', 'main.js'), 'export {}')
    await use(dist)
    await rm(dist, { recursive: true })
  },
  app: async ({ dist }, use) => {
    const app = await startApp({ dist, config })
    await use(app)
    await app.close()
  },
})

test('routes of the app are answered with index.html, missing files with 404', async ({ app }) => {
  const answers = await Promise.all(
    [
      '/',
      '/lists/posts?from=mail',
      '/assets/main.js',
      '/assets/gone',
      '/gone.js',
      '/other.json',
      '/../x.js',
    ].map(async (path) => {
      const response = await fetch(`${app.url}${path}`)
      return `${path} ${response.status} ${response.headers.get('content-type') ?? ''}`
    }),
  )

  expect(answers).toEqual([
    '/ 200 text/html; charset=utf-8',
    '/lists/posts?from=mail 200 text/html; charset=utf-8',
    '/assets/main.js 200 text/javascript; charset=utf-8',
    '/assets/gone 404 text/plain; charset=utf-8',
    '/gone.js 404 text/plain; charset=utf-8',
    '/other.json 404 text/plain; charset=utf-8',
    '/../x.js 404 text/plain; charset=utf-8',
  ])
})

test('config.json is what the test says: an object, a raw string, or missing', async ({ app }) => {
  const read = async () => {
    const response = await fetch(`${app.url}/config.json`)
    return { status: response.status, body: await response.text() }
  }

  expect(await read()).toEqual({ status: 200, body: JSON.stringify(config) })
  app.setConfig('{ broken')
  expect(await read()).toEqual({ status: 200, body: '{ broken' })
  app.setConfig(null)
  expect(await read()).toMatchObject({ status: 404 })
})

test('proxied prefixes reach the API with method, body, query and the Host asked for', async ({
  dist,
}) => {
  const api = createServer((request, response) => {
    response.writeHead(201, { 'X-Path': request.url, 'X-Host': request.headers.host })
    request.pipe(response)
  })
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve))
  const address = api.address()
  const target = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`

  for (const host of ['app', 'target'] as const) {
    const app = await startApp({ dist, config, proxy: { prefixes: ['/api/'], target, host } })
    const response = await fetch(`${app.url}/api/a%20b/?c=d`, { method: 'POST', body: 'sent' })

    expect(response.status).toBe(201)
    expect(await response.text()).toBe('sent')
    expect(response.headers.get('x-path')).toBe('/api/a%20b/?c=d')
    const expected = host === 'app' ? app.url : target
    expect(`http://${response.headers.get('x-host') ?? ''}`).toBe(expected)
    await app.close()
  }
  api.closeAllConnections()
  api.close()

  const orphan = await startApp({ dist, config, proxy: { prefixes: ['/api/'], target } })
  expect((await fetch(`${orphan.url}/api/`)).status).toBe(502)
  await orphan.close()
})

test('a folder without a build is refused in words', async ({ dist }) => {
  await expect(startApp({ dist: join(dist, 'assets'), config })).rejects.toThrow('npm run build')
})
