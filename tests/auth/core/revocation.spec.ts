import { describe, expect, it } from 'vitest'
import { cookieModel } from '@/auth/core/models'
import { AuthWorld, createTestStore, credentials } from '../../support/auth-world'
import type { Tab } from '../../support/auth-world'
import { CookieServer } from '../../support/cookie-server'
import { settle } from '../../support/fake-clock'
import { answer } from '../../support/jwt'
import { admin, kept, openAnother, signIn, unkept } from '../../support/sign-in'

const day = 86_400_000
const isLogout = ({ url }: { readonly url: string }) => url.endsWith('/blacklist/')
const logoutsOf = (world: AuthWorld) => world.requests.filter(isLogout).length
const online = (tab: Tab) => tab.changePage({ isVisible: true })

/** A world in which somebody has logged out while the server did not answer. */
async function logOutUnheard(fault: AuthWorld['fault'] = () => 'no-answer', options = kept) {
  const world = new AuthWorld()
  const tabStore = createTestStore({ isShared: false })
  const tab = world.openTab({ tabStore })
  await tab.client.login(credentials, options)
  const refreshToken = (world.shared.ledger.record ?? tabStore.ledger.record)?.refreshToken ?? ''
  world.fault = (request) => (isLogout(request) ? fault(request) : null)
  await tab.client.logout()
  return { world, tab, tabStore, refreshToken }
}

