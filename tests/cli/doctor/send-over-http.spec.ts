import { describe, expect, it } from 'vitest'
import { sendOverHttp } from '@/cli/doctor/send-over-http'
import { closedPort, startServer } from './misbehaving-server'

const ask = (url: string, limitMs = 2_000) =>
  sendOverHttp({ method: 'GET', url, headers: {}, body: null }, AbortSignal.timeout(limitMs))

describe('sendOverHttp', () => {
  it('tells status, headers, cookies and body', async () => {
    const url = await startServer((_, response) => {
      response.writeHead(401, { 'WWW-Authenticate': 'Basic', 'Set-Cookie': ['a=1', 'b=2'] })
      response.end('{}')
    })

    expect(await ask(url)).toMatchObject({
      kind: 'answer',
      status: 401,
      headers: { 'www-authenticate': 'Basic' },
      cookies: ['a=1', 'b=2'],
      body: '{}',
    })
  })

  it('does not follow a redirect', async () => {
    const url = await startServer((_, response) =>
      response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end(),
    )

    expect(await ask(url)).toMatchObject({
      status: 302,
      headers: { location: 'http://127.0.0.1:1/' },
    })
  })

  it('reads an IPv6 address', async () => {
    const url = await startServer((_, response) => response.end('here'), '::1')

    expect(await ask(url)).toMatchObject({ body: 'here' })
  })

  it('stops reading a body that is longer than any answer of an auth API', async () => {
    const url = await startServer((_, response) => {
      const more = () => {
        if (!response.destroyed) response.write('x'.repeat(65_536), more)
      }
      more()
    })

    const outcome = await ask(url)

    expect(outcome.kind === 'answer' && outcome.body.length).toBeLessThan(1_000_000)
  })

  it.each([
    ['refused', closedPort],
    ['unknown-host', () => 'http://nobody.invalid/'],
    ['broken', () => startServer((request) => request.socket.destroy())],
    ['broken', () => startServer((request) => request.socket.end('no HTTP at all\r\n\r\n'))],
  ])('calls it %s', async (reason, url) => {
    expect(await ask(await url())).toMatchObject({ kind: 'failure', reason })
  })

  it('gives up on a server that never answers, or never ends its answer', async () => {
    const silent = await startServer(() => undefined)
    const endless = await startServer((_, response) => void response.write('{'))

    expect(await ask(silent, 100)).toMatchObject({ reason: 'late' })
    expect(await ask(endless, 100)).toMatchObject({ reason: 'late' })
  })
})
