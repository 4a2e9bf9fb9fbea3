import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:https'
import { describe, expect, it, onTestFinished } from 'vitest'
import { reportIn, run } from './doctor-world'
import { closedPort, startServer } from './misbehaving-server'
import type { Listener } from './misbehaving-server'

const limits = { requests: 150, stepMs: 2_000, totalMs: 20_000 }
const password = 'correct-horse-battery'

async function examine(url: string) {
  const startedAt = performance.now()
  const result = await run([url, '--username', 'demo', '--json'], {
    password,
    limits,
  })
  return { result, report: reportIn(result), tookMs: performance.now() - startedAt }
}

const page = '<!doctype html><title>Welcome</title>'
const html =
  (status: number): Listener =>
  (_, response) =>
    response.writeHead(status, { 'Content-Type': 'text/html' }).end(page)

const servers: readonly [string, string, Listener][] = [
  ['answers every address with a page', 'not-json', html(200)],
  ['knows no login', 'wrong-path', html(404)],
  ['fails', 'server-error', html(500)],
  ['stands before an API that is down', 'gateway', html(502)],
  ['refuses its name', 'host', html(400)],
  ['hangs', 'down', () => undefined],
  ['never ends an answer', 'down', (_, response) => void response.write('{')],
  ['cuts every connection', 'down', (request) => request.socket.destroy()],
  [
    'redirects in a loop',
    'redirect',
    ({ url = '/' }, response) => response.writeHead(302, { Location: url }).end(),
  ],
  [
    'sends 50 MB',
    'not-json',
    (_, response) => {
      let left = 800
      const more = () => {
        left -= 1
        if (response.destroyed) return
        if (left > 0) response.write('x'.repeat(65_536), more)
        else response.end()
      }
      more()
    },
  ],
  ['answers JSON that means nothing', 'wrong-path', (_, response) => response.end('[1, 2]')],
]

describe('the doctor, on a server that', { timeout: 30_000 }, () => {
  it.each(servers)('%s', async (_, id, listener) => {
    const url = await startServer(listener)

    const { result, report, tookMs } = await examine(url)

    expect(report.findings[0]).toMatchObject({ id, severity: 'blocking' })
    expect(result.code).toBe(2)
    expect(tookMs).toBeLessThan(limits.totalMs)
    expect(result.everything).not.toContain(password)
  })

  it('redirects the login to another host: the password stays here', async () => {
    const stolen: string[] = []
    const thief = await startServer((request, response) => {
      stolen.push(`${request.method ?? ''} ${request.url ?? ''}`)
      response.end('{}')
    })
    const url = await startServer(async (request, response) => {
      const text = await bodyOf(request)
      if (text.includes(password)) response.writeHead(307, { Location: thief }).end()
      else if (request.method === 'POST') {
        response.writeHead(400).end('{"username":["Required."],"password":["Required."]}')
      } else response.end('{}')
    })

    const { result } = await examine(url)

    expect(result.code).toBe(2)
    expect(stolen).toEqual([])
  })

  it('repeats the password in its answer: it is left out of the report', async () => {
    const url = await startServer(async (request, response) => {
      const text = await bodyOf(request)
      const body = text === '{}' ? '{"password":["Required."]}' : JSON.stringify({ detail: text })
      response.writeHead(request.method === 'POST' ? 400 : 200).end(body)
    })

    const { result } = await examine(url)

    expect(result.everything).toContain('detail')
    expect(result.everything).not.toContain(password)
  })

  it('has a certificate that nobody trusts', async () => {
    const pem = (name: string) => readFileSync(new URL(`self-signed/${name}.pem`, import.meta.url))
    const server = createServer({ key: pem('key'), cert: pem('certificate') }, (_, response) =>
      response.end('{}'),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const address = server.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0

    const { result, report } = await examine(`https://127.0.0.1:${port}`)

    expect(result.code).toBe(2)
    expect(report.findings[0]).toMatchObject({ id: 'certificate', severity: 'blocking' })
  })

  it('is not there', async () => {
    const { result, report } = await examine(await closedPort())

    expect(result.code).toBe(2)
    expect(report.findings[0]).toMatchObject({ id: 'down' })
  })
})

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}
