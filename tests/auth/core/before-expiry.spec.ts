import { describe, expect, it } from 'vitest'
import { expireAccessTokens } from '@/mocks/trouble'
import { AuthWorld, credentials } from '../../support/auth-world'
import { settle } from '../../support/fake-clock'
import { kept, refreshes, signIn } from '../../support/sign-in'
import { authorize, refused, tokenIn } from '../../support/requests'

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
    const sent = await authorize(tab.client)
    await tab.client.refresh()

    const again = await refused(tab.client, sent)

    expect(tokenIn(again)).toBe(tab.token)
    expect(tokenIn(again)).not.toBe(tokenIn(sent))
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
