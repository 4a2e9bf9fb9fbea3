import { describe, expect, it } from 'vitest'
import { AuthUnavailableError, LoginRefusedError, SessionEndedError } from '@/auth/core/errors'
import { deactivateUser, expireAccessTokens, revokeRefreshTokens } from '@/mocks/trouble'
import { emptyLedger } from '@/auth/core/ledger'
import { apiBaseUrl, AuthWorld, createTestStore, credentials } from '../../support/auth-world'
import type { AuthWorldOptions } from '../../support/auth-world'
import { settle } from '../../support/fake-clock'

const refreshes = /token\/refresh|refresh_token/
const kept = { keepSignedIn: true }

async function signIn(options: AuthWorldOptions = {}, login = kept) {
  const world = new AuthWorld(options)
  const tab = world.openTab()
  await tab.client.login(credentials, login)
  return { world, tab }
}

describe('login', () => {
  it('opens a session with the user of the user endpoint', async () => {
    const { tab } = await signIn()

    expect(tab.session).toMatchObject({
      status: 'authenticated',
      user: { username: 'demo', email: 'demo@example.com' },
      isKept: true,
      clockOffsetMs: 0,
    })
  })

  it('takes the user from the claims, and the typed name, where there is no user endpoint', async () => {
    const { tab } = await signIn({ auth: { endpoints: { user: null } } })

    expect(tab.session).toMatchObject({ user: { id: '1', username: 'demo' } })
  })

  it('keeps the session when the user endpoint forbids, and reads the claims', async () => {
    const world = new AuthWorld({ auth: { endpoints: { user: '/api/admin-only/' } } })
    const tab = world.openTab()

    await tab.client.login(credentials)

    expect(tab.session).toMatchObject({ status: 'authenticated', user: { username: 'demo' } })
  })

  it('says in the server\u2019s words why it was refused, and leaves nobody signed in', async () => {
    const world = new AuthWorld()
    const tab = world.openTab()

    const error = await tab.client
      .login({ username: 'demo', password: 'no' })
      .catch((e: unknown) => e)

    expect(error).toBeInstanceOf(LoginRefusedError)
    expect(error).toMatchObject({
      serverMessage: 'No active account found with the given credentials',
    })
    expect(tab.session).toEqual({ status: 'anonymous', reason: 'never-logged-in' })
    expect(world.log).toEqual(['POST /api/token/ 401'])
  })

  it('leaves the session that was there as it is when it is refused', async () => {
    const { tab } = await signIn()
    const before = tab.session

    await expect(tab.client.login({ username: 'admin', password: 'no' })).rejects.toThrow()

    expect(tab.session).toEqual(before)
  })

  it('says that the prefix is wrong when the API refuses the token it has just granted', async () => {
    const world = new AuthWorld({
      auth: { endpoints: { user: '/user/' }, transport: { prefix: 'JWT' } },
    })
    const tab = world.openTab()

    const error = await tab.client.login(credentials).catch((e: unknown) => e)

    expect(error).toMatchObject({ code: 'unexpected-answer' })
    expect((error as { hint: string }).hint).toContain('auth.transport.prefix')
    expect(tab.session.status).toBe('anonymous')
  })

  it('loses to a logout that is asked for meanwhile', async () => {
    const world = new AuthWorld()
    const tab = world.openTab()
    await tab.client.ready()

    const login = tab.client.login(credentials, kept)
    const logout = tab.client.logout()

    await expect(login).rejects.toThrow(SessionEndedError)
    await logout
    expect(tab.session.status).toBe('anonymous')
    expect(world.shared.ledger.record).toBeNull()
  })

  it('loses to a logout while it is being stored, and leaves nothing in storage', async () => {
    const world = new AuthWorld()
    const tab = world.openTab()
    await tab.client.ready()
    let open = () => {}
    world.shared.gate = new Promise((resolve) => (open = resolve))
    const login = tab.client.login(credentials, kept)
    await settle()

    await tab.client.logout()
    open()

    await expect(login).rejects.toThrow(SessionEndedError)
    expect(world.shared.ledger.record).toBeNull()
  })

  it('leaves no record of the former session in the other place', async () => {
    const { world, tab } = await signIn()

    await tab.client.login(credentials, { keepSignedIn: false })

    expect(tab.session).toMatchObject({ status: 'authenticated', isKept: false })
    expect(world.shared.ledger.record).toBeNull()
  })

  it('works in this page alone when nothing can be stored', async () => {
    const world = new AuthWorld()
    world.shared.isBroken = true
    const tab = world.openTab()

    await tab.client.login(credentials, kept)

    expect(tab.session).toMatchObject({ status: 'authenticated', isKept: false })
    await world.clock.advance(400_000)
    expect(await tab.request()).toBe(200)
  })
})

