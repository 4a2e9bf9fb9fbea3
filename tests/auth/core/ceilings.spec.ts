import { describe, expect, it } from 'vitest'
import { AuthUnavailableError } from '@/auth/core/errors'
import { json } from '@/mocks/mock-http'
import { deactivateUser } from '@/mocks/trouble'
import { settle } from '../../support/fake-clock'
import { goesOnFor, signIn } from '../../support/sign-in'

const day = 86_400_000
const unrefreshable = { endpoints: { refresh: null, user: '/user/' } } as const

describe('a token that cannot be renewed (G9)', () => {
  const options = { settings: { accessSeconds: 600 }, auth: unrefreshable }

  it('goes on when the clock alone says that it is over, and the server takes it', async () => {
    const { world, tab } = await signIn(options)
    await goesOnFor(world, tab, 60, 10_000)

    world.clock.set(day)

    await goesOnFor(world, tab, 500, 10_000)
    expect(tab.session.status).toBe('authenticated')
  })

  it('goes on after a reload as well, by the word of the server', async () => {
    const { world, tab } = await signIn(options)
    tab.client.dispose()
    world.clock.set(day)

    const reloaded = world.openTab()
    await reloaded.client.ready()

    await goesOnFor(world, reloaded, 100, 10_000)
    expect(reloaded.session.status).toBe('authenticated')
    // At the login, and then after 1 s, 2 s, 4 s…
    expect(world.countOf(/GET \/user\//)).toBeLessThanOrEqual(2 + Math.log2(1_000))
  })

  it('goes on after a reload with a clock that is a little fast, by the word of the server', async () => {
    const { world, tab } = await signIn(options)
    await world.clock.advance(300_000)
    tab.client.dispose()
    world.clock.set(60_000)
    const reloaded = world.openTab()
    await reloaded.client.ready()

    await world.clock.advance(270_000)

    expect(reloaded.session.status).toBe('authenticated')
    await world.clock.advance(60_000)
    expect(reloaded.session).toEqual({ status: 'anonymous', reason: 'ceiling-reached' })
  })

  it('ends when the clock says that it is over, and the server refuses it', async () => {
    const { world, tab } = await signIn(options)
    world.cause(deactivateUser('demo'))
    world.clock.set(day)

    await world.clock.advance(60_000)

    expect(tab.session.status).toBe('anonymous')
    expect(world.shared.ledger.record).toBeNull()
  })

  it('goes on when nobody can tell: the clock says that it is over, and the server does not answer', async () => {
    const { world, tab } = await signIn(options)
    world.fault = () => 'no-answer'
    world.clock.set(day)

    await world.clock.advance(60_000)

    expect(tab.session.status).toBe('authenticated')
  })

  it('goes on while the server that has taken it past its end does not answer', async () => {
    const { world, tab } = await signIn(options)
    await world.clock.advance(300_000)
    tab.client.dispose()
    world.clock.set(400_000)
    const reloaded = world.openTab()
    await world.clock.advance(2_000)
    world.fault = () => 'no-answer'

    await world.clock.advance(30_000)

    expect(reloaded.session.status).toBe('authenticated')
    expect(reloaded.client.snapshot.reachability.status).toBe('unreachable')
    await expect(reloaded.request()).rejects.toThrow(AuthUnavailableError)
    world.fault = () => null
    await world.clock.advance(60_000)
    expect(await reloaded.request()).toBe(200)
  })

  it('is kept by a page that knows the wall clock alone, until the server says what it is worth', async () => {
    const { world, tab } = await signIn(options)
    await world.clock.advance(300_000)
    tab.client.dispose()
    world.clock.set(400_000)
    world.fault = () => json({}, 503)
    const reloaded = world.openTab()
    await world.clock.advance(10_000)

    expect(reloaded.session.status).toBe('authenticated')
    expect(reloaded.client.snapshot.reachability.status).toBe('server-trouble')
    world.fault = () => null
    await world.clock.advance(60_000)
    expect(await reloaded.request()).toBe(200)
    await world.clock.advance(600_000)
    expect(reloaded.session).toEqual({ status: 'anonymous', reason: 'ceiling-reached' })
  })

  it('is over by the wall clock alone where there is no server to ask', async () => {
    const { world, tab } = await signIn({
      settings: { accessSeconds: 600 },
      auth: { endpoints: { refresh: null, user: null } },
    })
    tab.client.dispose()
    world.clock.set(day)

    const reloaded = world.openTab()
    await world.clock.advance(10_000)

    expect(reloaded.session).toEqual({ status: 'anonymous', reason: 'ceiling-reached' })
  })

  it('ends soon after the end that the server sees, by whichever clock, also when the machine has slept', async () => {
    const { world, tab } = await signIn(options)
    world.serverAheadMs = -1_500
    world.clock.jump(400_000)

    await world.clock.advance(201_000)
    expect(tab.session.status).toBe('authenticated')
    await world.clock.advance(4_000)

    expect(tab.session).toEqual({ status: 'anonymous', reason: 'ceiling-reached' })
  })

  it.each([0, day, -day])('ends at its end, with the clock set by %i ms', async (byMs) => {
    const { world, tab } = await signIn(options)
    world.clock.set(byMs)
    await world.clock.advance(598_000)
    expect(tab.session.status).toBe('authenticated')

    await world.clock.advance(3_000)

    expect(tab.session).toEqual({ status: 'anonymous', reason: 'ceiling-reached' })
  })
})

describe('the end of the session, whatever is done (G9)', () => {
  it.each([
    ['pair: the refresh token\u2019s', { settings: { refreshSeconds: 3600 } }, 3600],
    [
      'single: the login and the window that the settings tell',
      { dialect: 'legacy', auth: { refresh: { windowSeconds: 7200 } } },
      7200,
    ],
    ['none: the token\u2019s', { settings: { accessSeconds: 900 }, auth: unrefreshable }, 900],
    ['single, of which nobody told', { dialect: 'legacy' }, null],
  ] as const)('is known in advance (%s)', async (_, options, seconds) => {
    const { world, tab } = await signIn(options)
    const endsAtMs = seconds === null ? null : world.clock.now() + seconds * 1000

    expect(tab.session).toMatchObject({ endsAtMs })
  })

  it('moves on with a rotating refresh token, and stays with one that does not rotate', async () => {
    const ends = async (rotate: boolean) => {
      const { world, tab } = await signIn({ settings: { rotate, refreshSeconds: 3600 } })
      const startMs = world.clock.now()
      await world.clock.advance(600_000)
      await settle()
      return tab.session.status === 'authenticated' ? (tab.session.endsAtMs ?? 0) - startMs : 0
    }

    expect(await ends(false)).toBe(3_600_000)
    expect(await ends(true)).toBeGreaterThan(3_600_000 + 500_000)
  })

  it('is told in this machine\u2019s time', async () => {
    const { tab, world } = await signIn({ settings: { refreshSeconds: 3600 } })
    world.serverAheadMs = 7 * day
    await tab.client.login({ username: 'demo', password: 'demo' })

    expect(tab.session).toMatchObject({ endsAtMs: world.clock.now() + 3_600_000 - 1000 })
  })
})
