import { describe, expect, it } from 'vitest'
import type { TimedAuthEvent } from '@/auth/core/events'
import { expireAccessTokens, revokeRefreshTokens } from '@/mocks/trouble'

import type { AuthWorld, Tab } from '../../support/auth-world'
import { settle } from '../../support/fake-clock'
import { kept, openAnother, outcomeOf, rotating, signIn } from '../../support/sign-in'
import { TestLock } from '../../support/test-lock'
import { authorize, refused } from '../../support/requests'

/** Somebody is signed in, and somebody listens. */
async function listening() {
  const { world, tab } = await signIn(rotating)
  const events: TimedAuthEvent[] = []
  tab.client.onEvent((event) => events.push(event))
  return { world, tab, events }
}

const typesOf = (events: readonly TimedAuthEvent[]) => events.map(({ type }) => type)

/** Everything that can happen to a session, once. */
async function liveThrough(world: AuthWorld, tab: Tab) {
  await tab.client.refresh()
  world.cause(expireAccessTokens)
  const again = await refused(tab.client, await authorize(tab.client))
  if (again) await refused(tab.client, again)
  world.fault = () => 'no-answer'
  await tab.client.refresh().catch(() => {})
  world.fault = () => null
  world.clock.jump(60_000)
  tab.changePage({ isVisible: true })
  await settle()
  world.cause(revokeRefreshTokens)
  await tab.client.refresh().catch(() => {})
  await tab.client.login({ username: 'demo', password: 'demo' }, kept)
  await tab.client.logout()
}

describe('onEvent', () => {
  it('tells what happens, in order, with the time', async () => {
    const { world, tab, events } = await listening()

    await liveThrough(world, tab)

    expect(typesOf(events)).toEqual([
      'refresh-sent',
      'token-replaced',
      'refresh-sent',
      'token-replaced',
      'request-replayed',
      'replay-refused',
      'refresh-sent',
      'refresh-unavailable',
      'clock-jumped',
      'refresh-sent',
      'token-replaced',
      'refresh-sent',
      'refresh-refused',
      'session-ended',
      'session-opened',
      'session-ended',
    ])
    expect(events[0]).toEqual({
      type: 'refresh-sent',
      generation: 1,
      atMs: Date.UTC(2026, 0, 1, 12),
    })
    expect(events.find(({ type }) => type === 'clock-jumped')).toMatchObject({ byMs: 60_000 })
    expect(events.at(-1)).toMatchObject({ reason: 'logged-out' })
    expect(events.map(({ atMs }) => atMs)).toEqual(
      events.map(({ atMs }) => atMs).sort((a, b) => a - b),
    )
  })

  it('tells of what another tab has done', async () => {
    const { world, tab, events } = await listening()
    const other = await openAnother(world)

    await other.client.refresh()
    await settle()
    await other.client.logout()
    await settle()

    expect(events).toMatchObject([
      { type: 'token-replaced', cause: 'other-tab', generation: 2 },
      { type: 'session-ended', reason: 'logged-out' },
    ])
    expect(tab.session.status).toBe('anonymous')
  })

  it('tells nothing that looks like a token, a password or a name', async () => {
    const { world, tab, events } = await listening()

    await liveThrough(world, tab)

    const text = JSON.stringify(events)
    const secrets = world.requests.flatMap(({ body, headers }) => [
      ...Object.values(JSON.parse(body ?? '{}') as Record<string, string>),
      ...(headers['Authorization']?.split(' ').slice(1) ?? []),
    ])
    expect(secrets.length).toBeGreaterThan(5)
    for (const secret of secrets.filter((value) => value.length > 3)) {
      expect(text).not.toContain(secret)
    }
    expect(text).not.toMatch(/eyJ|demo|bearer|password|@|[\w-]{20}/i)
  })

  it('is not told while the lock is held, and neither is a subscriber', async () => {
    const { world } = await signIn(rotating)
    const lock = new TestLock(world.clock)
    world.lock = lock
    const tab = await openAnother(world)
    const heldWhenTold: boolean[] = []
    tab.client.onEvent(() => heldWhenTold.push(lock.isHeld))
    tab.client.subscribe(() => heldWhenTold.push(lock.isHeld))

    await liveThrough(world, tab)

    expect(heldWhenTold.length).toBeGreaterThan(20)
    expect(heldWhenTold).not.toContain(true)
  })

  it('may call the client from inside, and nothing waits for itself', async () => {
    const { world, tab } = await listening()
    const outcomes: { status: string }[] = []
    const ask = () => {
      if (outcomes.length > 20) return
      outcomes.push(outcomeOf(tab.client.getAccessToken()), outcomeOf(tab.request()))
    }
    tab.client.onEvent(ask)
    tab.client.subscribe(ask)

    world.clock.jump(400_000)
    await tab.request()
    await settle()

    expect(outcomes.length).toBeGreaterThan(4)
    expect(outcomes.every(({ status }) => status === 'resolved')).toBe(true)
  })

  it('harms nobody by throwing: the others are told, and the session goes on', async () => {
    const { tab, events } = await listening()
    const bug = new Error('a bug of a listener')
    const reported: unknown[] = []
    const report = (error: unknown) => reported.push(error)
    process.once('uncaughtException', report)
    const unsubscribe = tab.client.onEvent(() => {
      unsubscribe()
      throw bug
    })
    const after: TimedAuthEvent[] = []
    tab.client.onEvent((event) => after.push(event))

    await tab.client.refresh()
    await settle()
    process.off('uncaughtException', report)

    expect(reported).toEqual([bug])
    expect(after).toEqual(events)
    expect(await tab.request()).toBe(200)
  })

  it('is told no more after it has unsubscribed', async () => {
    const { tab } = await listening()
    const events: TimedAuthEvent[] = []
    tab.client.onEvent((event) => events.push(event))()

    await tab.client.refresh()

    expect(events).toEqual([])
  })
})