describe('restore', () => {
  it('brings back a kept session without asking the network', async () => {
    const { world } = await signIn()
    const before = world.log.length

    const reloaded = world.openTab()
    await reloaded.client.ready()

    expect(reloaded.session).toMatchObject({ status: 'authenticated', user: { username: 'demo' } })
    expect(world.log).toHaveLength(before)
  })

  it('tells how far the clocks are apart, as the login has learnt it', async () => {
    const { world } = await signIn()
    const { record } = world.shared.ledger
    const told = record && { ...record, clockOffsetMs: 86_400_000 }
    world.shared.ledger = { ...world.shared.ledger, record: told }

    const reloaded = world.openTab()
    await reloaded.client.ready()

    expect(reloaded.session).toMatchObject({ clockOffsetMs: 86_400_000 })
  })

  it('is signed in and unreachable when the token has run out and the server is down', async () => {
    const { world } = await signIn()
    await world.clock.advance(1000)
    world.fault = () => 'no-answer'
    world.clock.jump(400_000)

    const reloaded = world.openTab()
    await reloaded.client.ready()
    await world.clock.advance(10)

    expect(reloaded.session.status).toBe('authenticated')
    expect(reloaded.client.snapshot.reachability.status).toBe('unreachable')
  })

  it('gives a session that is not kept to a reload and to new tabs, and stores it nowhere else', async () => {
    const world = new AuthWorld()
    const tabStore = createTestStore({ isShared: false })
    const tab = world.openTab({ tabStore })
    await tab.client.login(credentials)

    const other = world.openTab()
    await other.client.ready()
    tab.client.dispose()
    other.client.dispose()
    const reloaded = world.openTab({ tabStore })
    await reloaded.client.ready()
    reloaded.client.dispose()
    const stranger = world.openTab()
    await world.clock.advance(100)
    await stranger.client.ready()

    expect(other.session.status).toBe('authenticated')
    expect(reloaded.session.status).toBe('authenticated')
    expect(stranger.session.status).toBe('anonymous')
    expect(world.shared.ledger.record).toBeNull()
  })

  it('starts with nobody signed in when storage cannot be read', async () => {
    const world = new AuthWorld()
    world.shared.isBroken = true

    const tab = world.openTab()
    await tab.client.ready()

    expect(tab.session).toEqual({ status: 'anonymous', reason: 'never-logged-in' })
  })
})

describe('one refresh per expiry (G1)', () => {
  it('answers fifty concurrent requests on an expired token with one refresh', async () => {
    const { world, tab } = await signIn()
    world.clock.jump(400_000)

    const statuses = await Promise.all(Array.from({ length: 50 }, () => tab.request()))

    expect(statuses).toEqual(Array.from({ length: 50 }, () => 200))
    expect(world.countOf(refreshes)).toBe(1)
    expect(world.countOf(/ 401$/)).toBe(0)
  })

  it('uses the newer token for a late 401, without another refresh', async () => {
    const { world, tab } = await signIn()
    const sent = await tab.client.authorize(`${apiBaseUrl}/posts/`)
    await tab.client.refresh()

    const again = sent && (await tab.client.reauthorize(sent))

    expect(again?.accessToken).toBe(tab.token)
    expect(again?.accessToken).not.toBe(sent?.accessToken)
    expect(world.countOf(refreshes)).toBe(1)
  })

  it('adopts what another tab has refreshed, and sends nothing, although no message came', async () => {
    const { world, tab } = await signIn()
    const other = world.openTab()
    await other.client.ready()
    world.losesMessages = true
    world.cause(expireAccessTokens)
    await tab.client.refresh()

    await other.client.refresh()

    expect(other.token).toBe(tab.token)
    expect(world.countOf(refreshes)).toBe(1)
  })
})

