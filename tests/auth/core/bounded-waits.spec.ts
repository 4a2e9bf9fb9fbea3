import { describe, expect, it } from 'vitest'
import { isAuthError } from '@/auth/core/errors'
import { handOverWaitMs, intentDeadlineMs, lockWaitMs, storeDeadlineMs } from '@/auth/core/limits'
import type { AuthApi } from '@/auth/core/ports'
import { AuthWorld, createTestStore, credentials } from '../../support/auth-world'
import { settle } from '../../support/fake-clock'
import { isRefresh, kept, openAnother, outcomeOf, refusal, signIn } from '../../support/sign-in'
import { TestLock } from '../../support/test-lock'

/** The longest that anybody waits: for the lock, then for a rival or an answer, and for what is stored around it. */
const longestWaitMs = lockWaitMs + lockWaitMs + intentDeadlineMs + 3 * storeDeadlineMs

const never = <Result>() => new Promise<Result>(() => {})
const locks = ['free', 'lost', 'none'] as const
const apis: Readonly<Record<string, (real: AuthApi) => AuthApi>> = {
  answers: (real) => real,
  'never answers': (real) => ({ ...real, refresh: () => never() }),
  refuses: (real) => ({ ...real, refresh: async () => ({ kind: 'refused' }) }),
  'throws what nobody expects': (real) => ({
    ...real,
    refresh: () => Promise.reject(new TypeError('a bug')),
  }),
}
const stores = ['works', 'is broken', 0, 1, 2, 3, 4, 5] as const

interface Troubles {
  readonly lock: (typeof locks)[number]
  readonly api: string
  readonly store: (typeof stores)[number]
}

async function troubled({ lock, api, store }: Troubles) {
  const { world } = await signIn()
  if (lock !== 'none') world.lock = new TestLock(world.clock)
  if (world.lock) world.lock.isStuck = lock === 'lost'
  world.hasLocks = false
  const tab = world.openTab({ ...(apis[api] && { api: apis[api] }) })
  await tab.client.ready()
  if (store === 'is broken') world.shared.isBroken = true
  if (typeof store === 'number') world.shared.hangAfter(store)
  return { world, tab }
}

const combinations = locks.flatMap((lock) =>
  Object.keys(apis).flatMap((api) => stores.map((store) => ({ lock, api, store }))),
)

describe('every wait has an end (G4)', () => {
  it.each(combinations)(
    'requests settle when the lock is $lock, the API $api and the store works $store times',
    async (troubles) => {
      const { world, tab } = await troubled(troubles)
      world.clock.jump(400_000)

      const requests = [tab.request(), tab.request('/user/'), tab.client.getAccessToken()]
      const outcomes = requests.map((request) => outcomeOf<unknown>(request))
      await world.clock.advance(longestWaitMs)

      expect(outcomes.map(({ status }) => status)).not.toContain('pending')
      const errors = outcomes.flatMap(({ error }) => error ?? [])
      expect(errors.filter((error) => !isAuthError(error))).toEqual([])
      if (troubles.api === 'answers') expect(errors).toEqual([])
      tab.client.dispose()
      await world.clock.advance(longestWaitMs)
      expect(tab.pageListeners).toBe(0)
    },
  )

  it.each(stores)(
    'a logout settles, and is one, with a store that works %s times',
    async (store) => {
      const { world, tab } = await troubled({ lock: 'free', api: 'answers', store })

      const logout = outcomeOf(tab.client.logout())
      await settle()
      expect(tab.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
      await world.clock.advance(longestWaitMs)

      expect(logout.status).toBe('resolved')
      expect(tab.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
    },
  )

  it.each([0, 1, 2, 3])(
    'a start and a login settle with a store that works %s times',
    async (count) => {
      const world = new AuthWorld()
      world.shared.hangAfter(count)
      const tabStore = createTestStore({ isShared: false })
      tabStore.hangAfter(count)
      const tab = world.openTab({ tabStore })

      const ready = outcomeOf(tab.client.ready())
      await world.clock.advance(2 * storeDeadlineMs + 2 * handOverWaitMs)
      expect(ready.status).toBe('resolved')
      const login = outcomeOf(tab.client.login(credentials, kept))
      await world.clock.advance(4 * storeDeadlineMs)

      expect(login.status).toBe('resolved')
      expect(await tab.request()).toBe(200)
    },
  )

  it('a request waits no longer for a refresh than for the refresh and what is stored around it', async () => {
    const { world, tab } = await troubled({ lock: 'free', api: 'never answers', store: 'works' })
    world.clock.jump(400_000)

    const request = outcomeOf(tab.request())
    await world.clock.advance(intentDeadlineMs)

    expect(request).toMatchObject({ status: 'rejected', error: { code: 'auth-unavailable' } })
  })

  it('a request waits no longer for the last word on a token that cannot be renewed', async () => {
    const { world } = await signIn({ auth: { endpoints: { refresh: null, user: '/user/' } } })
    const tab = world.openTab({ api: (real) => ({ ...real, fetchUser: () => never() }) })
    await tab.client.ready()
    world.clock.set(86_400_000)

    const request = outcomeOf(tab.request())
    await world.clock.advance(intentDeadlineMs)

    expect(request.status).not.toBe('pending')
  })

  it('a refusal that rivals stand against for ever ends in an error, and keeps the session', async () => {
    const { world, tab } = await signIn()
    const other = await openAnother(world)
    world.losesMessages = true
    world.fault = (request) => (isRefresh(request) ? refusal : null)
    const haunt = () => {
      const { sid = '' } = world.shared.ledger.record ?? {}
      const deadlineMs = world.clock.now() + intentDeadlineMs
      const intent = { id: 'again', tab: 'ghost', sid, versionId: 'v', deadlineMs }
      world.shared.ledger = { ...world.shared.ledger, intents: [{ ...intent, isExclusive: false }] }
      world.clock.after(intentDeadlineMs / 2, haunt)
    }
    haunt()

    const refresh = outcomeOf(other.client.refresh())
    await world.clock.advance(lockWaitMs + 1_000)

    expect(refresh).toMatchObject({ status: 'rejected', error: { code: 'auth-unavailable' } })
    expect(tab.session.status).toBe('authenticated')
  })
})
