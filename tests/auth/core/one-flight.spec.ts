import { describe, expect, it } from 'vitest'
import { SessionEndedError } from '@/auth/core/errors'
import { expireAccessTokens, revokeRefreshTokens } from '@/mocks/trouble'
import { createTestStore } from '../../support/auth-world'
import { settle } from '../../support/fake-clock'
import { holdRefreshes, outcomeOf, refreshes, rotating, signIn } from '../../support/sign-in'
import { TestLock } from '../../support/test-lock'
import { authorize, get, refused, tokenIn } from '../../support/requests'

describe('one flight for everybody (G1)', () => {
  it('is shared by the timer, by requests, by a late 401 and by whoever insists', async () => {
    const { world, tab } = await signIn(rotating)
    const sent = await authorize(tab.client)
    const answers = holdRefreshes(world)
    await world.clock.advance(271_000)
    expect(world.requests.filter(({ url }) => refreshes.test(url))).toHaveLength(1)

    const waiting = [tab.request(), tab.client.refresh(), tab.client.getAccessToken()]
    const late = refused(tab.client, sent)
    await settle()
    await answers.stop()

    expect(await Promise.all(waiting)).toEqual([200, undefined, tab.token])
    expect(tokenIn(await late)).toBe(tab.token)
    expect(world.countOf(refreshes)).toBe(1)
  })

  it.each([
    ['not for a token that was just granted', 0, false],
    ['for one that was granted a while ago, and may have been revoked since', 60_000, true],
  ])('is begun %s, when the API has refused what was sent once more', async (_, ageMs, begins) => {
    const { world, tab } = await signIn(rotating)
    await world.clock.advance(ageMs)
    const sent = await authorize(tab.client)
    await refused(tab.client, { ...sent, isReplay: true })

    const again = await refused(tab.client, sent)

    expect(again !== null).toBe(begins)
    expect(world.countOf(refreshes)).toBe(begins ? 1 : 0)
  })

  it('is not needed while the token is good: no lock, no store, no other tab is waited for', async () => {
    const { world } = await signIn()
    const lock = new TestLock(world.clock)
    world.lock = lock
    const tab = world.openTab()
    await tab.client.ready()
    lock.isStuck = true
    world.shared.hangAfter(0)

    const request = outcomeOf(tab.request())
    await settle()

    expect(request.status).toBe('resolved')
  })

  it('is not needed, nor waited for, by a request to somebody else', async () => {
    const { world, tab } = await signIn()
    world.clock.jump(400_000)
    world.fault = () => new Promise(() => {})
    void tab.request().catch(() => {})
    const before = world.requests.length

    expect(await tab.client.authorize(get('https://evil.example/posts/'))).toBeNull()
    await settle()

    expect(world.requests.length - before).toBeLessThanOrEqual(1)
  })

  it('tells of the end of a session once, however many requests were waiting', async () => {
    const { world, tab } = await signIn()
    world.cause(expireAccessTokens)
    world.cause(revokeRefreshTokens)
    const told: unknown[] = []
    tab.client.subscribe(({ session }) => told.push(session))
    tab.client.onEvent(({ type }) => told.push(type))
    world.clock.jump(400_000)

    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => tab.request()))

    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true)
    expect(told.filter((value) => value === 'session-ended')).toHaveLength(1)
    expect(told.filter((value) => typeof value === 'object')).toEqual([
      { status: 'anonymous', reason: 'ended-by-server' },
    ])
  })
})

describe('a start (G4)', () => {
  it('comes before the first request: it waits for the session, then for its token, and goes', async () => {
    const { world } = await signIn()
    world.clock.jump(400_000)
    const tabStore = createTestStore({ isShared: false })
    let open = () => {}
    tabStore.gate = new Promise((resolve) => (open = resolve))
    const tab = world.openTab({ tabStore })
    const asked = world.requests.length

    const request = outcomeOf(tab.request())
    await settle()
    expect(world.requests).toHaveLength(asked)
    open()
    await settle()

    expect(request.status).toBe('resolved')
    expect(world.log.slice(-2)).toEqual(['POST /api/token/refresh/ 200', 'GET /posts/ 200'])
  })

  it('gives the token, or logs out, once the session is there, to whoever was faster', async () => {
    const { world } = await signIn()
    const openSlowly = () => {
      const tabStore = createTestStore({ isShared: false })
      let open = () => {}
      tabStore.gate = new Promise((resolve) => (open = resolve))
      return { tab: world.openTab({ tabStore }), open: () => open() }
    }
    const [asking, leaving] = [openSlowly(), openSlowly()]
    const token = asking.tab.client.getAccessToken()
    await settle()
    asking.open()
    expect(await token).toBe(world.shared.ledger.record?.accessToken)

    const logout = leaving.tab.client.logout()
    await settle()
    leaving.open()
    await logout

    expect(leaving.tab.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
    expect(world.shared.ledger.record).toBeNull()
  })

  it('with a refresh token that is dead is a start like any other', async () => {
    const { world } = await signIn()
    world.cause(revokeRefreshTokens)
    world.clock.jump(400_000)
    const tab = world.openTab()

    await tab.client.ready()
    expect(tab.session.status).toBe('authenticated')

    await expect(tab.request()).rejects.toThrow(SessionEndedError)
    expect(tab.session).toEqual({ status: 'anonymous', reason: 'ended-by-server' })
  })
})

describe('a logout that the server refuses (G6)', () => {
  it('is one all the same, is said once, and makes no refresh', async () => {
    const { world, tab } = await signIn()
    const refused = { status: 401, headers: {}, body: '{"code":"token_not_valid"}' }
    world.fault = ({ url }) => (url.endsWith('/blacklist/') ? refused : null)

    await tab.client.logout()

    expect(tab.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
    expect(world.log.slice(-1)).toEqual(['POST /api/token/blacklist/ 401'])
    expect(world.countOf(/blacklist/)).toBe(1)
    expect(world.countOf(refreshes)).toBe(0)
  })
})
