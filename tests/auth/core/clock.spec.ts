import { describe, expect, it } from 'vitest'
import { SessionEndedError } from '@/auth/core/errors'
import type { AuthWorld, AuthWorldOptions } from '../../support/auth-world'

import { settle } from '../../support/fake-clock'
import { answer, jwtWith } from '../../support/jwt'
import { goesOnFor, isRefresh, refreshes, signIn } from '../../support/sign-in'
import { authorize, refused, tokenIn } from '../../support/requests'

const day = 86_400_000
const longRefresh = { refreshSeconds: 30 * 86_400 }

describe('a machine that sleeps, or is set back, while new tokens are stored (G2)', () => {
  const sleeps = ({ clock }: AuthWorld) => clock.jump(3_600_000)
  const isSetBack = ({ clock }: AuthWorld) => clock.set(-3_600_000)

  /** What is asked for gets new tokens, and something happens to the machine before they are stored. */
  async function happensBeforeStored<Result>(
    world: AuthWorld,
    happen: (world: AuthWorld) => void,
    ask: () => Promise<Result>,
  ) {
    let open = () => {}
    world.holdAnswer = (_, request) => {
      if (isRefresh(request)) world.shared.gate = new Promise((resolve) => (open = resolve))
      return Promise.resolve()
    }
    const result = ask()
    await settle()
    world.holdAnswer = () => Promise.resolve()
    happen(world)
    world.shared.gate = Promise.resolve()
    open()
    return await result
  }

  it.each([
    ['that have run out', sleeps],
    [
      'of which its clock, set back, says that they are good for longer than they can be',
      isSetBack,
    ],
  ])('has tokens %s, and gets others before a request leaves', async (_, happen) => {
    const { world, tab } = await signIn({ settings: longRefresh })
    world.clock.jump(400_000)

    expect(await happensBeforeStored(world, happen, () => tab.request())).toBe(200)

    expect(world.countOf(/ 401$/)).toBe(0)
    expect(world.countOf(refreshes)).toBe(2)
  })

  it('does so as well before a request is sent once more', async () => {
    const { world, tab } = await signIn({ settings: longRefresh })
    const sent = await authorize(tab.client)

    const again = await happensBeforeStored(world, sleeps, () => refused(tab.client, sent))

    expect(world.countOf(refreshes)).toBe(2)
    expect(tokenIn(again)).toBe(tab.token)
  })
})

describe('a clock that is set while the page is open (G9)', () => {
  it.each([
    ['a day forward', day],
    ['a day back', -day],
    ['an hour back, as in autumn', -3_600_000],
    ['three seconds forward', 3_000],
  ])('is no matter: %s', async (_, byMs) => {
    const { world, tab } = await signIn({ settings: { accessSeconds: 20, ...longRefresh } })
    await goesOnFor(world, tab, 10)

    world.clock.set(byMs)

    await goesOnFor(world, tab, 100)
    expect(world.countOf(refreshes)).toBeLessThanOrEqual(7)
  })

  it.each([8_000, 280_000, 299_500])('costs no storm of refreshes: %i ms ahead', async (byMs) => {
    const { world, tab } = await signIn({ settings: longRefresh })
    await goesOnFor(world, tab, 10)

    world.clock.set(byMs)

    await goesOnFor(world, tab, 1_500, 10_000)
    expect(world.countOf(refreshes)).toBeLessThanOrEqual(14)
  })

  it.each([295_000, 298_000, 299_500])(
    'does not shorten the life of tokens that do not say when they began: %i ms ahead for a minute',
    async (byMs) => {
      const { world, tab } = await signIn({ dialect: 'legacy', settings: { accessSeconds: 300 } })
      await goesOnFor(world, tab, 10)
      world.clock.set(byMs)
      await world.clock.advance(60_000)
      world.clock.set(-byMs)
      expect(world.countOf(refreshes)).toBeLessThanOrEqual(3)

      await goesOnFor(world, tab, 600, 10_000)

      expect(world.countOf(refreshes)).toBeLessThanOrEqual(7)
    },
  )

  it('is no matter when it is put right again', async () => {
    const { world, tab } = await signIn({ settings: { accessSeconds: 20, ...longRefresh } })
    world.clock.set(day)
    await goesOnFor(world, tab, 30)

    world.clock.set(-day)

    await goesOnFor(world, tab, 60)
    expect(world.countOf(refreshes)).toBeLessThanOrEqual(8)
  })

  it.each([0.99, 1.01])('may run %f times as fast as the server\u2019s', async (rate) => {
    const { world, tab } = await signIn({ settings: { accessSeconds: 30 } })
    world.clock.rate = rate

    await goesOnFor(world, tab, 300)

    expect(world.countOf(refreshes)).toBeLessThanOrEqual(12)
  })
})

