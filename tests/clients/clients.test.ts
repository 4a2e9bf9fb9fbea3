import { readFileSync } from 'node:fs'
import { AxiosError } from 'axios'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { AuthUnavailableError, SessionEndedError } from '@/auth'
import { auth, fetchWithoutRefresh, fetchWithoutToken, server } from './app'
import * as orvalAxios from './generated/orval-axios'
import * as orvalFetch from './generated/orval-fetch'
import * as heyApiAxios from './hey-api-axios'
import * as heyApiFetch from './hey-api-fetch'
import { api } from './openapi-fetch'

interface Note {
  readonly id: number
  readonly text: string
}

/** One generated client. */
interface Client {
  readonly name: string
  readonly readNote: (id: number) => Promise<Note | undefined>
  readonly createNote: (text: string) => Promise<Note | undefined>
  /** The status of a request that goes without the token. */
  readonly statusWithoutToken: () => Promise<number | undefined>
  /** The status of a request whose 401 is not to be answered with a refresh. */
  readonly statusWithoutRefresh: () => Promise<number | undefined>
}

const clients: readonly Client[] = [
  {
    name: 'openapi-fetch',
    readNote: async (id) => (await api.GET('/notes/{id}/', { params: { path: { id } } })).data,
    createNote: async (text) => (await api.POST('/notes/', { body: { text } })).data,
    statusWithoutToken: async () => {
      const { response } = await api.GET('/notes/', { fetch: fetchWithoutToken })
      return response.status
    },
    statusWithoutRefresh: async () => {
      const { response } = await api.GET('/notes/', { fetch: fetchWithoutRefresh })
      return response.status
    },
  },
  {
    name: 'hey-api with fetch',
    readNote: async (id) => (await heyApiFetch.readNote({ path: { id } })).data,
    createNote: async (text) => (await heyApiFetch.createNote({ body: { text } })).data,
    statusWithoutToken: async () => {
      const options = { fetch: fetchWithoutToken, throwOnError: false } as const
      return (await heyApiFetch.listNotes(options)).response?.status
    },
    statusWithoutRefresh: async () => {
      const options = { fetch: fetchWithoutRefresh, throwOnError: false } as const
      return (await heyApiFetch.listNotes(options)).response?.status
    },
  },
  {
    name: 'hey-api with axios',
    readNote: async (id) => (await heyApiAxios.readNote({ path: { id } })).data,
    createNote: async (text) => (await heyApiAxios.createNote({ body: { text } })).data,
    statusWithoutToken: () => statusOf(heyApiAxios.listNotes({ skipAuth: true })),
    statusWithoutRefresh: () => statusOf(heyApiAxios.listNotes({ skipAuthRefresh: true })),
  },
  {
    name: 'orval with fetch',
    readNote: async (id) => (await orvalFetch.readNote(id)).data,
    createNote: async (text) => (await orvalFetch.createNote({ text })).data,
    statusWithoutToken: async () => (await orvalFetch.listNotes({ skipAuth: true })).status,
    statusWithoutRefresh: async () =>
      (await orvalFetch.listNotes({ skipAuthRefresh: true })).status,
  },
  {
    name: 'orval with axios',
    readNote: (id) => orvalAxios.readNote(id),
    createNote: (text) => orvalAxios.createNote({ text }),
    statusWithoutToken: () => statusOf(orvalAxios.listNotes({ skipAuth: true })),
    statusWithoutRefresh: () => statusOf(orvalAxios.listNotes({ skipAuthRefresh: true })),
  },
]

/** Of a request that Axios rejects. */
async function statusOf(request: Promise<unknown>): Promise<number | undefined> {
  const error: unknown = await request.catch((reason: unknown) => reason)
  return error instanceof AxiosError ? error.status : undefined
}

const twenty = Array.from({ length: 20 }, (_, index) => index)
const texts = twenty.map((index) => `Note ${index}`)
const refreshes = () => server.log.filter(({ path }) => path === '/api/token/refresh/').length
const answers = (status: number) => server.log.filter((entry) => entry.status === status)

// The clock of this process is that of the server as well. It only goes forward.
beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'] }))
afterAll(() => {
  vi.useRealTimers()
  auth.dispose()
  server.close()
})

beforeEach(async () => {
  server.notes.splice(0, Infinity, ...texts)
  await auth.client.login({ username: 'ada', password: 'secret' })
  server.log.length = 0
})
afterEach(() => auth.client.logout())

