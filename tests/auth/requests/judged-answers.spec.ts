import { createServer } from 'node:http'
import type { Server, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import type { AxiosRequestConfig, ResponseType } from 'axios'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createAuthFetch } from '@/auth/auth-fetch'
import { useRequestWorld } from '../../support/request-world'

const world = useRequestWorld()

const code = '{"detail":"no","code":"token_not_valid"}'
const json = { 'Content-Type': 'application/json' }

/** The first request for the export is refused by a code in a 403; the next one gets a file. */
function refuseExport(body = code): void {
  let asked = 0
  world.server.intercept(({ path }) => {
    if (path !== '/export/') return undefined
    asked += 1
    return asked === 1
      ? { status: 403, headers: json, body }
      : { status: 200, headers: { 'Content-Type': 'text/csv' }, body: 'a;b' }
  })
}

const contents: [ResponseType, string | undefined, (data: never) => unknown][] = [
  ['json', undefined, (data: string) => data],
  ['text', undefined, (data: string) => data],
  ['arraybuffer', undefined, (data: ArrayBuffer) => new TextDecoder().decode(data)],
  ['arraybuffer', 'fetch', (data: ArrayBuffer) => new TextDecoder().decode(data)],
  ['stream', undefined, (data: Readable) => text(data)],
  ['stream', 'fetch', (data: ReadableStream) => new Response(data).text()],
  ['blob', 'fetch', (data: Blob) => data.text()],
]

describe('a refusal by a code in the body', () => {
  it.each(contents)(
    'is seen where %s is wanted (adapter: %s)',
    async (responseType, adapter, read) => {
      refuseExport()

      const { data } = await world.http.get<never>('/export/', {
        responseType,
        ...(adapter !== undefined && { adapter }),
      })

      expect(await read(data)).toBe('a;b')
      expect(world.statuses('/export/')).toEqual([403, 200])
    },
  )

  it.each(contents)(
    'is handed on whole in the type that was wanted where it says something else: %s (adapter: %s)',
    async (responseType, adapter, read) => {
      const refusal = `{"detail":"You may not.","more":"${'x'.repeat(90_000)}"}`
      refuseExport(refusal)

      const { data, status } = await world.http.get<never>('/export/', {
        responseType,
        validateStatus: () => true,
        transformResponse: (raw: unknown) => raw,
        ...(adapter !== undefined && { adapter }),
      })

      expect(status).toBe(403)
      expect(await read(data)).toBe(refusal)
      expect(world.statuses('/export/')).toEqual([403])
    },
  )

  it('is seen through a transformer of the app', async () => {
    refuseExport()

    const { data } = await world.http.get<string>('/export/', {
      transformResponse: (raw: string) => `${raw}!`,
    })

    expect(data).toBe('a;b!')
  })

  it('is seen by fetch, which leaves the body to the caller', async () => {
    refuseExport()

    expect(await (await world.authFetch(`${world.server.url}/export/`)).text()).toBe('a;b')
  })
})

describe('the status', () => {
  it.each<[string, Required<AxiosRequestConfig>['validateStatus']]>([
    ['every status is fine to the caller', () => true],
    ['the caller knows no rule', null],
    ['401 is fine to the caller', (status) => status < 500],
    ['nothing is fine to the caller but 200', (status) => status === 200],
  ])('is judged before %s', async (_what, validateStatus) => {
    let asked = 0
    world.server.intercept(({ path }) => {
      asked += path === '/user/' ? 1 : 0
      return asked === 1 && path === '/user/' ? { status: 401, headers: {}, body: '' } : undefined
    })

    const { status } = await world.http.get('/user/', { validateStatus })

    expect(status).toBe(200)
  })

  it('of a refusal that nothing cures is handed on by the rule of the caller', async () => {
    world.server.intercept(({ path }) =>
      path === '/user/' ? { status: 401, headers: json, body: '{"detail":"no"}' } : undefined,
    )

    const { status, data } = await world.http.get('/user/', { validateStatus: () => true })

    expect({ status, data: data as unknown }).toEqual({ status: 401, data: { detail: 'no' } })
  })
})

describe('an answer whose body never ends', () => {
  let endless: Server | undefined

  afterEach(() => {
    endless?.closeAllConnections()
    endless?.close()
    vi.useRealTimers()
  })

  /** Refuses with a body that goes on as `goOn` says. The client takes it for its own API. */
  async function refuseWith(goOn: (response: ServerResponse) => void) {
    endless = createServer((_request, response) => {
      response.writeHead(403, json)
      goOn(response)
    })
    await new Promise<void>((resolve) => endless?.listen(0, '127.0.0.1', resolve))
    const { port } = endless.address() as { port: number }
    const elsewhere: typeof fetch = (input, init) => {
      const { pathname } = new URL(new Request(input, init).url)
      return fetch(`http://127.0.0.1:${port}${pathname}`)
    }
    return createAuthFetch(world.client, elsewhere)
  }

  it('is handed on after a while, by its status', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const authFetch = await refuseWith((response) => response.write('{"detail":'))

    let status = 0
    void authFetch(`${world.server.url}/user/`).then((response) => (status = response.status))
    while (status === 0) {
      await vi.advanceTimersByTimeAsync(1_000)
      await new Promise((resolve) => setImmediate(resolve))
    }

    expect(status).toBe(403)
  })

  it('is handed on at once where it is large', async () => {
    const authFetch = await refuseWith((response) => {
      const more = () => {
        while (response.write('x'.repeat(16_384)) && !response.destroyed);
      }
      response.on('drain', more)
      more()
    })

    const response = await authFetch(`${world.server.url}/user/`)

    expect(response.status).toBe(403)
    expect(response.bodyUsed).toBe(false)
    await response.body?.cancel()
  })

  it('is not looked at where it is no JSON', async () => {
    let isRead = false
    const authFetch = createAuthFetch(world.client, async () => {
      const body = new ReadableStream(
        {
          pull: () => {
            isRead = true
          },
        },
        { highWaterMark: 0 },
      )
      return new Response(body, { status: 403, headers: { 'Content-Type': 'text/html' } })
    })

    expect((await authFetch(`${world.server.url}/user/`)).status).toBe(403)
    expect(isRead).toBe(false)
  })
})
