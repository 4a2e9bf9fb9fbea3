import { describe, expect, it } from 'vitest'
import { AuthUnavailableError, SessionEndedError } from '@/auth/core/errors'
import { deactivateUser, revokeRefreshTokens } from '@/mocks/trouble'

import { settle } from '../../support/fake-clock'
import { refreshes, signIn } from '../../support/sign-in'
import { authorize, refused } from '../../support/requests'

const answerOf = (status: number, body: string) => ({ status, headers: {}, body })

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
    ['503', 'server-trouble', answerOf(503, '<h1>Unavailable</h1>')],
    ['400 of a gateway', 'not-renewed', answerOf(400, '{"message":"Project not specified"}')],
    ['401 as an HTML page', 'server-trouble', answerOf(401, '<html>Sign in to Wi-Fi</html>')],
    ['200 as an HTML page', 'server-trouble', answerOf(200, '<html>Sign in to Wi-Fi</html>')],
    ['429', 'server-trouble', answerOf(429, '{"detail":"Request was throttled."}')],
    ['a null body', 'not-renewed', answerOf(401, 'null')],
    ['a text', 'not-renewed', answerOf(401, 'Unauthorized')],
    ['no answer', 'unreachable', 'no-answer'],
  ] as const)('keeps the session on %s', async (_, status, answer) => {
    const { world, tab } = await signIn()
    world.clock.jump(400_000)
    world.fault = ({ url }) => (refreshes.test(url) ? answer : null)

    await expect(tab.request()).rejects.toThrow(AuthUnavailableError)

    expect(tab.session.status).toBe('authenticated')
    expect(tab.client.snapshot.reachability).toMatchObject({ status })
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
    const sent = await authorize(tab.client)

    await expect(refused(tab.client, sent)).rejects.toThrow(SessionEndedError)
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