describe.each(clients)('$name', (client) => {
  it('gets twenty answers with one refresh when the token of twenty reads is refused', async () => {
    server.expireAccessTokens()

    const notes = await Promise.all(twenty.map((id) => client.readNote(id)))

    expect(notes).toEqual(texts.map((text, id) => ({ id, text })))
    expect(answers(401)).toHaveLength(20)
    expect(refreshes()).toBe(1)
  })

  it('sends each body again when the token of twenty POSTs is refused', async () => {
    server.expireAccessTokens()
    const added = twenty.map((index) => `Added ${index}`)

    const notes = await Promise.all(added.map((text) => client.createNote(text)))

    expect(notes.map((note) => note?.text)).toEqual(added)
    expect(server.notes.slice(20).sort()).toEqual(added.sort())
    expect(bodiesOf(401)).toEqual(bodiesOf(201))
    expect(answers(401)).toHaveLength(20)
    expect(refreshes()).toBe(1)
  })

  it('refreshes once before twenty requests when the token has expired, and none is refused', async () => {
    vi.setSystemTime(Date.now() + 10 * 60_000)

    const notes = await Promise.all(twenty.map((id) => client.readNote(id)))

    expect(notes).toEqual(texts.map((text, id) => ({ id, text })))
    expect(server.log[0]).toMatchObject({ path: '/api/token/refresh/', status: 200 })
    expect(answers(401)).toEqual([])
    expect(refreshes()).toBe(1)
  })

  it('rejects twenty requests when the session ends, each with the answer as its cause', async () => {
    server.expireAccessTokens()
    server.revokeRefreshTokens()

    const errors = await rejectionsOf(twenty.map((id) => client.readNote(id)))

    expect(errors.every((error) => error instanceof SessionEndedError)).toBe(true)
    expect(errors.map(causeStatusOf)).toEqual(twenty.map(() => 401))
    expect(refreshes()).toBe(1)
  })

  it('rejects and keeps the session when the refresh gets no usable answer', async () => {
    server.expireAccessTokens()
    server.isOutOfOrder = true

    const [error] = await rejectionsOf([client.readNote(0)])
    server.isOutOfOrder = false

    expect(error).toBeInstanceOf(AuthUnavailableError)
    expect(causeStatusOf(error)).toBe(401)
    expect(auth.client.snapshot.session.status).toBe('authenticated')
  })

  it('sends no token where it is told so', async () => {
    expect(await client.statusWithoutToken()).toBe(401)

    expect(server.log).toMatchObject([{ hasToken: false }])
  })

  it('hands a 401 on where it is told so', async () => {
    server.expireAccessTokens()

    expect(await client.statusWithoutRefresh()).toBe(401)

    expect(server.log).toMatchObject([{ hasToken: true }])
  })
})

describe('hey-api without throwOnError', () => {
  const options = { path: { id: 0 }, throwOnError: false } as const

  beforeEach(() => {
    server.expireAccessTokens()
    server.revokeRefreshTokens()
  })

  it('resolves with the error of the session as `error`, with fetch', async () => {
    const { error } = await heyApiFetch.readNote(options)

    expect(error).toBeInstanceOf(SessionEndedError)
  })

  it('resolves with the error of the session itself, with axios', async () => {
    expect(await heyApiAxios.readNote(options)).toBeInstanceOf(SessionEndedError)
  })
})

describe('docs/clients.md', () => {
  const guide = readFileSync('../../docs/clients.md', 'utf8')
  const blocks = [...guide.matchAll(/```[jt]s\n\/\/ (\S+)\n(.*?)```/gs)]

  it.each(blocks.map(([, file = '', code = '']) => ({ file, code })))(
    'shows $file as it is',
    ({ file, code }) => {
      const source = readFileSync(file, 'utf8')

      expect(code.split('\n\n').filter((part) => !source.includes(part.trimEnd()))).toEqual([])
    },
  )
})

const bodiesOf = (status: number) =>
  answers(status)
    .map(({ body }) => body)
    .sort()

async function rejectionsOf(requests: readonly Promise<unknown>[]): Promise<unknown[]> {
  const settled = await Promise.allSettled(requests)
  return settled.map((result) => (result.status === 'rejected' ? result.reason : 'was answered'))
}

/** The cause is what the HTTP library has for an answer: a `Response`, or an error of Axios. */
function causeStatusOf(error: unknown): number | undefined {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Response || cause instanceof AxiosError ? cause.status : undefined
}