describe('two tabs that refresh at once without a lock', () => {
  it('end with the same token, although the server took the refresh token once (SimpleJWT, rotating)', async () => {
    const { world, tab } = await signIn({
      settings: { rotate: true, blacklistAfterRotation: true },
    })
    const other = world.openTab()
    await other.client.ready()
    world.losesMessages = true

    await Promise.all([tab.client.refresh(), other.client.refresh()])

    expect(world.log.filter((line) => refreshes.test(line))).toEqual([
      'POST /api/token/refresh/ 200',
      'POST /api/token/refresh/ 401',
    ])
    expect(other.token).toBe(tab.token)
    expect(await other.request()).toBe(200)
  })
})

describe('two tabs without locks, as on plain http', () => {
  it('refresh once: the second waits for what the first has announced', async () => {
    const { world, tab } = await signIn({
      settings: { rotate: true, blacklistAfterRotation: true },
    })
    const other = world.openTab()
    await other.client.ready()
    world.hasLocks = false
    let answer = () => {}
    world.holdAnswer = (status) =>
      status === 200 ? new Promise((resolve) => (answer = resolve)) : Promise.resolve()

    const both = Promise.all([tab.client.refresh(), other.client.refresh()])
    await settle()
    answer()
    await world.clock.advance(1_000)
    await both

    expect(tab.session.status).toBe('authenticated')
    expect(other.token).toBe(tab.token)
    expect(world.countOf(refreshes)).toBe(1)
  })
})

describe('before expiry (G2)', () => {
  it.each([
    ['simplejwt', 8],
    ['simplejwt', 300],
    ['simplejwt', 10],
    ['simplejwt', 5],
    ['legacy', 8],
    ['legacy', 60],
  ] as const)(
    'refreshes four to six times in five lifetimes, without a 401 (%s, %i s)',
    async (dialect, accessSeconds) => {
      const { world, tab } = await signIn({ dialect, settings: { accessSeconds } })
      world.clock.jump(437)

      for (let second = 0; second < 5 * accessSeconds; second += 1) {
        await world.clock.advance(1000)
        expect(await tab.request()).toBe(200)
      }

      expect(world.countOf(/ 40\d$/)).toBe(0)
      expect(world.countOf(refreshes)).toBeGreaterThanOrEqual(4)
      expect(world.countOf(refreshes)).toBeLessThanOrEqual(6)
    },
    60_000,
  )

  it('is not misled by a refreshed token that carries the iat of the refresh token (SimpleJWT 5.2)', async () => {
    const { world, tab } = await signIn({
      settings: { release: '5.2', accessSeconds: 8, refreshSeconds: 1000 },
    })

    for (let second = 0; second < 80; second += 1) {
      await world.clock.advance(1000)
      expect(await tab.request()).toBe(200)
    }

    expect(world.countOf(/ 401$/)).toBe(0)
  })

  it.each([86_400_000, -86_400_000])('survives a clock that is %i ms off', async (aheadMs) => {
    const world = new AuthWorld({ settings: { accessSeconds: 20 } })
    world.serverAheadMs = aheadMs
    const tab = world.openTab()
    await tab.client.login(credentials, kept)

    for (let second = 0; second < 100; second += 1) {
      await world.clock.advance(1000)
      expect(await tab.request()).toBe(200)
    }

    expect(world.countOf(/ 401$/)).toBe(0)
    expect(world.countOf(refreshes)).toBeLessThanOrEqual(6)
  })

  it('renews a single token at half its life while the tab is hidden', async () => {
    const { world, tab } = await signIn({ dialect: 'legacy', settings: { accessSeconds: 3600 } })

    tab.changePage({ isVisible: false })
    await world.clock.advance(1_810_000)

    expect(world.countOf(refreshes)).toBe(1)
  })
})

