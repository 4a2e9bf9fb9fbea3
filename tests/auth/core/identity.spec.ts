import { describe, expect, it } from 'vitest'
import { intentDeadlineMs, lockWaitMs } from '@/auth/core/limits'
import type { AuthSettings } from '@/auth/backends/auth-settings'
import { emptyLedger } from '@/auth/core/ledger'
import { cookieModel, pairModel } from '@/auth/core/models'
import { AuthWorld, credentials } from '../../support/auth-world'
import { CookieServer } from '../../support/cookie-server'
import { settle } from '../../support/fake-clock'
import { answer, jwtWith, rawJwt } from '../../support/jwt'
import {
  admin,
  isRefresh,
  kept,
  openAnother,
  outcomeOf,
  signIn,
  unkept,
} from '../../support/sign-in'
import { TestLock } from '../../support/test-lock'

/**
 * An API that says whose token it is by these claims, first at the login, then at each refresh. What buys the next one
 * is in a cookie, so that it may be somebody else's by now.
 */
const signInAs = (first: object, ...next: object[]) =>
  signInWith({ endpoints: { user: null }, refresh: { placement: 'cookie' } }, [first, ...next])

/** @param claims - of one token after the other */
async function signInWith(
  auth: Partial<AuthSettings>,
  claims: readonly object[],
  user: () => object = () => ({}),
) {
  const left = [...claims]
  const world = new AuthWorld({ auth })
  const nextToken = () => {
    const iat = Math.floor(world.clock.now() / 1000)
    return answer({ access: jwtWith({ iat, exp: iat + 300, ...left.shift() }), refresh: 'refresh' })
  }
  world.fault = (request) => {
    const isToken = isRefresh(request) || request.url.endsWith('/api/token/')
    return isToken ? nextToken() : answer(user())
  }
  const isCookie = auth.refresh?.placement === 'cookie'
  const tab = world.openTab({ model: isCookie ? cookieModel : pairModel })
  await tab.client.login(credentials, kept)
  return { world, tab }
}

const ended = { status: 'anonymous', reason: 'other-user' }

describe('a refresh that brings somebody else\u2019s token (G7)', () => {
  it('ends the session as another user\u2019s, and lets no request go', async () => {
    const { world, tab } = await signInAs({ user_id: 1 }, { user_id: 2 })
    world.clock.jump(400_000)
    const asked = world.requests.length

    const requests = [outcomeOf(tab.request()), outcomeOf(tab.request('/user/'))]
    await settle()

    const ended = { status: 'rejected', error: { reason: 'other-user' } }
    expect(requests).toMatchObject([ended, ended])
    expect(tab.session).toEqual({ status: 'anonymous', reason: 'other-user' })
    expect(world.requests.slice(asked).filter((request) => !isRefresh(request))).toEqual([])
  })

  it('leaves the token nowhere, and no tab goes on', async () => {
    const { world, tab } = await signInAs({ user_id: 1 }, { user_id: 2 })
    const other = await openAnother(world)
    const tokens: unknown[] = []
    tab.client.subscribe(({ session }) => tokens.push(session))

    await tab.client.refresh().catch(() => {})
    await settle()

    expect(other.session).toEqual({ status: 'anonymous', reason: 'other-user' })
    expect(world.shared.ledger.record).toBeNull()
    expect(tokens).toEqual([{ status: 'anonymous', reason: 'other-user' }])
  })

  it.each([
    ['a number and then a text, as SimpleJWT changed it', { user_id: 1 }, { user_id: '1' }],
    ['a text and then a number', { sub: '7' }, { sub: 7 }],
    ['not told at the login', {}, { user_id: 1 }],
    ['told at the login alone', { user_id: 1 }, {}],
    ['told by another claim as well at the login', { user_id: 7, id: 'c0ffee' }, { user_id: 7 }],
    ['told by another claim as well since', { sub: '7' }, { id: 'c0ffee', sub: '7' }],
  ])('is not seen in an id that is %s', async (_, first, next) => {
    const { tab } = await signInAs(first, next)
    const before = tab.token

    await tab.client.refresh()

    expect(tab.session.status).toBe('authenticated')
    expect(tab.token).not.toBe(before)
  })

  it('is seen two refreshes later as well, where one in between did not tell', async () => {
    const { tab } = await signInAs({ user_id: 1 }, {}, { user_id: 2 })
    await tab.client.refresh()

    await expect(tab.client.refresh()).rejects.toMatchObject({ reason: 'other-user' })
  })
})

