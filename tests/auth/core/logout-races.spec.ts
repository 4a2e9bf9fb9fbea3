import { describe, expect, it } from 'vitest'
import { isBuried } from '@/auth/core/ledger'
import { AuthWorld, createTestStore, credentials } from '../../support/auth-world'
import { settle } from '../../support/fake-clock'
import {
  admin,
  holdRefreshes,
  kept,
  openAnother,
  outcomeOf,
  refreshTokenOf,
  refreshes,
  rotating,
  signIn,
  unkept,
} from '../../support/sign-in'
import { authorize, refused, tokenIn } from '../../support/requests'

/** The refresh tokens that the server was told to forget. */
const revoked = (world: AuthWorld) =>
  world.requests.filter(({ url }) => url.endsWith('/blacklist/')).map(refreshTokenOf)

/** An API that cannot be told of a logout. */
const untold = { auth: { endpoints: { user: '/user/', logout: null } } }

describe('a logout that is not stored yet (G6)', () => {
  it('is not undone by what another tab stores before it', async () => {
    const { world, tab } = await signIn()
    const other = await openAnother(world)
    const { transact } = world.shared
    world.shared.transact = () => new Promise(() => {})
    const logout = outcomeOf(tab.client.logout())
    await settle()
    world.shared.transact = transact

    await other.client.refresh()
    await settle()

    expect(tab.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
    await world.clock.advance(60_000)
    expect(logout.status).toBe('resolved')
    expect(tab.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
    expect(other.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
  })

  it('is not undone by a look at what is stored that began before it', async () => {
    const { world, tab } = await signIn({}, unkept)
    let answer = () => {}
    const { read } = world.shared
    world.shared.read = async () => {
      await new Promise<void>((resolve) => (answer = resolve))
      return read()
    }
    world.shared.transact = () => new Promise(() => {})
    tab.changePage({ isVisible: true })
    await world.clock.advance(200)

    void tab.client.logout()
    answer()
    await settle()

    expect(tab.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
  })
})

describe('tokens that come after the logout (G6)', () => {
  it('are dropped and given back to the server', async () => {
    const { world, tab } = await signIn(rotating)
    const before = world.shared.ledger.record?.refreshToken
    const answers = holdRefreshes(world)
    const refresh = outcomeOf(tab.client.refresh())
    await settle()

    await tab.client.logout()
    await answers.stop()

    expect(refresh).toMatchObject({ status: 'rejected', error: { reason: 'logged-out' } })
    expect(world.shared.ledger.record).toBeNull()
    expect(revoked(world)).toHaveLength(2)
    expect(revoked(world)[0]).toBe(before)
    expect(revoked(world)[1]).not.toBe(before)
  })

  it('are dropped although the logout was in another tab, of which no message came through', async () => {
    const { world, tab } = await signIn(rotating)
    const other = await openAnother(world)
    world.losesMessages = true
    const answers = holdRefreshes(world)
    const refresh = outcomeOf(other.client.refresh())
    await settle()

    await tab.client.logout()
    await answers.stop()

    expect(refresh).toMatchObject({ status: 'rejected', error: { reason: 'logged-out' } })
    expect(other.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
    expect(world.shared.ledger.record).toBeNull()
    expect(revoked(world)).toHaveLength(2)
  })

  it.each(['while it is answered', 'while it is being stored'])(
    'are given back when they are those of a login that the logout overtook %s',
    async (when) => {
      const world = new AuthWorld(rotating)
      const tab = world.openTab()
      let open = () => {}
      const gate = new Promise<void>((resolve) => (open = resolve))
      if (when === 'while it is answered') world.holdAnswer = () => gate
      const login = outcomeOf(tab.client.login(credentials, kept))
      if (when !== 'while it is answered') world.shared.gate = gate
      await settle()

      const logout = tab.client.logout()
      world.holdAnswer = () => Promise.resolve()
      open()
      await Promise.all([logout, settle()])

      expect(login).toMatchObject({ status: 'rejected', error: { reason: 'logged-out' } })
      expect(world.shared.ledger.record).toBeNull()
      expect(revoked(world)).toHaveLength(1)
    },
  )

  it('do not come back with a tab that was frozen in the middle of it', async () => {
    const { world, tab } = await signIn(rotating)
    const frozen = await openAnother(world)
    const answers = holdRefreshes(world)
    const refresh = outcomeOf(frozen.client.refresh())
    await settle()
    frozen.freeze()
    await answers.stop()
    await tab.client.logout()
    await world.clock.advance(3_600_000)

    await frozen.thaw()
    await settle()

    expect(refresh.status).toBe('rejected')
    expect(frozen.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
    expect(world.shared.ledger.record).toBeNull()
  })
})

describe('a logout is remembered (G6)', () => {
  it('by a tab that is restored or duplicated with the old session', async () => {
    const { world, tab } = await signIn({}, unkept)
    const copyOf = createTestStore({ isShared: false })
    const tabStore = createTestStore({ isShared: false })
    const owner = world.openTab({ tabStore })
    await owner.client.ready()
    await settle()
    copyOf.ledger = tabStore.ledger
    expect(copyOf.ledger.record).not.toBeNull()
    await tab.client.logout()
    for (const page of [tab, owner]) page.client.dispose()

    const restored = world.openTab({ tabStore: copyOf })
    await world.clock.advance(200)
    await restored.client.ready()

    expect(restored.session.status).toBe('anonymous')
    expect(await restored.request('/api/public/')).toBe(200)
    expect(world.requests.at(-1)?.headers).not.toHaveProperty('Authorization')
  })

  it('by a tab that slept through it, when it is looked at again', async () => {
    const { world, tab } = await signIn({}, unkept)
    const sleeper = await openAnother(world)
    world.losesMessages = true
    await tab.client.logout()

    sleeper.changePage({ isVisible: true })
    await world.clock.advance(200)

    expect(sleeper.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
  })

  it('by a tab of which no message came through, at its next refresh', async () => {
    const { world, tab } = await signIn(untold, unkept)
    const sleeper = await openAnother(world)
    world.losesMessages = true
    await tab.client.logout()
    world.clock.jump(400_000)

    const token = outcomeOf(sleeper.client.getAccessToken())
    await world.clock.advance(200)

    expect(token).toMatchObject({ status: 'rejected', error: { reason: 'logged-out' } })
    expect(sleeper.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
    expect(world.countOf(refreshes)).toBe(0)
  })

  it('by a tab that lost the message in the middle of a refresh', async () => {
    const { world, tab } = await signIn(untold, unkept)
    const sleeper = await openAnother(world)
    world.losesMessages = true
    const answers = holdRefreshes(world)
    const refresh = outcomeOf(sleeper.client.refresh())
    await world.clock.advance(200)
    await tab.client.logout()

    await answers.stop()

    expect(refresh).toMatchObject({ status: 'rejected', error: { reason: 'logged-out' } })
    expect(sleeper.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
  })

  it('for as long as a refresh token of the session could live', async () => {
    const { world, tab } = await signIn()
    const sid = world.shared.ledger.record?.sid ?? ''
    await tab.client.logout()
    await world.clock.advance(86_400_000)

    await tab.client.login(credentials, kept)

    expect(isBuried(world.shared.ledger, sid)).toBe(true)
  })
})

describe('whoever waits while the session changes (G7)', () => {
  it('is told that it is another user\u2019s by now, and nothing is sent', async () => {
    const { world, tab } = await signIn(rotating)
    const other = await openAnother(world)
    world.clock.jump(400_000)
    const answers = holdRefreshes(world)
    const request = outcomeOf(tab.request('/user/'))
    await settle()

    await other.client.login(admin, kept)
    await answers.stop()

    expect(request).toMatchObject({ status: 'rejected', error: { reason: 'other-user' } })
    expect(tab.session).toMatchObject({ user: { username: 'admin' } })
    expect(world.requests.filter(({ url }) => url.endsWith('/user/'))).toHaveLength(2)
  })

  it('goes on when the same user is in again, and the tab follows the new session', async () => {
    const { world, tab } = await signIn()
    const sleeper = await openAnother(world)
    const sent = await authorize(sleeper.client)
    world.losesMessages = true
    await tab.client.logout()
    await tab.client.login(credentials, kept)

    sleeper.changePage({ isVisible: true })
    await settle()

    expect(sleeper.token).toBe(tab.token)
    expect(tokenIn(await refused(sleeper.client, sent))).toBe(tab.token)
    expect(await sleeper.request()).toBe(200)
  })

  it('is told of the logout when it was in the middle of a refresh', async () => {
    const { world, tab } = await signIn(rotating)
    const sleeper = await openAnother(world)
    world.losesMessages = true
    const answers = holdRefreshes(world)
    const refresh = outcomeOf(sleeper.client.refresh())
    await settle()
    await tab.client.logout()
    await tab.client.login(credentials, kept)

    await answers.stop()

    expect(refresh).toMatchObject({ status: 'rejected', error: { reason: 'logged-out' } })
    expect(sleeper.token).toBe(tab.token)
    expect(await sleeper.request()).toBe(200)
  })
})

describe('two logins at once (G7)', () => {
  it.each(['demo first', 'admin first'])('leave both tabs with one user: %s', async (order) => {
    const { world, tab } = await signIn()
    const other = await openAnother(world)
    await tab.client.logout()
    await settle()
    const logins = [
      () => tab.client.login(credentials, kept),
      () => other.client.login(admin, kept),
    ]
    if (order === 'admin first') logins.reverse()

    await Promise.allSettled(logins.map((login) => login()))
    await settle()

    expect(tab.session.status).toBe('authenticated')
    expect(other.token).toBe(tab.token)
    expect(world.shared.ledger.record?.accessToken).toBe(tab.token)
  })

  it('in one tab leave the one that was asked for last', async () => {
    const { tab } = await signIn()
    await tab.client.logout()

    const first = outcomeOf(tab.client.login(credentials, kept))
    await tab.client.login(admin, kept)
    await settle()

    expect(first).toMatchObject({ status: 'rejected', error: { code: 'session-ended' } })
    expect(tab.session).toMatchObject({ user: { username: 'admin' } })
  })
})
