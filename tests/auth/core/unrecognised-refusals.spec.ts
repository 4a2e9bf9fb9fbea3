import { describe, expect, it } from 'vitest'
import { AuthUnavailableError } from '@/auth/core/errors'
import type { TimedAuthEvent } from '@/auth/core/events'
import { lastingRefusalMs } from '@/auth/core/limits'
import { credentials } from '../../support/auth-world'
import type { AuthWorld } from '../../support/auth-world'
import { kept, openAnother, refreshes, signIn } from '../../support/sign-in'

const unauthorized = { status: 401, headers: {}, body: 'Unauthorized' }

function refuseStrangely(world: AuthWorld) {
  world.fault = ({ url }) => (refreshes.test(url) ? unauthorized : null)
}

/** Somebody whose session the server does not renew, in a way that nobody recognises. */
async function signInThenRefuse(settings: Parameters<typeof signIn>[0] = {}) {
  const { world, tab } = await signIn({
    settings: { refreshSeconds: 30 * 86_400 },
    ...settings,
  })
  world.clock.jump(400_000)
  refuseStrangely(world)
  await expect(tab.request()).rejects.toThrow(AuthUnavailableError)
  return { world, tab }
}

describe('a refusal that is not recognised (G3)', () => {
  it('keeps the session, and tells whoever waits that it is not renewed', async () => {
    const { world, tab } = await signInThenRefuse()

    const request = tab.request()

    await expect(request).rejects.toMatchObject({ outage: 'not-renewed', status: 401 })
    expect(tab.session.status).toBe('authenticated')
    expect(tab.client.snapshot.reachability).toMatchObject({
      status: 'not-renewed',
      sinceMs: world.clock.now(),
      isLasting: false,
      hint: expect.stringContaining('"deadWithoutJson":[401]') as unknown,
    })
  })

  it('is one that lasts after two minutes, and not before', async () => {
    const { world, tab } = await signInThenRefuse()

    await world.clock.advance(lastingRefusalMs - 1_000)
    expect(tab.client.snapshot.reachability).toMatchObject({ isLasting: false })
    await world.clock.advance(61_000)

    expect(tab.client.snapshot.reachability).toMatchObject({ isLasting: true })
    expect(tab.session.status).toBe('authenticated')
    expect(world.shared.ledger.record).not.toBeNull()
  })

  it('lasts although other troubles come in between, and says which it is now', async () => {
    const { world, tab } = await signInThenRefuse()
    world.fault = () => 'no-answer'
    await world.clock.advance(60_000)
    expect(tab.client.snapshot.reachability).toMatchObject({ status: 'unreachable' })
    refuseStrangely(world)

    await world.clock.advance(120_000)

    expect(tab.client.snapshot.reachability).toMatchObject({
      status: 'not-renewed',
      isLasting: true,
    })
  })

  it('begins anew when the session was renewed in between', async () => {
    const { world, tab } = await signInThenRefuse()
    await world.clock.advance(100_000)
    world.fault = () => null
    await tab.client.refresh()
    refuseStrangely(world)

    await tab.client.refresh().catch(() => {})
    await world.clock.advance(60_000)

    expect(tab.client.snapshot.reachability).toMatchObject({
      status: 'not-renewed',
      isLasting: false,
    })
  })

  it('is over with another login, in every tab, and leaves nothing waiting', async () => {
    const { world, tab } = await signInThenRefuse()
    const other = await openAnother(world)
    await world.clock.advance(200_000)
    expect(tab.client.snapshot.reachability).toMatchObject({ isLasting: true })

    await tab.client.login(credentials, kept)
    await world.clock.advance(1_000)

    for (const { client } of [tab, other]) {
      expect(client.snapshot.reachability).toEqual({ status: 'reachable' })
    }
    expect(await tab.request()).toBe(200)
    expect(await other.request()).toBe(200)
  })

  it('ends the session at once where the profile says that the status suffices', async () => {
    const { world, tab } = await signIn({ auth: { refresh: { deadWithoutJson: [401] } } })
    refuseStrangely(world)

    await expect(tab.client.refresh()).rejects.toMatchObject({ code: 'session-ended' })

    expect(tab.session).toEqual({ status: 'anonymous', reason: 'ended-by-server' })
    expect(world.countOf(refreshes)).toBe(1)
  })

  it('is an event of its own, with the status and nothing else of the answer', async () => {
    const { world, tab } = await signIn()
    const events: TimedAuthEvent[] = []
    tab.client.onEvent((event) => events.push(event))
    refuseStrangely(world)

    await tab.client.refresh().catch(() => {})

    expect(events.at(-1)).toEqual({
      type: 'refresh-unrecognised',
      status: 401,
      atMs: world.clock.now(),
    })
  })

  it('is asked about no more often than a server that does not answer', async () => {
    const { world } = await signInThenRefuse()
    world.fraction = 0.999

    await world.clock.advance(3_600_000)

    expect(world.countOf(refreshes)).toBeGreaterThan(55)
    expect(world.countOf(refreshes)).toBeLessThan(75)
  })
})