describe('a logout that the server was not told of (G6)', () => {
  it('is told at the next start, once, and nothing is left of it', async () => {
    const { world, tab, refreshToken } = await logOutUnheard()
    tab.client.dispose()
    world.clock.jump(3_600_000)
    world.fault = () => null

    const next = await openAnother(world)
    await settle()

    expect(logoutsOf(world)).toBe(2)
    expect(world.bodies.at(-1)).toContain(refreshToken)
    expect(next.session).toEqual({ status: 'anonymous', reason: 'never-logged-in' })
    expect(JSON.stringify(world.shared.ledger)).not.toContain(refreshToken)
    await openAnother(world)
    await settle()
    expect(logoutsOf(world)).toBe(2)
  })

  it('is told when the connection is back', async () => {
    const { world, tab } = await logOutUnheard()
    await world.clock.advance(5_000)
    world.fault = () => null

    online(tab)
    await settle()

    expect(world.log.at(-1)).toBe('POST /api/token/blacklist/ 200')
    expect(world.shared.ledger.revocations).toEqual([])
  })

  it('is told soon when the connection was gone for a moment only', async () => {
    const { world, tab } = await logOutUnheard()
    world.fault = () => null

    online(tab)
    await settle()
    await world.clock.advance(2_000)

    expect(world.log.at(-1)).toBe('POST /api/token/blacklist/ 200')
    expect(world.shared.ledger.revocations).toEqual([])
  })

  it.each([500, 503, 429, 408])('is told again after a %d, without a hurry', async (status) => {
    const { world } = await logOutUnheard(() => answer({}, status))

    await world.clock.advance(3_600_000)

    expect(logoutsOf(world)).toBeGreaterThan(2)
    expect(logoutsOf(world)).toBeLessThanOrEqual(8)
  })

  it.each([200, 400, 401, 404])('is told no more after a %d', async (status) => {
    const { world, tab } = await logOutUnheard(() => answer({}, status))

    await world.clock.advance(600_000)
    online(tab)
    await settle()

    expect(logoutsOf(world)).toBe(1)
    expect(world.shared.ledger.revocations).toEqual([])
  })

  it('waits for as long as the server asks, whatever happens', async () => {
    const put = { status: 429, headers: { 'Retry-After': '600' }, body: '{}' }
    const { world, tab } = await logOutUnheard(() => put)

    await world.clock.advance(590_000)
    online(tab)
    await openAnother(world)
    await settle()
    expect(logoutsOf(world)).toBe(1)
    await world.clock.advance(20_000)
    online(tab)
    await settle()

    expect(logoutsOf(world)).toBe(2)
  })

  it('is told by one of many tabs', async () => {
    const { world, tab } = await logOutUnheard()
    const others = [await openAnother(world), await openAnother(world), await openAnother(world)]
    await world.clock.advance(5_000)
    const before = logoutsOf(world)
    world.fault = () => null

    for (const one of [tab, ...others]) online(one)
    await settle()

    expect(logoutsOf(world)).toBe(before + 1)
  })

  it('is told by another tab where the one that was at it is gone', async () => {
    const { world, tab } = await signIn()
    world.fault = (request) => (isLogout(request) ? new Promise(() => {}) : null)
    void tab.client.logout()
    await settle()
    tab.crash()
    world.fault = () => null

    world.clock.jump(60_000)
    await openAnother(world)
    await settle()

    expect(world.log.at(-1)).toBe('POST /api/token/blacklist/ 200')
  })

  it('is given up when its token has expired', async () => {
    const { world, tab } = await logOutUnheard()
    tab.client.dispose()
    world.clock.jump(2 * day)

    await openAnother(world)
    await settle()

    expect(logoutsOf(world)).toBe(1)
    expect(world.shared.ledger.revocations).toEqual([])
  })

  it('is given up after many tries', async () => {
    const { world, tab } = await logOutUnheard()
    for (let opened = 0; opened < 200; opened += 1) {
      await world.clock.advance(2_000)
      online(tab)
      await settle()
    }

    expect(logoutsOf(world)).toBeLessThanOrEqual(50)
    expect(world.shared.ledger.revocations).toEqual([])
  })

  it('is kept where its session was: of one tab, in no store of all', async () => {
    const { world, tab, tabStore, refreshToken } = await logOutUnheard(undefined, unkept)

    expect(JSON.stringify(world.shared.ledger)).not.toContain(refreshToken)
    expect(JSON.stringify(tabStore.ledger)).toContain(refreshToken)
    tab.client.dispose()
    world.clock.jump(60_000)
    world.fault = () => null
    const reloaded = world.openTab({ tabStore })
    await world.clock.advance(200)
    await reloaded.client.ready()
    await settle()

    expect(world.log.at(-1)).toBe('POST /api/token/blacklist/ 200')
    expect(JSON.stringify(tabStore.ledger)).not.toContain(refreshToken)
  })

  it('is kept without the name of its person, and told to no other tab', async () => {
    const { world, tab, refreshToken } = await logOutUnheard()
    const heard: unknown[] = []
    world.createChannel().listen((message) => heard.push(message))
    world.shared.isBroken = true
    await tab.client.login(admin, kept)

    expect(world.shared.ledger.revocations[0]?.record.user).toEqual({ id: '1', username: '1' })
    expect(JSON.stringify(heard)).not.toContain(refreshToken)
  })

  it('is remembered where the store fails, for as long as the page is there', async () => {
    const { world, tab } = await signIn()
    world.shared.isBroken = true
    world.fault = (request) => (isLogout(request) ? 'no-answer' : null)
    await tab.client.logout()
    await world.clock.advance(5_000)
    world.fault = () => null

    online(tab)
    await world.clock.advance(5_000)

    expect(world.log.at(-1)).toBe('POST /api/token/blacklist/ 200')
  })

  it('leaves the next session alone', async () => {
    const { world, tab } = await logOutUnheard()
    world.fault = () => null
    await tab.client.login(admin, kept)
    await world.clock.advance(200_000)
    online(tab)
    await settle()

    expect(tab.session).toMatchObject({ user: { username: 'admin' } })
    expect(await tab.request()).toBe(200)
    await tab.client.refresh()
  })

  it('is forgotten where the next session has the same token', async () => {
    const { world, tab } = await logOutUnheard()
    const { revocations } = world.shared.ledger
    await tab.client.login(credentials, kept)
    const { record } = world.shared.ledger
    const same = revocations.map((one) => ({ ...one, record: record ?? one.record }))
    world.shared.ledger = { ...world.shared.ledger, revocations: same }
    await tab.client.ready()
    tab.client.dispose()
    world.clock.jump(100_000)
    const before = logoutsOf(world)

    await openAnother(world)
    await settle()

    expect(logoutsOf(world)).toBe(before)
    expect(world.shared.ledger.revocations).toEqual([])
  })

  it('holds up nothing', async () => {
    const { world, tab } = await logOutUnheard()
    tab.client.dispose()
    world.clock.jump(60_000)
    world.fault = (request) => (isLogout(request) ? new Promise(() => {}) : null)

    const next = await openAnother(world)
    await next.client.login(admin, kept)

    expect(await next.request()).toBe(200)
  })
})