describe('only a recognised refusal ends a session (G3)', () => {
  it('ends when the refresh token is refused, once, and says so', async () => {
    const { world, tab } = await signIn()
    world.cause(revokeRefreshTokens)
    world.clock.jump(400_000)

    const results = await Promise.allSettled([tab.request(), tab.request()])

    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected'])
    expect(tab.session).toEqual({ status: 'anonymous', reason: 'ended-by-server' })
    expect(world.countOf(refreshes)).toBe(1)
    expect(world.shared.ledger.record).toBeNull()
  })

  it('ends when the user has been deactivated, which newer SimpleJWT says without a code', async () => {
    const { world, tab } = await signIn()
    world.cause(deactivateUser('demo'))

    await expect(tab.client.refresh()).rejects.toThrow(SessionEndedError)

    expect(tab.session).toEqual({ status: 'anonymous', reason: 'ended-by-server' })
  })

  it.each([
    ['503', { status: 503, headers: {}, body: '<h1>Unavailable</h1>' }],
    ['400 of a gateway', { status: 400, headers: {}, body: '{"message":"Project not specified"}' }],
    ['401 as an HTML page', { status: 401, headers: {}, body: '<html>Sign in to Wi-Fi</html>' }],
    ['200 as an HTML page', { status: 200, headers: {}, body: '<html>Sign in to Wi-Fi</html>' }],
    ['429', { status: 429, headers: {}, body: '{"detail":"Request was throttled."}' }],
    ['a null body', { status: 401, headers: {}, body: 'null' }],
  ])('keeps the session on %s', async (_, answer) => {
    const { world, tab } = await signIn()
    world.clock.jump(400_000)
    world.fault = ({ url }) => (refreshes.test(url) ? answer : null)

    await expect(tab.request()).rejects.toThrow(AuthUnavailableError)

    expect(tab.session.status).toBe('authenticated')
    expect(tab.client.snapshot.reachability).toMatchObject({ status: 'unreachable' })
    expect(world.shared.ledger.record).not.toBeNull()
  })

  it('fails fast while it waits for the next try, and does not storm the server', async () => {
    const { world, tab } = await signIn()
    world.clock.jump(400_000)
    world.fault = () => 'no-answer'
    await expect(tab.request()).rejects.toThrow(AuthUnavailableError)
    const tries = world.countOf(refreshes)

    const results = await Promise.allSettled(Array.from({ length: 20 }, () => tab.request()))

    expect(results.every(({ status }) => status === 'rejected')).toBe(true)
    expect(world.countOf(refreshes)).toBe(tries)
  })

  it('comes back by itself when the server does', async () => {
    const { world, tab } = await signIn()
    world.clock.jump(400_000)
    world.fault = () => 'no-answer'
    await expect(tab.request()).rejects.toThrow(AuthUnavailableError)
    await world.clock.advance(20_000)
    expect(world.countOf(refreshes)).toBeLessThan(12)
    world.fault = () => null

    await world.clock.advance(120_000)

    expect(tab.client.snapshot.reachability).toEqual({ status: 'reachable' })
    expect(await tab.request()).toBe(200)
  })

  it('tries at once when the page or the network comes back', async () => {
    const { world, tab } = await signIn()
    world.clock.jump(400_000)
    world.fault = () => 'no-answer'
    await expect(tab.request()).rejects.toThrow(AuthUnavailableError)
    world.fault = () => null

    tab.changePage({ isVisible: true })
    await settle()

    expect(tab.client.snapshot.reachability).toEqual({ status: 'reachable' })
  })

  it('goes on with a token that is still good when it cannot be renewed', async () => {
    const { world, tab } = await signIn()
    world.fault = ({ url }) => (refreshes.test(url) ? 'no-answer' : null)
    await world.clock.advance(280_000)

    expect(await tab.request()).toBe(200)
    expect(tab.client.snapshot.reachability.status).toBe('unreachable')
  })

  it('ends with its token, unrefreshed, where the API cannot refresh', async () => {
    const { world, tab } = await signIn({
      settings: { accessSeconds: 60 },
      auth: { endpoints: { refresh: null } },
    })
    await world.clock.advance(58_000)
    expect(await tab.request()).toBe(200)

    await world.clock.advance(2_000)

    expect(tab.session).toEqual({ status: 'anonymous', reason: 'ceiling-reached' })
    expect(world.countOf(refreshes)).toBe(0)
  })

  it('says that the server ended it when it refuses a token that is still good and cannot be refreshed', async () => {
    const { world, tab } = await signIn({ auth: { endpoints: { refresh: null } } })
    const other = world.openTab()
    await other.client.ready()
    const sent = await tab.client.authorize(`${apiBaseUrl}/posts/`)

    await expect(sent && tab.client.reauthorize(sent)).rejects.toThrow(SessionEndedError)
    await settle()

    const ended = { status: 'anonymous', reason: 'ended-by-server' }
    expect(tab.session).toEqual(ended)
    expect(other.session).toEqual(ended)
    expect(world.shared.ledger.record).toBeNull()
  })

  it('leaves nothing stored of a session that has ended with its token', async () => {
    const { world } = await signIn({
      settings: { accessSeconds: 60 },
      auth: { endpoints: { refresh: null } },
    })

    await world.clock.advance(60_000)

    expect(world.shared.ledger.record).toBeNull()
  })

  it('says that the ceiling is reached when the server stops refreshing at the time it had set', async () => {
    const { world, tab } = await signIn({
      dialect: 'legacy',
      settings: { accessSeconds: 60, refreshSeconds: 200 },
      auth: { refresh: { windowSeconds: 200 } },
    })
    await world.clock.advance(400_000)

    expect(tab.session).toEqual({ status: 'anonymous', reason: 'ceiling-reached' })
  })
})

