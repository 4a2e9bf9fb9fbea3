import { describe, expect, it } from 'vitest'
import { SessionEndedError } from '@/auth/core/errors'
import { credentials } from '../../support/auth-world'
import { answerWith } from '../../support/requests'
import { useRequestWorld } from '../../support/request-world'
import type { RequestWorld } from '../../support/request-world'
import { admin, outcomeOf } from '../../support/sign-in'

const world = useRequestWorld()

/** @returns what the caller gets to see */
type Ask = (
  world: RequestWorld,
  path: string,
  options?: { readonly skipAuthRefresh?: boolean; readonly method?: string },
) => Promise<unknown>

const ways: [string, Ask][] = [
  [
    'Axios',
    async ({ http }, url, { method = 'GET', ...options } = {}) =>
      (await http.request<unknown>({ url, method, ...options })).data,
  ],
  [
    'fetch',
    async ({ authFetch, server }, path, options) =>
      (await authFetch(server.url + path, options)).json() as Promise<unknown>,
  ],
]

/** The server has dealt with what comes, and takes its time to say so. @returns a way to let the answer go */
function holdAnswers(path: string, status = 200) {
  let release = () => {}
  let arrive = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  const arrived = new Promise<void>((resolve) => (arrive = resolve))
  world.server.intercept(async (request) => {
    if (request.path !== path) return undefined
    arrive()
    await held
    return { status, headers: { 'Content-Type': 'application/json' }, body: '{"of":"demo"}' }
  })
  return { arrived, release }
}

async function authorized() {
  const url = `${world.server.url}/private/`
  const authorization = await world.client.authorize({ method: 'GET', url })
  if (!authorization) throw new Error('Nobody is signed in')
  return authorization
}

/** By an answer that no new token can cure. */
async function endByServer() {
  await world.client.judge(
    await authorized(),
    answerWith({ readBody: () => ({ code: 'user_inactive' }) }),
  )
}

async function isReplacedBy(login: typeof credentials) {
  await world.client.logout()
  await world.client.login(login)
}

describe.each(ways)('an answer by %s that comes when its person has gone (G14)', (_by, ask) => {
  it.each<[string, () => Promise<void>, string, string, number?]>([
    ['a read, after a logout', () => world.client.logout(), 'logged-out', 'GET'],
    ['a read, after an idle time-out', () => world.client.logout('idle'), 'idle', 'GET'],
    ['a read, to the next person', () => isReplacedBy(admin), 'other-user', 'GET'],
    ['a write, to the next person', () => isReplacedBy(admin), 'other-user', 'POST'],
    ['what is forbidden, to the next person', () => isReplacedBy(admin), 'other-user', 'GET', 403],
  ])('is handed to nobody: %s', async (_what, leave, reason, method, status) => {
    const { arrived, release } = holdAnswers('/private/', status)
    const asked = ask(world, '/private/', { method })
    const outcome = outcomeOf(asked)
    await arrived

    await leave()
    release()
    await asked.catch(() => {})

    expect(outcome).toMatchObject({ status: 'rejected', error: { reason } })
    expect(outcome.error).toBeInstanceOf(SessionEndedError)
    // Errors are logged, and by then it would be in the log of the next person.
    expect(outcome.error).not.toHaveProperty('cause')
  })

  it('is handed to nobody with skipAuthRefresh either', async () => {
    const { arrived, release } = holdAnswers('/private/')
    const asked = ask(world, '/private/', { skipAuthRefresh: true })
    const outcome = outcomeOf(asked)
    await arrived

    await isReplacedBy(admin)
    release()
    await asked.catch(() => {})

    expect(outcome).toMatchObject({ status: 'rejected', error: { reason: 'other-user' } })
  })

  it.each<[string, () => Promise<void>]>([
    ['is in again', () => isReplacedBy(credentials)],
    ['may go on over the page, as the server has ended the session', endByServer],
  ])('is handed on where the person %s', async (_what, happen) => {
    const { arrived, release } = holdAnswers('/private/')
    const asked = ask(world, '/private/')
    await arrived

    await happen()
    release()

    expect(await asked).toEqual({ of: 'demo' })
  })
})

it('the answer of a request that nobody was signed in for is for whoever asked', async () => {
  await world.client.logout()
  const { arrived, release } = holdAnswers('/public/')
  const asked = world.http.get('/public/')
  await arrived

  await world.client.login(admin)
  release()

  expect((await asked).status).toBe(200)
  expect(world.refreshes()).toBe(0)
})

it.each([401, 403])(
  'a %d to a request of nobody ends no session that came since',
  async (status) => {
    await world.client.logout()
    const { arrived, release } = holdAnswers('/private/', status)
    const asked = outcomeOf(world.http.get('/private/'))
    await arrived

    await world.client.login(admin)
    release()
    await expect.poll(() => asked.status).toBe('rejected')

    expect(world.client.snapshot.session).toMatchObject({ user: { username: 'admin' } })
    expect(world.refreshes()).toBe(0)
  },
)

it('an answer of the session that is open is passed on without a wait', async () => {
  const sent = await authorized()

  expect(world.client.judge(sent, answerWith({ status: 200 }))).toEqual({ kind: 'pass' })
})
