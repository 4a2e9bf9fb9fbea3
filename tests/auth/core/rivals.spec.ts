import { describe, expect, it } from 'vitest'
import { AuthUnavailableError, SessionEndedError } from '@/auth/core/errors'
import { lockWaitMs, rivalPollMs } from '@/auth/core/limits'
import { json } from '@/mocks/mock-http'
import { settle } from '../../support/fake-clock'
import { TestLock } from '../../support/test-lock'
import {
  holdRefreshes,
  isRefresh,
  openAnother,
  outcomeOf,
  refreshes,
  rotating,
  signIn,
  unkept,
} from '../../support/sign-in'
import type { AuthWorldOptions } from '../../support/auth-world'

/** Two tabs with one session, of which nobody tells the other anything but through the store. */
async function twoTabs(options: AuthWorldOptions = rotating) {
  const { world, tab } = await signIn(options)
  const other = await openAnother(world)
  world.losesMessages = true
  return { world, tab, other }
}

describe('without locks, a refresh that another tab has announced (G1)', () => {
  it.each([
    ['also by a tab that would come first in the order of ids', true],
    ['also by a tab that would come last', false],
  ])('is waited for, and its tokens are adopted, %s', async (_, idsDescend) => {
    const { world, tab, other } = await twoTabs()
    world.hasLocks = false
    world.idsDescend = idsDescend
    const answers = holdRefreshes(world)
    const first = tab.client.refresh()
    await settle()
    const second = outcomeOf(other.client.refresh())

    await world.clock.advance(5_000)
    expect(second.status).toBe('pending')
    await answers.release()
    await first
    await world.clock.advance(200)

    expect(second.status).toBe('resolved')
    expect(other.token).toBe(tab.token)
    expect(world.countOf(refreshes)).toBe(1)
  })

  it('is waited for until its deadline when its tab has crashed, then sent again', async () => {
    const { world, tab, other } = await twoTabs()
    world.hasLocks = false
    world.fault = (request) => (isRefresh(request) ? new Promise(() => {}) : null)
    void tab.client.refresh()
    await settle()
    tab.crash()
    world.fault = () => null
    const second = outcomeOf(other.client.refresh())

    await world.clock.advance(11_900)
    expect(world.requests.filter(isRefresh)).toHaveLength(1)
    await world.clock.advance(300)

    expect(second.status).toBe('resolved')
    expect(world.requests.filter(isRefresh)).toHaveLength(2)
    expect(await other.request()).toBe(200)
  })

  it('is taken over at once when it has failed', async () => {
    const { world, tab, other } = await twoTabs()
    world.hasLocks = false
    let fail = () => {}
    world.fault = (request) =>
      isRefresh(request)
        ? new Promise((resolve) => (fail = () => resolve({ status: 503, headers: {}, body: '' })))
        : null
    const first = outcomeOf(tab.client.refresh())
    await settle()
    const second = outcomeOf(other.client.refresh())
    await world.clock.advance(1_000)
    world.fault = () => null

    fail()
    await world.clock.advance(200)

    expect(first).toMatchObject({ status: 'rejected', error: { code: 'auth-unavailable' } })
    expect(second.status).toBe('resolved')
    expect(world.countOf(refreshes)).toBe(2)
  })
})

describe('tokens that another tab had got, and that are due as well (G5)', () => {
  it('are in use once they were tried, and left alone for a while when that failed', async () => {
    const { world, tab, other } = await twoTabs()
    await other.client.refresh()
    other.client.dispose()
    world.clock.jump(400_000)
    world.fault = (request) => (isRefresh(request) ? json({}, 503) : null)

    await expect(tab.client.refresh()).rejects.toThrow(AuthUnavailableError)
    expect(tab.token).toBe(other.token)
    world.losesMessages = false
    world.createChannel().post({ type: 'changed' })
    await settle()

    expect(world.requests.filter(isRefresh)).toHaveLength(2)
  })
})

describe('with locks, a refresh of a tab that is gone (G1)', () => {
  it('is not waited for by the next holder of the lock', async () => {
    const { world } = await signIn(rotating)
    world.lock = new TestLock(world.clock)
    const [holder, next] = [await openAnother(world), await openAnother(world)]
    world.fault = (request) => (isRefresh(request) ? new Promise(() => {}) : null)
    void holder.client.refresh()
    await settle()
    const refresh = outcomeOf(next.client.refresh())
    await world.clock.advance(3_000)
    expect(refresh.status).toBe('pending')
    world.fault = () => null

    holder.crash()
    await settle()

    expect(refresh.status).toBe('resolved')
    expect(world.requests.filter(isRefresh)).toHaveLength(2)
    expect(await next.request()).toBe(200)
  })

  it('is waited for by a tab that could not get the lock', async () => {
    const { world, tab, other } = await twoTabs()
    const answers = holdRefreshes(world)
    const first = tab.client.refresh()
    await settle()
    world.hasLocks = false

    const second = outcomeOf(other.client.refresh())
    await world.clock.advance(1_000)
    await answers.release()
    await first
    await world.clock.advance(200)

    expect(second.status).toBe('resolved')
    expect(world.countOf(refreshes)).toBe(1)
  })
})