describe('a refresh token that scripts can read buys nobody else’s token', () => {
  it.each([
    ['a claim fewer', { user_id: 7, id: 'c0ffee' }, { user_id: 7 }],
    ['another id of the token itself', { uuid: 'a', sub: '7' }, { uuid: 'b', sub: '7' }],
    ['another address', { sub: 'ada@old.example' }, { sub: 'ada@new.example' }],
    ['another kind of id', { user_id: 7 }, { user_id: 'c0ffee' }],
  ])('so that the session goes on with %s', async (_, first, next) => {
    const { tab } = await signInWith({ endpoints: { user: null } }, [first, next])
    const before = tab.session

    await tab.client.refresh()

    expect(tab.session).toMatchObject({ status: 'authenticated' })
    expect('user' in tab.session && tab.session.user).toEqual('user' in before && before.user)
  })
})

describe('a cookie whose token has another name in it (G7)', () => {
  it.each([
    [
      'goes on where the user endpoint knows the same person',
      { id: 1 },
      { status: 'authenticated' },
    ],
    ['ends the session where it does not', { id: 2 }, ended],
    ['ends the session where it does not tell', {}, ended],
  ])('%s', async (_, later, session) => {
    const cookie: Partial<AuthSettings> = {
      endpoints: { user: '/user/' },
      refresh: { placement: 'cookie' },
    }
    const answers: object[] = [{ id: 1 }, later]
    const user = () => ({ username: 'ada', ...answers.shift() })
    const { tab } = await signInWith(cookie, [{ sub: 'ada@old' }, { sub: 'ada@new' }], user)

    await tab.client.refresh().catch(() => {})

    expect(tab.session).toMatchObject(session)
  })
})

it('a person whose id is what they typed stays the same, however often the API is asked who that is', async () => {
  const user = { id: 7, username: 'ada' }
  const answers: object[] = [{}, user, user]
  const { tab } = await signInWith(
    { endpoints: { user: '/user/' } },
    [{}],
    () => answers.shift() ?? {},
  )

  await tab.client.reloadUser()
  await tab.client.reloadUser()

  expect(tab.session).toMatchObject({ user: { id: credentials.username, username: 'ada' } })
})

describe('a cookie whose token lacks the claim that named the person at the login (G7)', () => {
  it.each([
    ['goes on for the same person', { user_id: 7 }, { id: 7 }, { status: 'authenticated' }],
    ['ends the session for another', { user_id: 8 }, { id: 8 }, ended],
    [
      'asks nobody where another claim tells',
      { user_id: 7 },
      { id: 8 },
      { status: 'authenticated' },
    ],
    ['ends it where the token names nobody at all', {}, { id: 8 }, ended],
  ])('%s', async (_, next, later, session) => {
    const cookie: Partial<AuthSettings> = {
      endpoints: { user: '/user/' },
      refresh: { placement: 'cookie' },
    }
    const answers: object[] = [{ id: 7 }, later]
    const user = () => ({ username: 'ada', ...answers.shift() })
    const { tab } = await signInWith(cookie, [{ user_id: 7, id: 'c0ffee' }, next], user)

    await tab.client.refresh().catch(() => {})

    expect(tab.session).toMatchObject(session)
  })
})

it.each([
  ['one that its token names as well goes on', { id: 7, username: 'ada' }, 'authenticated'],
  ['one that its token does not name ends', { id: 8, username: 'bob' }, 'anonymous'],
])('a user that the endpoint tells later than at the login: %s', async (_, later, status) => {
  const answers: object[] = [{}, later]
  const claims = [{ user_id: 7, id: 'c0ffee' }]
  const { tab } = await signInWith({ endpoints: { user: '/user/' } }, claims, () => {
    return answers.shift() ?? {}
  })
  expect(tab.session).toMatchObject({ user: { id: 'c0ffee' } })

  await tab.client.reloadUser().catch(() => {})

  expect(tab.session.status).toBe(status)
})

it('the name that was typed at the login stays with the session, over refreshes and reloads', async () => {
  const { world, tab } = await signInAs({ user_id: 1 }, { user_id: 1 })
  expect(tab.session).toMatchObject({ user: { id: '1' }, loginName: credentials.username })

  await tab.client.refresh()
  const other = await openAnother(world)

  for (const { session } of [tab, other]) {
    expect(session).toMatchObject({ loginName: credentials.username })
    expect(JSON.stringify(session)).not.toContain('password')
  }
})