describe('a logout that the server was not told of, with one cookie jar (G6)', () => {
  async function logOutUnheardWithCookies() {
    const world = new AuthWorld()
    const server = new CookieServer(world.clock)
    const open = () => world.openTab({ api: () => server, model: cookieModel })
    const tab = open()
    await tab.client.login(credentials, kept)
    server.isDown = true
    await tab.client.logout()
    server.isDown = false
    const revokes = () => server.log.filter((line) => line === 'revoke').length
    return { world, server, tab, open, revokes }
  }

  it('is told later, and the cookie is gone', async () => {
    const { world, server, tab, open, revokes } = await logOutUnheardWithCookies()
    tab.client.dispose()
    world.clock.jump(60_000)
    expect(server.jar).toBe('demo')

    open()
    await world.clock.advance(200)

    expect(revokes()).toBe(1)
    expect(server.jar).toBeNull()
  })

  it.each(['admin', 'demo'])('logs out nobody who has signed in since: %s', async (name) => {
    const { world, server, tab, open, revokes } = await logOutUnheardWithCookies()

    await tab.client.login({ username: name, password: name }, kept)
    await world.clock.advance(100_000)
    online(tab)
    open()
    await world.clock.advance(100_000)

    expect(revokes()).toBe(0)
    expect(server.jar).toBe(name)
    expect(tab.session.status).toBe('authenticated')
  })

  it('is not told while somebody logs in', async () => {
    const { world, server, tab, open, revokes } = await logOutUnheardWithCookies()
    const other = open()
    await world.clock.advance(200)
    const before = revokes()
    const { obtain } = server
    let letIn = () => {}
    const gate = new Promise<void>((resolve) => (letIn = resolve))
    Object.assign(server, {
      obtain: async (...asked: Parameters<typeof obtain>) => {
        const outcome = await obtain(...asked)
        await gate
        return outcome
      },
    })
    const login = open().client.login(admin, kept)
    await world.clock.advance(2_000)
    online(other)
    online(tab)
    await world.clock.advance(2_000)
    letIn()
    await login

    expect(revokes()).toBe(before)
    expect(server.jar).toBe('admin')
  })

  it('is told after a login that failed', async () => {
    const { world, server, tab, revokes } = await logOutUnheardWithCookies()
    await expect(tab.client.login({ username: 'x', password: 'y' }, kept)).rejects.toThrow()

    await world.clock.advance(120_000)

    expect(revokes()).toBe(1)
    expect(server.jar).toBeNull()
  })

  it('is not told where the jar is another person’s by now', async () => {
    const { world, server, tab, revokes } = await logOutUnheardWithCookies()
    const { revocations } = world.shared.ledger
    const opaque = revocations.map((one) => ({
      ...one,
      record: { ...one.record, accessToken: null },
    }))
    world.shared.ledger = { ...world.shared.ledger, revocations: opaque }
    server.jar = 'admin'
    Object.assign(server, {
      fetchUser: async () => ({ kind: 'user', user: { id: 'admin', username: 'admin' } }),
    })
    await world.clock.advance(5_000)

    online(tab)
    await world.clock.advance(1_000)

    expect(revokes()).toBe(0)
    expect(world.shared.ledger.revocations).toEqual([])
  })
})