describe('logout wins (G6)', () => {
  it('clears the session here and in storage, and tells the server', async () => {
    const { world, tab } = await signIn()

    await tab.client.logout()

    expect(tab.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
    expect(world.shared.ledger.record).toBeNull()
    expect(world.log.at(-1)).toBe('POST /api/token/blacklist/ 200')
  })

  it('revokes the token that another tab has got a moment ago, and not one that is spent', async () => {
    const { world, tab } = await signIn({
      settings: { rotate: true, blacklistAfterRotation: true },
    })
    const other = world.openTab()
    await other.client.ready()
    world.losesMessages = true
    await other.client.refresh()
    const latest = world.shared.ledger.record

    await tab.client.logout()

    expect(world.bodies.at(-1)).toContain(latest?.refreshToken)
    expect(world.log.at(-1)).toBe('POST /api/token/blacklist/ 200')
  })

  it('clears without a network', async () => {
    const { world, tab } = await signIn()
    world.fault = () => 'no-answer'

    await tab.client.logout()

    expect(tab.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
    expect(world.shared.ledger.record).toBeNull()
  })

  it('is not undone by a refresh that is under way', async () => {
    const { world, tab } = await signIn({
      settings: { rotate: true, blacklistAfterRotation: true },
    })
    let answer = () => {}
    world.fault = ({ url }) =>
      refreshes.test(url) ? new Promise((resolve) => (answer = () => resolve(granted()))) : null
    const refresh = tab.client.refresh()
    await settle()

    await tab.client.logout()
    answer()

    await expect(refresh).rejects.toThrow(SessionEndedError)
    expect(tab.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
    expect(world.shared.ledger.record).toBeNull()
  })

  it('does not let a refresh of the former session end the next one', async () => {
    const { world, tab } = await signIn()
    let answer = () => {}
    world.fault = ({ url }) =>
      refreshes.test(url) ? new Promise((resolve) => (answer = () => resolve(granted()))) : null
    const refresh = tab.client.refresh()
    await settle()
    await tab.client.logout()
    await tab.client.login({ username: 'admin', password: 'admin' })

    answer()

    await expect(refresh).rejects.toThrow(SessionEndedError)
    expect(tab.session).toMatchObject({ user: { username: 'admin' } })
  })

  it('leaves alone what somebody else has stored meanwhile', async () => {
    const { world, tab } = await signIn()
    const other = world.openTab()
    await other.client.ready()
    world.losesMessages = true
    await other.client.login({ username: 'admin', password: 'admin' }, kept)

    await tab.client.logout()

    expect(world.shared.ledger.record).toMatchObject({ user: { username: 'admin' } })
  })

  it('in one tab wins over a refresh in another', async () => {
    const { world, tab } = await signIn()
    const other = world.openTab()
    await other.client.ready()
    let answer = () => {}
    world.fault = ({ url }) =>
      refreshes.test(url) ? new Promise((resolve) => (answer = () => resolve(granted()))) : null
    const refresh = other.client.refresh()
    await settle()

    await tab.client.logout()
    answer()

    await expect(refresh).rejects.toThrow(SessionEndedError)
    expect(other.session.status).toBe('anonymous')
    expect(world.shared.ledger.record).toBeNull()
  })
})

describe('tabs agree (G7)', () => {
  it('signs in every tab that had nobody signed in', async () => {
    const world = new AuthWorld()
    const [tab, other] = [world.openTab(), world.openTab()]
    await other.client.ready()

    await tab.client.login(credentials, kept)
    await settle()

    expect(other.session).toMatchObject({ status: 'authenticated', user: { username: 'demo' } })
  })

  it('logs out every tab', async () => {
    const { world, tab } = await signIn()
    const other = world.openTab()
    await other.client.ready()

    await tab.client.logout()
    await settle()

    expect(other.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
  })

  it('hands a new token to the other tabs as soon as it is there', async () => {
    const { world, tab } = await signIn()
    const other = world.openTab()
    await other.client.ready()

    await tab.client.refresh()
    await settle()

    expect(other.token).toBe(tab.token)
    expect(world.countOf(refreshes)).toBe(1)
  })

  it('end together when the server refuses one of them, with its reason', async () => {
    const { world, tab } = await signIn()
    const other = world.openTab()
    await other.client.ready()
    world.cause(revokeRefreshTokens)

    await expect(tab.client.refresh()).rejects.toThrow(SessionEndedError)
    await settle()

    expect(other.session).toEqual({ status: 'anonymous', reason: 'ended-by-server' })
  })

  it('leaves a session of one tab alone when another tab begins or ends a kept one', async () => {
    const { world, tab } = await signIn({}, { keepSignedIn: false })
    world.hint.clear()
    const other = world.openTab()
    await other.client.login({ username: 'admin', password: 'admin' }, kept)
    await settle()
    tab.changePage({ isVisible: true })
    await settle()
    expect(tab.session).toMatchObject({ user: { username: 'demo' } })

    await other.client.logout()
    await settle()

    expect(tab.session).toMatchObject({ user: { username: 'demo' } })
  })

  it('tells nobody when a message brings nothing new', async () => {
    const { world, tab } = await signIn()
    let changes = 0
    tab.client.subscribe(() => (changes += 1))

    world.createChannel().post({ type: 'changed' })
    await settle()

    expect(changes).toBe(0)
  })

  it('never sends a request that one user made as another', async () => {
    const { world, tab } = await signIn()
    const other = world.openTab()
    await other.client.ready()
    const sent = await tab.client.authorize(`${apiBaseUrl}/posts/`)

    await other.client.login({ username: 'admin', password: 'admin' }, kept)
    await settle()

    expect(tab.session).toMatchObject({ user: { username: 'admin' } })
    await expect(sent && tab.client.reauthorize(sent)).rejects.toThrow(SessionEndedError)
  })

  it('notice a logout of which no message came through', async () => {
    const { world, tab } = await signIn()
    const other = world.openTab()
    await other.client.ready()
    world.losesMessages = true
    await other.client.logout()

    tab.changePage({ isVisible: true })
    await settle()

    expect(tab.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
  })

  it('go on in memory when storage is wiped, and store the session again', async () => {
    const { world, tab } = await signIn()
    world.shared.ledger = emptyLedger

    tab.changePage({ isVisible: true })
    await settle()
    expect(tab.session.status).toBe('authenticated')
    await tab.client.refresh()

    expect(world.shared.ledger.record?.accessToken).toBe(tab.token)
  })
})

describe('the token goes to its API and nowhere else (G8)', () => {
  it.each([
    'https://evil.example/posts/',
    '//evil.example/posts/',
    'http://api.example.com/posts/',
    'https://api.example.com:8443/posts/',
    'https://api.example.com.evil.example/',
    'https://user@evil.example/https://api.example.com/',
    '/posts/',
    'https://api.example.com/api/token/',
    'https://api.example.com/api/token/?next=1',
    'not a url:',
  ])('gives no leave for %s', async (url) => {
    const { tab } = await signIn()

    expect(await tab.client.authorize(url)).toBeNull()
  })
})

describe('dispose (G12)', () => {
  it('leaves no timer and no listener', async () => {
    const { world, tab } = await signIn()

    tab.client.dispose()

    expect(world.clock.pendingTimers).toBe(0)
    expect(world.channelListeners).toBe(0)
    expect(tab.pageListeners).toBe(0)
  })
})

describe('subscribers', () => {
  it('cannot break the session by throwing', async () => {
    const { world, tab } = await signIn()
    const reported: unknown[] = []
    const report = (error: unknown) => reported.push(error)
    process.once('uncaughtException', report)
    tab.client.subscribe(() => {
      throw new Error('a bug of a subscriber')
    })

    await tab.client.refresh()
    await settle()
    process.off('uncaughtException', report)

    expect(await tab.request()).toBe(200)
    expect(world.countOf(refreshes)).toBe(1)
  })
})

function granted() {
  return { status: 200, headers: {}, body: '{"access":"a.b.c","refresh":"d.e.f"}' }
}
