import { describe, expect, it } from 'vitest'
import { cookieModel } from '@/auth/core/models'
import { AuthWorld, credentials } from '../../support/auth-world'
import { settle } from '../../support/fake-clock'
import { answer } from '../../support/jwt'
import { kept, outcomeOf } from '../../support/sign-in'

const ada = { id: 1, username: 'ada' }
const bob = { id: 2, username: 'bob' }

/** Somebody is signed in by cookies alone. What scripts see of them is `jar.mark`, whose they are `jar.user`. */
async function signInByCookies(atLogin: 'others' | 'nobody' | 'no-answer' = 'nobody') {
  const world = new AuthWorld({
    auth: {
      endpoints: { user: '/user/' },
      read: { access: [], refresh: [] },
      refresh: { placement: 'cookie' },
      expiry: ['fixed:300'],
    },
  })
  const jar: { mark: string; user: object | 'no-answer' | 'refused' | null } = {
    mark: 'a',
    user: atLogin === 'no-answer' ? atLogin : ada,
  }
  world.fault = ({ url }) => {
    if (url.includes('/token/')) return answer({})
    if (!url.endsWith('/user/')) return answer([])
    if (jar.user === 'no-answer') return 'no-answer'
    if (jar.user === 'refused') return answer({ code: 'token_not_valid' }, 401)
    return jar.user ? answer(jar.user) : answer({}, 404)
  }
  const tab = world.openTab({
    api: (real) => ({ ...real, jarMark: () => jar.mark }),
    model: cookieModel,
  })
  /** Bob logs in while it is on its way that the cookies are Ada's. */
  const overtake = () => {
    world.holdAnswer = async (_, { url }) => {
      if (url.endsWith('/user/')) Object.assign(jar, { mark: 'b', user: bob })
    }
  }
  if (atLogin === 'others') overtake()
  await tab.client.login(credentials, kept)
  world.log.length = 0
  return { world, tab, jar, overtake }
}

describe('cookies that have changed hands (G14)', () => {
  it('are noticed before the next request is sent', async () => {
    const { world, tab, jar } = await signInByCookies()
    Object.assign(jar, { mark: 'b', user: bob })

    const requests = [outcomeOf(tab.request()), outcomeOf(tab.request('/other/'))]
    await settle()

    const ended = { status: 'rejected', error: { reason: 'other-user' } }
    expect(requests).toMatchObject([ended, ended])
    expect(tab.session).toEqual({ status: 'anonymous', reason: 'other-user' })
    expect(world.log).toEqual(['GET /user/ 200'])
  })

  it('are noticed where that happened in the middle of the login', async () => {
    const { tab } = await signInByCookies('others')

    await expect(tab.request()).rejects.toMatchObject({ reason: 'other-user' })
  })

  it('are noticed where that happened in the middle of a refresh', async () => {
    const { tab, overtake } = await signInByCookies()
    overtake()
    await tab.client.refresh()

    await expect(tab.request()).rejects.toMatchObject({ reason: 'other-user' })
  })

  it('are noticed where that happened while a request waited for a refresh', async () => {
    const { world, tab, overtake } = await signInByCookies()
    world.clock.jump(400_000)
    overtake()

    await expect(tab.request()).rejects.toMatchObject({ reason: 'other-user' })
  })

  it('are noticed by a tab that is opened since', async () => {
    const { world, jar } = await signInByCookies()
    Object.assign(jar, { mark: 'b', user: bob })
    const next = world.openTab({
      api: (real) => ({ ...real, jarMark: () => jar.mark }),
      model: cookieModel,
    })
    await next.client.ready()

    await expect(next.request()).rejects.toMatchObject({ reason: 'other-user' })
  })

  it.each([
    ['are the same person\u2019s all the same', ada],
    ['are of somebody the API does not name', null],
  ])('let requests go, and are asked about once, when they %s', async (_, user) => {
    const { world, tab, jar } = await signInByCookies()
    Object.assign(jar, { mark: 'b', user })

    expect([await tab.request(), await tab.request()]).toEqual([200, 200])

    expect(world.log.filter((line) => line.includes('/user/'))).toHaveLength(1)
    expect(tab.session.status).toBe('authenticated')
  })

  it('are noticed where they have changed twice while a request waited', async () => {
    const { world, tab, jar } = await signInByCookies()
    world.clock.jump(400_000)
    let asked = 0
    world.holdAnswer = async (_, { url }) => {
      if (!url.endsWith('/user/')) return
      asked += 1
      // Ada again, and then Bob: each while it is on its way whose the cookies are.
      if (asked === 1) jar.mark = 'b'
      if (asked === 2) Object.assign(jar, { mark: 'c', user: bob })
    }

    await expect(tab.request()).rejects.toMatchObject({ reason: 'other-user' })
    expect(world.log.filter((line) => line.includes('/posts/'))).toEqual([])
  })

  it('are noticed at the first refresh where the login could not ask whose they are', async () => {
    const { tab, jar } = await signInByCookies('no-answer')
    jar.user = bob

    await expect(tab.client.refresh()).rejects.toMatchObject({ reason: 'other-user' })
  })

  it('renew no session where the API refuses to say whose they are', async () => {
    const { tab, jar } = await signInByCookies()
    Object.assign(jar, { mark: 'b', user: 'refused' })

    await expect(tab.client.refresh()).rejects.toMatchObject({ code: 'auth-unavailable' })
    jar.user = bob

    await expect(tab.request()).rejects.toMatchObject({ reason: 'other-user' })
  })

  it('let nothing go where the API takes a token for a moment alone', async () => {
    const { world, tab, jar } = await signInByCookies()
    Object.assign(jar, { mark: 'b', user: 'refused' })
    let asked = 0
    world.holdAnswer = async (_, { url }) => {
      if (!url.endsWith('/user/')) return
      asked += 1
      jar.user = asked === 1 ? ada : 'refused'
    }

    await expect(tab.request()).rejects.toMatchObject({ code: 'auth-unavailable' })
    expect(world.log.filter((line) => line.includes('/posts/'))).toEqual([])
  })

  it.each(['no-answer', 'refused'])(
    'let nothing go while nobody says whose they are: %s',
    async (user) => {
      const { world, tab, jar } = await signInByCookies()
      Object.assign(jar, { mark: 'b', user })

      await expect(tab.request()).rejects.toMatchObject({ code: 'auth-unavailable' })

      expect(world.log.filter((line) => line.includes('/posts/'))).toEqual([])
      expect(tab.session.status).toBe('authenticated')
    },
  )

  it('are no matter to a token that scripts can read', async () => {
    const world = new AuthWorld()
    let mark = 'a'
    const tab = world.openTab({ api: (real) => ({ ...real, jarMark: () => mark }) })
    await tab.client.login(credentials, kept)
    mark = 'b'
    world.log.length = 0

    await tab.request()

    expect(world.log).toEqual(['GET /posts/ 200'])
  })
})