describe('with locks, tabs that want a new token at once (G1)', () => {
  it('send one refresh between them, and the token reaches all', async () => {
    const { world } = await signIn(rotating)
    world.lock = new TestLock(world.clock)
    const tabs = [await openAnother(world), await openAnother(world), await openAnother(world)]
    world.losesMessages = true
    world.clock.jump(400_000)

    const statuses = await Promise.all(tabs.map((tab) => tab.request()))

    expect(statuses).toEqual([200, 200, 200])
    expect(world.countOf(refreshes)).toBe(1)
    expect(new Set(tabs.map(({ token }) => token)).size).toBe(1)
  })

  it('do without a lock that nobody can get, and still send one', async () => {
    const { world } = await signIn(rotating)
    world.lock = new TestLock(world.clock)
    world.lock.isStuck = true
    const tabs = [await openAnother(world), await openAnother(world)]
    world.losesMessages = true
    world.clock.jump(400_000)

    const requests = Promise.all(tabs.map((tab) => tab.request()))
    await world.clock.advance(lockWaitMs + rivalPollMs)

    expect(await requests).toEqual([200, 200])
    expect(world.countOf(refreshes)).toBe(1)
  })
})

describe('two tabs that share no store, with locks (G1)', () => {
  it('ask each other inside the lock, before anything is sent', async () => {
    const { world, tab } = await signIn(rotating, unkept)
    const other = await openAnother(world)
    world.losesMessages = true
    const first = tab.client.refresh()
    await world.clock.advance(200)
    await first
    world.losesMessages = false

    const second = other.client.refresh()
    await world.clock.advance(200)
    await second

    expect(other.token).toBe(tab.token)
    expect(world.countOf(refreshes)).toBe(1)
  })
})

describe('tabs that were frozen with the lock, which may have been taken from them (G1)', () => {
  it('do not rely on it: of two that believe they have it, one sends', async () => {
    const { world, tab } = await signIn(rotating, unkept)
    const other = await openAnother(world)
    const both = Promise.all([tab.client.refresh(), other.client.refresh()])
    await settle()
    for (const one of [tab, other]) one.freeze()
    await world.clock.advance(5_000)
    for (const one of [tab, other]) await one.thaw()

    await world.clock.advance(1_000)
    await both

    expect(other.token).toBe(tab.token)
    expect(world.countOf(refreshes)).toBe(1)
  })
})

describe('a tab that slept with the lock, right after it had announced a refresh (G1)', () => {
  it('finds that another has gone on, also where one clock stood still', async () => {
    const { world, tab, other } = await twoTabs()
    const { transact } = world.shared
    let wakeUp = () => {}
    world.shared.transact = async (decide) => {
      const ledger = await transact(decide)
      await new Promise<void>((resolve) => (wakeUp = resolve))
      return ledger
    }
    const first = tab.client.refresh()
    await settle()
    world.shared.transact = transact
    world.clock.set(60_000)
    world.hasLocks = false
    const answers = holdRefreshes(world)
    const second = other.client.refresh()
    await settle()

    wakeUp()
    await world.clock.advance(1_000)
    await answers.stop()
    await world.clock.advance(1_000)
    await Promise.all([first, second])

    expect(world.countOf(refreshes)).toBe(1)
    expect(tab.token).toBe(other.token)
  })
})

describe('two tabs that share no store and have no locks (G1)', () => {
  it('send one refresh: one of them yields to the other, and gets its tokens', async () => {
    const { world, tab } = await signIn(rotating, unkept)
    const other = await openAnother(world)
    world.hasLocks = false

    const both = Promise.all([tab.client.refresh(), other.client.refresh()])
    await world.clock.advance(1_000)
    await both

    expect(other.token).toBe(tab.token)
    expect(world.countOf(refreshes)).toBe(1)
    expect(await other.request()).toBe(200)
  })

  it('send one refresh also when both have announced one before they hear of the other', async () => {
    const { world, tab } = await signIn(rotating, unkept)
    const other = await openAnother(world)
    world.hasLocks = false
    world.messageDelayMs = 20

    const both = Promise.all([tab.client.refresh(), other.client.refresh()])
    await world.clock.advance(1_000)
    await both

    expect(other.token).toBe(tab.token)
    expect(world.countOf(refreshes)).toBe(1)
  })

  it('adopt what the other has, when its announcement was lost and the token is refused', async () => {
    const { world, tab } = await signIn(rotating, unkept)
    const other = await openAnother(world)
    world.hasLocks = false
    world.losesMessages = true
    const first = tab.client.refresh()
    await world.clock.advance(200)
    await first
    const second = outcomeOf(other.client.refresh())
    await world.clock.advance(50)
    world.losesMessages = false
    await world.clock.advance(1_000)

    expect(second.status).toBe('resolved')
    expect(other.token).toBe(tab.token)
  })
})

describe('a session that another tab ends while this one waits for it (G4)', () => {
  it('rejects whoever waits, at the next look', async () => {
    const { world, tab, other } = await twoTabs()
    world.hasLocks = false
    const answers = holdRefreshes(world)
    void tab.client.refresh().catch(() => {})
    await settle()
    const second = other.client.refresh()
    await settle()

    await tab.client.logout()
    const waiting = expect(second).rejects.toThrow(SessionEndedError)
    await world.clock.advance(200)

    await waiting
    expect(other.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
    await answers.stop()
  })
})