describe('ids of 64 bits', () => {
  const token = (id: string) => rawJwt(`{"user_id":${id},"exp":2000000000}`)

  it('are compared to the last digit', async () => {
    const { world, tab } = await signInAs({})
    await tab.client.logout()
    const ids = ['9007199254740993', '9007199254740992']
    world.fault = () => answer({ access: token(ids.shift() ?? '0'), refresh: 'refresh' })
    await tab.client.login(credentials, kept)
    expect(tab.session).toMatchObject({ user: { id: '9007199254740993' } })

    await tab.client.refresh().catch(() => {})

    expect(tab.session).toEqual(ended)
  })
})

/** One browser whose cookies hold the refresh token, and a tab in it with somebody signed in. */
async function signInByCookie({ lock }: { readonly lock: boolean }, options = kept) {
  const world = new AuthWorld()
  world.lock = lock ? new TestLock(world.clock) : null
  world.hasLocks = false
  const server = new CookieServer(world.clock)
  const open = async () => {
    const tab = world.openTab({ api: () => server, model: cookieModel })
    await tab.client.ready()
    return tab
  }
  const tab = await open()
  await tab.client.login(credentials, options)
  return { world, server, tab, open }
}

/** Holds back the answers of one kind until they are let go. */
function holdBack(server: CookieServer, kind: 'refresh' | 'revoke') {
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  server.hold = (call) => (call === kind ? released : Promise.resolve())
  return async () => {
    release()
    await settle()
  }
}

describe('with the refresh token in a cookie, tabs that are refused at once (G1)', () => {
  it('wait for each other, and one of them asks again', async () => {
    const { world, server, tab, open } = await signInByCookie({ lock: false })
    const other = await open()
    // Each believes that it has the lock: it was taken from one of them.
    world.hasLocks = true
    server.jar = null
    const release = holdBack(server, 'refresh')
    const both = [outcomeOf(tab.client.refresh()), outcomeOf(other.client.refresh())]
    await settle()
    await release()
    expect(server.log).toEqual(['refresh refused', 'refresh refused'])
    world.hasLocks = false
    const releaseAgain = holdBack(server, 'refresh')

    await world.clock.advance(intentDeadlineMs + 500)
    await releaseAgain()
    await world.clock.advance(500)

    expect(server.log).toHaveLength(3)
    for (const one of both) expect(one).toMatchObject({ error: { reason: 'ended-by-server' } })
  })
})

describe('with the refresh token in a cookie and no lock, a tab that is refused (G1)', () => {
  it('asks again, for another may have got the next cookie meanwhile', async () => {
    const { server, tab } = await signInByCookie({ lock: false })
    server.jar = null
    const release = holdBack(server, 'refresh')
    const refresh = outcomeOf(tab.client.refresh())
    await settle()
    server.jar = 'demo'

    await release()

    expect(server.log).toEqual(['refresh refused', 'refresh demo'])
    expect(refresh.status).toBe('resolved')
  })
})

describe('with the refresh token in a cookie and messages alone between tabs (G1)', () => {
  it('a refusal is not believed before what another tab has announced can have come', async () => {
    const { world, server, tab, open } = await signInByCookie({ lock: false }, unkept)
    const other = await open()
    // Each believes that it has the lock: it was taken from one of them.
    world.hasLocks = true
    world.messageDelayMs = 1_500
    const release = holdBack(server, 'refresh')
    const first = outcomeOf(other.client.refresh())
    await world.clock.advance(200)
    server.jar = null
    server.hold = () => Promise.resolve()
    const second = outcomeOf(tab.client.refresh())
    await world.clock.advance(4_000)
    expect([first.status, second.status, server.log.length]).toEqual(['pending', 'pending', 1])

    await release()
    await world.clock.advance(5_000)

    expect([first.status, second.status]).toEqual(['resolved', 'resolved'])
  })
})

