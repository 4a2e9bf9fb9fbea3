import { describe, expect, it } from 'vitest'
import { AuthWorld } from '../../support/auth-world'
import { openAnother, outcomeOf, refreshes, signIn } from '../../support/sign-in'
import { TestLock } from '../../support/test-lock'

const unreachable = (world: AuthWorld) => {
  world.fault = ({ url }) => (refreshes.test(url) ? 'no-answer' : null)
}

describe('getAccessToken (G2)', () => {
  it.each([
    ['the token in use while it is good', 10, 0, 0],
    ['the token in use when it is good for that long', 100, 199, 0],
    ['a new token when it is not', 200, 101, 1],
    ['the token in use when more is wanted than half a life, and that much is left', 149, 999, 0],
    ['a new token when more is wanted than half a life, and less is left', 151, 999, 1],
    ['a new token when it is due, whatever is wanted', 275, 0, 1],
  ])('gives %s', async (_, passedSeconds, minValiditySeconds, count) => {
    const { world, tab } = await signIn({ settings: { accessSeconds: 300 } })
    const before = tab.token
    world.clock.jump(passedSeconds * 1000)

    const token = await tab.client.getAccessToken({ minValiditySeconds })

    expect(token).toBe(tab.token)
    expect(token === before).toBe(count === 0)
    expect(world.countOf(refreshes)).toBe(count)
  })

  it('refreshes once for many that ask at once, in two tabs', async () => {
    const { world } = await signIn()
    world.lock = new TestLock(world.clock)
    const [tab, other] = [await openAnother(world), await openAnother(world)]
    world.clock.jump(200_000)

    const tokens = await Promise.all(
      [tab, other, tab, other].map(({ client }) =>
        client.getAccessToken({ minValiditySeconds: 120 }),
      ),
    )

    expect(new Set(tokens)).toEqual(new Set([tab.token]))
    expect(world.countOf(refreshes)).toBe(1)
  })

  it('gives the token in use, short as it may live, when no new one can be had', async () => {
    const { world, tab } = await signIn()
    const before = tab.token
    unreachable(world)
    world.clock.jump(290_000)

    expect(await tab.client.getAccessToken({ minValiditySeconds: 100 })).toBe(before)
  })

  it('rejects when the token has run out and no new one can be had', async () => {
    const { world, tab } = await signIn()
    unreachable(world)
    world.clock.jump(301_000)

    await expect(tab.client.getAccessToken()).rejects.toMatchObject({ code: 'auth-unavailable' })

    expect(tab.session.status).toBe('authenticated')
  })

  it('gives nothing while nobody is signed in, and asks nobody', async () => {
    const world = new AuthWorld()

    expect(await world.openTab().client.getAccessToken({ minValiditySeconds: 60 })).toBeNull()

    expect(world.log).toEqual([])
  })
})

describe('a token that is about to run out (G2)', () => {
  it('is not used for a request, by many at once', async () => {
    const { world, tab } = await signIn()
    const before = tab.token
    world.clock.jump(271_000)

    await Promise.all(Array.from({ length: 20 }, () => tab.request()))

    const sent = world.requests.map(({ headers }) => headers['Authorization'])
    expect(sent.filter((value) => value?.endsWith(before ?? '?'))).toHaveLength(1)
    expect(world.countOf(refreshes)).toBe(1)
  })

  it('is used on, when the refresh fails and it has not run out, without a wait for the next', async () => {
    const { world, tab } = await signIn()
    unreachable(world)
    world.clock.jump(271_000)

    const requests = Array.from({ length: 20 }, () => outcomeOf(tab.request()))
    await world.clock.advance(10)

    expect(requests.every(({ status }) => status === 'resolved')).toBe(true)
    expect(world.countOf(refreshes)).toBe(1)
  })
})
