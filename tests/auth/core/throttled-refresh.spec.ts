import { describe, expect, it } from 'vitest'
import { credentials } from '../../support/auth-world'
import type { AuthWorld } from '../../support/auth-world'
import { isRefresh, kept, openAnother, outcomeOf, signIn, unkept } from '../../support/sign-in'

const throttledWith = (retryAfter: string, status = 429) => ({
  status,
  headers: { 'Retry-After': retryAfter },
  body: '{"detail":"Request was throttled."}',
})

/** From now on every refresh is put off. */
function throttle(world: AuthWorld, retryAfter: string, status = 429) {
  world.fault = (request) => (isRefresh(request) ? throttledWith(retryAfter, status) : null)
}

const refreshesOf = (world: AuthWorld) => world.requests.filter(isRefresh).length

describe('a refresh that the server puts off (G3)', () => {
  it.each([429, 503])('waits for as long as a %d says', async (status) => {
    const { world, tab } = await signIn()
    throttle(world, '60', status)
    await world.clock.advance(299_000)
    expect(refreshesOf(world)).toBe(1)

    await world.clock.advance(25_000)
    expect(refreshesOf(world)).toBe(1)
    world.fault = () => null
    await world.clock.advance(40_000)

    expect(refreshesOf(world)).toBe(2)
    expect(await tab.request()).toBe(200)
  })

  it('waits for as long as a date says', async () => {
    const { world } = await signIn()
    await world.clock.advance(250_000)
    const until = new Date(world.clock.now() + 80_000).toUTCString()
    throttle(world, until)

    await world.clock.advance(75_000)
    expect(refreshesOf(world)).toBe(1)
    await world.clock.advance(10_000)
    expect(refreshesOf(world)).toBeGreaterThan(1)
  })

  it.each([
    ['kept', kept],
    ['of its tabs alone', unkept],
  ])('is not sent by another tab of a session that is %s', async (_, options) => {
    const { world, tab } = await signIn({}, options)
    const others = [await openAnother(world), await openAnother(world)]
    throttle(world, '60')
    await world.clock.advance(275_000)
    await world.clock.advance(20_000)
    const sent = refreshesOf(world)

    for (const other of [tab, ...others]) {
      other.changePage({ isVisible: true })
      outcomeOf(other.request())
      outcomeOf(other.client.refresh())
      await world.clock.advance(3_000)
    }

    expect(sent).toBe(1)
    expect(refreshesOf(world)).toBe(1)
    await world.clock.advance(45_000)
    expect(refreshesOf(world)).toBeGreaterThan(1)
  })

  it('is not sent by a tab that is opened, or loaded again, meanwhile', async () => {
    const { world, tab } = await signIn()
    throttle(world, '600')
    await world.clock.advance(280_000)
    tab.client.dispose()

    const reloaded = await openAnother(world)
    await world.clock.advance(120_000)

    expect(refreshesOf(world)).toBe(1)
    expect(reloaded.client.snapshot).toMatchObject({
      session: { status: 'authenticated' },
      reachability: { status: 'server-trouble' },
    })
  })

  it('is sent after an hour, whatever the server says', async () => {
    const { world } = await signIn()
    throttle(world, '1e12')
    await world.clock.advance(280_000)
    expect(refreshesOf(world)).toBe(1)

    await world.clock.advance(3_600_000 + 10_000)

    expect(refreshesOf(world)).toBe(2)
  })

  it('is sent when the clock was set back below what the server may ask for', async () => {
    const { world } = await signIn()
    throttle(world, '60')
    await world.clock.advance(280_000)

    world.clock.set(-86_400_000)
    await world.clock.advance(60_000)

    expect(refreshesOf(world)).toBeGreaterThan(1)
  })

  it('holds up nobody who has logged in since', async () => {
    const { world, tab } = await signIn()
    throttle(world, '600')
    await world.clock.advance(280_000)

    await tab.client.login(credentials, kept)
    outcomeOf(tab.client.refresh())
    await world.clock.advance(1_000)

    expect(refreshesOf(world)).toBe(2)
  })
})

describe('a question who somebody is that the server puts off (G3)', () => {
  it('is asked again when the server says, in every tab', async () => {
    const { world, tab } = await signIn({
      auth: { endpoints: { user: '/user/', refresh: null } },
    })
    tab.client.dispose()
    const asks = () => world.requests.filter(({ url }) => url.endsWith('/user/')).length
    const before = asks()
    world.fault = ({ url }) => (url.endsWith('/user/') ? throttledWith('60', 503) : null)
    world.clock.jump(301_000)
    for (const one of [await openAnother(world), await openAnother(world)]) {
      outcomeOf(one.request())
    }
    await world.clock.advance(55_000)

    const eachOnce = 2
    expect(asks() - before).toBe(eachOnce)
    await world.clock.advance(30_000)
    expect(asks() - before).toBeGreaterThan(eachOnce)
  })
})