describe('with the refresh token in a cookie, a logout (G6)', () => {
  it('waits for the refresh of another tab, so that no cookie is set behind it', async () => {
    const { world, server, tab, open } = await signInByCookie({ lock: true })
    const other = await open()
    const release = holdBack(server, 'refresh')
    const refresh = outcomeOf(other.client.refresh())
    await settle()

    const logout = tab.client.logout()
    await settle()
    expect(tab.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
    expect(server.log).toEqual([])
    await release()
    await logout

    expect(server.log[0]).toBe('refresh demo')
    expect(server.log.at(-1)).toBe('revoke')
    expect(server.jar).toBeNull()
    expect(refresh).toMatchObject({ error: { reason: 'logged-out' } })
    expect(world.shared.ledger.record).toBeNull()
  })

  it('is said again after a refresh that was answered behind it', async () => {
    const { server, tab, open } = await signInByCookie({ lock: false })
    const other = await open()
    const release = holdBack(server, 'refresh')
    const refresh = outcomeOf(other.client.refresh())
    await settle()

    await tab.client.logout()
    expect(server.log).toEqual(['revoke'])
    await release()

    expect(server.log).toEqual(['revoke', 'refresh demo', 'revoke'])
    expect(server.jar).toBeNull()
    expect(refresh.status).toBe('rejected')
  })

  it('is not said again when somebody has signed in since, whose cookie it would be', async () => {
    const { server, tab, open } = await signInByCookie({ lock: false })
    const other = await open()
    const release = holdBack(server, 'refresh')
    const refresh = outcomeOf(other.client.refresh())
    await settle()
    await tab.client.logout()
    await tab.client.login(admin, kept)

    await release()

    expect(server.log).toEqual(['revoke', 'refresh demo'])
    expect(refresh).toMatchObject({ error: { reason: 'other-user' } })
    expect(other.session).toMatchObject({ user: { username: 'admin' } })
  })

  it('of the former user does not make the next one act in that name', async () => {
    const { server, tab, open } = await signInByCookie({ lock: false })
    const other = await open()
    const release = holdBack(server, 'refresh')
    void other.client.refresh().catch(() => {})
    await settle()
    await tab.client.logout()
    await tab.client.login(admin, kept)
    await release()
    expect(server.jar).toBe('demo')

    await expect(tab.client.refresh()).rejects.toMatchObject({ reason: 'other-user' })

    expect(tab.session).toEqual({ status: 'anonymous', reason: 'other-user' })
  })

  it('waits no longer for a lock than for a tab that lives', async () => {
    const { world, server, tab } = await signInByCookie({ lock: true })
    if (world.lock) world.lock.isStuck = true

    const logout = outcomeOf(tab.client.logout())
    expect(logout.status).toBe('pending')
    await world.clock.advance(lockWaitMs)

    expect(logout.status).toBe('resolved')
    expect(server.log).toEqual(['revoke'])
  })
})

describe('with the refresh token in a cookie, a refresh (G1)', () => {
  it('waits for that of the session before it in the same tab: there is one cookie', async () => {
    const { server, tab } = await signInByCookie({ lock: false })
    const sent: string[] = []
    let release = () => {}
    const released = new Promise<void>((resolve) => (release = resolve))
    server.hold = (call) => {
      sent.push(call)
      return released
    }
    const former = outcomeOf(tab.client.refresh())
    await settle()
    await tab.client.login(admin, kept)

    const next = outcomeOf(tab.client.refresh())
    await settle()
    expect(sent).toEqual(['refresh'])
    release()
    await settle()

    expect(sent).toEqual(['refresh', 'refresh'])
    expect([former.status, next.status]).not.toContain('pending')
  })
})

describe('a session of one user (G7)', () => {
  it.each([
    ['another user\u2019s', admin, 'other-user'],
    ['a new one of the same user', credentials, 'logged-out'],
  ])('that lived in the tabs alone ends for %s, and says so', async (_, next, reason) => {
    const { world, tab } = await signIn({}, unkept)
    const other = await openAnother(world)
    const reasons: unknown[] = []
    other.client.onEvent((event) => {
      if (event.type === 'session-ended') reasons.push(event.reason)
    })

    await tab.client.login(next, kept)
    await world.clock.advance(200)

    expect(reasons).toEqual([reason])
    expect(other.token).toBe(tab.token)
  })

  it('keeps its tokens out of the session of the next, whatever order they come in', async () => {
    const { world, tab } = await signIn()
    const other = await openAnother(world)
    const before = world.shared.ledger.record

    await other.client.login(admin, kept)
    world.createChannel().post({
      type: 'have',
      isShared: true,
      tab: 'a tab that knows no better',
      saidAtMs: world.clock.now(),
      ledger: { ...emptyLedger, record: before },
    })
    await settle()

    expect(tab.session).toMatchObject({ user: { username: 'admin' } })
    expect(other.session).toMatchObject({ user: { username: 'admin' } })
  })
})
