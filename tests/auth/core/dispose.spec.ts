import { describe, expect, it } from 'vitest'
import { lockWaitMs, storePauseMs } from '@/auth/core/limits'
import type { AuthSnapshot } from '@/auth/core/session-state'
import { createTestStore } from '../../support/auth-world'
import type { AuthWorld, Tab } from '../../support/auth-world'
import { settle } from '../../support/fake-clock'
import {
  holdRefreshes,
  isRefresh,
  openAnother,
  outcomeOf,
  rotating,
  signIn,
  unkept,
} from '../../support/sign-in'
import { TestLock } from '../../support/test-lock'

/** Somebody is signed in, in a tab that is watched: what its subscribers and its listeners are told. */
async function watched(login?: typeof unkept) {
  const { world, tab: first } = await signIn(rotating, login)
  world.lock = new TestLock(world.clock)
  const tab = await openAnother(world)
  const told: unknown[] = []
  tab.client.subscribe((snapshot: AuthSnapshot) => told.push(snapshot))
  tab.client.onEvent((event) => told.push(event))
  return { world, first, tab, told }
}

/** Where a refresh can be when its tab is left, and how it goes on. */
const stages: Readonly<
  Record<string, (world: AuthWorld, first: Tab, tab: Tab) => Promise<() => Promise<void>>>
> = {
  'waits for the lock': async (world, _, tab) => {
    const holder = await openAnother(world)
    const answers = holdRefreshes(world)
    void holder.client.refresh()
    await settle()
    void tab.client.refresh().catch(() => {})
    await settle()
    return async () => {
      await answers.stop()
      holder.client.dispose()
    }
  },
  'waits for another tab without locks': async (world, first, _) => {
    const answers = holdRefreshes(world)
    void first.client.refresh()
    await settle()
    return answers.stop
  },
  'waits for the network': async (world, _, tab) => {
    const answers = holdRefreshes(world)
    void tab.client.refresh().catch(() => {})
    await settle()
    return answers.stop
  },
  'is being stored': async (world, _, tab) => {
    const answers = holdRefreshes(world)
    void tab.client.refresh().catch(() => {})
    await settle()
    let open = () => {}
    world.shared.gate = new Promise((resolve) => (open = resolve))
    await answers.stop()
    return async () => {
      open()
      await settle()
    }
  },
}

describe('a client that is disposed of (G12)', () => {
  it.each(Object.keys(stages))(
    'in the middle of a refresh that %s leaves no timer and no listener, and tells nobody anything',
    async (name) => {
      const { world, first, tab, told } = await watched()
      const goOn = await stages[name]?.(world, first, tab)
      const before = told.length
      const waiting = outcomeOf(tab.client.refresh())
      const { snapshot } = tab.client

      tab.client.dispose()
      await goOn?.()
      await world.clock.advance(2 * lockWaitMs)
      first.client.dispose()
      await settle()

      expect(told).toHaveLength(before)
      expect(waiting).toMatchObject({ status: 'rejected', error: { code: 'auth-unavailable' } })
      expect(tab.client.snapshot).toBe(snapshot)
      expect(world.clock.pendingTimers).toBe(0)
      expect(world.channelListeners).toBe(0)
      expect(tab.pageListeners).toBe(0)
      expect(world.lock?.isHeld).toBe(false)
    },
  )

  it.each(['waits for the network', 'is being stored'])(
    'in the middle of a refresh that %s still stores what was granted',
    async (name) => {
      const { world, first, tab } = await watched()
      const before = world.shared.ledger.record?.version.generation ?? 0
      const goOn = await stages[name]?.(world, first, tab)

      tab.client.dispose()
      await goOn?.()
      await settle()
      const reloaded = await openAnother(world)

      expect(world.shared.ledger.record?.version.generation).toBe(before + 1)
      expect(world.shared.ledger.intents).toEqual([])
      expect(await reloaded.request()).toBe(200)
      expect(world.requests.filter(isRefresh)).toHaveLength(1)
    },
  )

  it('while it waits for a rival sends nothing any more', async () => {
    const { world, tab: first } = await signIn(rotating)
    const tab = await openAnother(world)
    world.hasLocks = false
    world.fault = (request) => (isRefresh(request) ? new Promise(() => {}) : null)
    void first.client.refresh()
    await settle()
    first.crash()
    const refresh = outcomeOf(tab.client.refresh())
    await settle()

    tab.client.dispose()
    await world.clock.advance(2 * lockWaitMs)

    expect(refresh).toMatchObject({ status: 'rejected', error: { code: 'auth-unavailable' } })
    expect(world.requests.filter(isRefresh)).toHaveLength(1)
  })

  it('while it waits for a store that hangs sends nothing any more', async () => {
    const { world, tab } = await signIn(rotating)
    world.shared.hangAfter(1)
    const refresh = outcomeOf(tab.client.refresh())
    await settle()

    tab.client.dispose()
    await world.clock.advance(2 * lockWaitMs)

    expect(refresh).toMatchObject({ status: 'rejected', error: { code: 'auth-unavailable' } })
    expect(world.requests.filter(isRefresh)).toEqual([])
  })

  it('while the server is away asks it no more', async () => {
    const { world, first, tab } = await watched()
    first.client.dispose()
    world.fault = () => 'no-answer'
    await tab.client.refresh().catch(() => {})
    const before = world.requests.length

    tab.client.dispose()
    await world.clock.advance(3_600_000)

    expect(world.requests).toHaveLength(before)
    expect(world.clock.pendingTimers).toBe(0)
  })

  it('before it has read its store tells nobody of what it reads', async () => {
    const { world } = await signIn()
    const tabStore = createTestStore({ isShared: false })
    let open = () => {}
    tabStore.gate = new Promise((resolve) => (open = resolve))
    const tab = world.openTab({ tabStore })
    const told: unknown[] = []
    tab.client.subscribe((snapshot) => told.push(snapshot))

    tab.client.dispose()
    open()
    await settle()

    expect(told).toEqual([])
  })

  it('with a store that could not be written tries no more to write it', async () => {
    const { world, tab } = await signIn()
    world.shared.isBroken = true
    const refresh = tab.client.refresh()
    await world.clock.advance(1_000)
    await refresh

    tab.client.dispose()
    await world.clock.advance(2 * storePauseMs)

    expect(world.clock.pendingTimers).toBe(0)
  })

  it('twice is as good as once', async () => {
    const { world, tab } = await signIn()

    tab.client.dispose()
    tab.client.dispose()

    expect(world.clock.pendingTimers).toBe(0)
    expect(world.channelListeners).toBe(0)
  })

  it('in a tab that answered others for a session of its own is silent when it is asked', async () => {
    const { world, tab } = await signIn({}, unkept)
    const heard: unknown[] = []
    world.createChannel().listen((message) => heard.push(message))

    tab.client.dispose()
    const question = { type: 'ask', isShared: false, sid: null, isOpen: false } as const
    world.createChannel().post(question)
    await settle()

    expect(heard).toEqual([question])
  })
})