describe('a clock that is set between two visits (G9)', () => {
  it.each([
    ['three hours back', -3 * 3_600_000],
    ['three hours forward', 3 * 3_600_000],
    ['a year back', -365 * day],
  ])('is no matter: %s', async (_, byMs) => {
    const { world, tab } = await signIn({ settings: longRefresh })
    tab.client.dispose()
    await world.clock.advance(400_000)
    world.clock.set(byMs)

    const reloaded = world.openTab()
    await reloaded.client.ready()

    expect(await reloaded.request()).toBe(200)
    expect(world.countOf(refreshes)).toBe(1)
    expect(world.countOf(/ 401$/)).toBe(0)
    await goesOnFor(world, reloaded, 600, 10_000)
    expect(world.countOf(refreshes)).toBeLessThanOrEqual(5)
  })
})

describe('a machine that sleeps (G9)', () => {
  it.each([
    ['ten minutes', 600_000, 'jump'],
    ['ten minutes, with a monotonic clock that goes on', 600_000, 'sleep'],
    ['three days', 3 * day, 'jump'],
    ['three days, with a monotonic clock that goes on', 3 * day, 'sleep'],
  ] as const)('wakes after %s with one refresh, and no request fails', async (_, ms, sleep) => {
    const { world, tab } = await signIn({ settings: longRefresh })
    await goesOnFor(world, tab, 20)

    world.clock[sleep](ms)
    const requests = Promise.all([tab.request(), tab.request()])
    await world.clock.advance(1_000)

    expect(await requests).toEqual([200, 200])
    expect(world.countOf(refreshes)).toBe(1)
    await goesOnFor(world, tab, 60)
  })

  it('finds a single token that has run out, ends the session at once and says so', async () => {
    const { world, tab } = await signIn({ dialect: 'legacy', settings: { accessSeconds: 300 } })
    world.clock.jump(600_000)

    await expect(tab.request()).rejects.toThrow(SessionEndedError)

    expect(tab.session).toEqual({ status: 'anonymous', reason: 'ended-by-server' })
    expect(world.countOf(refreshes)).toBe(1)
    expect(world.countOf(/posts/)).toBe(0)
  })
})

describe('lifetimes from two seconds to four hundred days (G9)', () => {
  it('keeps up with a token of two seconds', async () => {
    const { world, tab } = await signIn({ settings: { accessSeconds: 2 } })
    world.clock.jump(437)

    await goesOnFor(world, tab, 30, 100)

    expect(world.countOf(refreshes)).toBeLessThanOrEqual(30)
  })

  it('leaves a token of four hundred days alone until its end', async () => {
    const { world, tab } = await signIn({
      settings: { accessSeconds: 400 * 86_400, refreshSeconds: 500 * 86_400 },
    })
    await world.clock.advance(3_600_000)
    expect(world.clock.longestDelayMs).toBeLessThan(2 ** 31)

    world.clock.sleep(399 * day)
    await world.clock.advance(60_000)
    expect(world.countOf(refreshes)).toBe(0)
    world.clock.sleep(day)
    await world.clock.advance(60_000)

    expect(world.countOf(refreshes)).toBe(1)
    expect(await tab.request()).toBe(200)
  })

  it('keeps up with SimpleJWT 5.2, whose refreshed token of four seconds says eight, over reloads', async () => {
    const { world, tab } = await signIn({
      settings: { release: '5.2', accessSeconds: 4, refreshSeconds: 1000 },
    })
    await goesOnFor(world, tab, 10)
    tab.client.dispose()

    const reloaded = world.openTab()
    await reloaded.client.ready()

    await goesOnFor(world, reloaded, 30)
  })
})

/** A server whose tokens are these, and that refuses the first one when it is told to. */
async function signInWith(tokens: string[], options: AuthWorldOptions = {}) {
  const { world, tab } = await signIn({ auth: { endpoints: { user: null } }, ...options })
  const [first = '', second = ''] = tokens
  world.fault = (request) =>
    answer(isRefresh(request) ? { access: second } : { access: first, refresh: 'refresh' })
  await tab.client.login({ username: 'demo', password: 'demo' }, { keepSignedIn: true })
  return { world, tab, first, second }
}

describe('a token that does not say when it ends (G9)', () => {
  it.each([
    ['an opaque one', 'opaque-1', 'opaque-2'],
    ['a JWT without exp', jwtWith({ user_id: 1 }), jwtWith({ user_id: 1, jti: 2 })],
    ['a JWT whose exp is a text', jwtWith({ exp: 'soon' }), jwtWith({ exp: 'soon', jti: 2 })],
    ['a JWT that ends before it begins', jwtWith({ iat: 9e8, exp: 8e8 }), jwtWith({ jti: 2 })],
  ])('is used until it is refused, then renewed: %s', async (_, ...tokens) => {
    const { world, tab, first, second } = await signInWith(tokens)
    expect(tab.session).toMatchObject({ expiresAtMs: null })
    expect(world.clock.pendingTimers).toBe(0)
    await world.clock.advance(day)
    const sent = await authorize(tab.client)
    expect(tokenIn(sent)).toBe(first)

    const again = await refused(tab.client, sent)

    expect(tokenIn(again)).toBe(second)
    expect(world.countOf(refreshes)).toBe(1)
  })
})
