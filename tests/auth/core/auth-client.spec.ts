import { describe, expect, it } from 'vitest'
import { settle } from '../../support/fake-clock'
import { refreshes, signIn } from '../../support/sign-in'
import { get } from '../../support/requests'

describe('the token goes to its API and nowhere else (G8)', () => {
  it.each([
    'https://evil.example/posts/',
    '//evil.example/posts/',
    'http://api.example.com/posts/',
    'https://api.example.com:8443/posts/',
    'https://api.example.com.evil.example/',
    'https://user@evil.example/https://api.example.com/',
    '/posts/',
    'https://api.example.com/api/token/',
    'https://api.example.com/api/token/?next=1',
    'not a url:',
  ])('gives no leave for %s', async (url) => {
    const { tab } = await signIn()

    expect(await tab.client.authorize(get(url))).toBeNull()
  })
})

describe('dispose (G12)', () => {
  it('leaves no timer and no listener', async () => {
    const { world, tab } = await signIn()

    tab.client.dispose()

    expect(world.clock.pendingTimers).toBe(0)
    expect(world.channelListeners).toBe(0)
    expect(tab.pageListeners).toBe(0)
  })

  it('takes no subscriber any more: nobody would ever let go of them', async () => {
    const { tab } = await signIn()
    const told: unknown[] = []
    tab.client.dispose()

    tab.client.subscribe((snapshot) => told.push(snapshot))
    tab.client.onEvent((event) => told.push(event))
    await tab.client.logout()

    expect(told).toEqual([])
  })
})

describe('the snapshot', () => {
  it('is frozen, however deep, from the start and after every change', async () => {
    const { world, tab } = await signIn()
    const early = world.openTab()
    const told = [early.client.snapshot, tab.client.snapshot]
    tab.client.subscribe((snapshot) => told.push(snapshot))
    world.fault = () => 'no-answer'
    await tab.client.refresh().catch(() => undefined)
    await tab.client.logout()

    expect(told.map(({ session }) => session.status)).toEqual([
      'restoring',
      'authenticated',
      'authenticated',
      'anonymous',
    ])
    for (const snapshot of told) {
      const { session, reachability } = snapshot
      const user = session.status === 'authenticated' ? session.user : {}
      const parts = [snapshot, session, reachability, ...Object.values(user)]
      expect(parts.map((part) => Object.isFrozen(part))).not.toContain(false)
      expect(Object.isFrozen(user) || session.status !== 'authenticated').toBe(true)
    }
  })
})

describe('subscribers', () => {
  it('cannot break the session by throwing', async () => {
    const { world, tab } = await signIn()
    const reported: unknown[] = []
    const report = (error: unknown) => reported.push(error)
    process.once('uncaughtException', report)
    tab.client.subscribe(() => {
      throw new Error('a bug of a subscriber')
    })

    await tab.client.refresh()
    await settle()
    process.off('uncaughtException', report)

    expect(await tab.request()).toBe(200)
    expect(world.countOf(refreshes)).toBe(1)
  })
})
