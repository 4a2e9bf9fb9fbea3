import { describe, expect, it } from 'vitest'
import { LoginRefusedError, SessionEndedError } from '@/auth/core/errors'
import { revokeRefreshTokens } from '@/mocks/trouble'
import { AuthWorld, credentials } from '../../support/auth-world'
import { settle } from '../../support/fake-clock'
import {
  admin,
  holdRefreshes,
  kept,
  openAnother,
  outcomeOf,
  signIn,
  unkept,
} from '../../support/sign-in'

const hang = (world: AuthWorld) => world.shared.hangAfter(0)
const breakStore = (world: AuthWorld) => {
  world.shared.isBroken = true
}
const fates: [string, typeof kept, (world: AuthWorld) => void][] = [
  ['it hangs, the next is kept', kept, hang],
  ['it hangs, the next is not kept', unkept, hang],
  ['it fails, the next is kept', kept, breakStore],
  ['it fails, the next is not kept', unkept, breakStore],
]

function heal(world: AuthWorld) {
  world.shared.hangAfter(Infinity)
  world.shared.isBroken = false
}

describe('login', () => {
  it('opens a session with the user of the user endpoint', async () => {
    const { tab } = await signIn()

    expect(tab.session).toMatchObject({
      status: 'authenticated',
      user: { username: 'demo', email: 'demo@example.com' },
      isKept: true,
      clockOffsetMs: 0,
    })
  })

  it('takes the user from the claims, and the typed name, where there is no user endpoint', async () => {
    const { tab } = await signIn({ auth: { endpoints: { user: null } } })

    expect(tab.session).toMatchObject({ user: { id: '1', username: 'demo' } })
  })

  it('keeps the session when the user endpoint forbids, and reads the claims', async () => {
    const world = new AuthWorld({ auth: { endpoints: { user: '/api/admin-only/' } } })
    const tab = world.openTab()

    await tab.client.login(credentials)

    expect(tab.session).toMatchObject({ status: 'authenticated', user: { username: 'demo' } })
  })

  it('says in the server\u2019s words why it was refused, and leaves nobody signed in', async () => {
    const world = new AuthWorld()
    const tab = world.openTab()

    const error = await tab.client
      .login({ username: 'demo', password: 'no' })
      .catch((e: unknown) => e)

    expect(error).toBeInstanceOf(LoginRefusedError)
    expect(error).toMatchObject({
      serverMessage: 'No active account found with the given credentials',
    })
    expect(tab.session).toEqual({ status: 'anonymous', reason: 'never-logged-in' })
    expect(world.log).toEqual(['POST /api/token/ 401'])
  })

  it('leaves the session that was there as it is when it is refused', async () => {
    const { tab } = await signIn()
    const before = tab.session

    await expect(tab.client.login({ username: 'admin', password: 'no' })).rejects.toThrow()

    expect(tab.session).toEqual(before)
  })

  it('leaves alone what another tab has stored of it, where its own store hears of it late', async () => {
    const world = new AuthWorld()
    const [tab, other] = [world.openTab(), world.openTab()]
    await Promise.all([tab.client.ready(), other.client.ready()])
    world.shared.isBroken = true
    await tab.client.login(credentials, kept)
    other.changePage({ isVisible: true })
    await settle()
    world.shared.isBroken = false
    await world.clock.advance(29_000)
    world.losesMessages = true
    const answers = holdRefreshes(world)
    const refresh = other.client.refresh()
    await settle()
    expect(world.shared.ledger.intents).toHaveLength(1)

    await world.clock.advance(2_000)

    expect(world.shared.ledger.intents).toHaveLength(1)
    await answers.stop()
    await refresh
  })

  it('gives way to a later one in another tab, though the clock was set back between them', async () => {
    const world = new AuthWorld()
    const [tab, other] = [world.openTab(), world.openTab()]
    await Promise.all([tab.client.ready(), other.client.ready()])
    world.losesMessages = true
    world.shared.isBroken = true
    await tab.client.login(credentials, kept)
    world.clock.set(-3_600_000)
    await world.clock.advance(1_000)
    world.shared.isBroken = false
    await other.client.login(admin, kept)

    await world.clock.advance(60_000)

    expect(world.shared.ledger.record?.user.username).toBe('admin')
    expect(other.session).toMatchObject({ user: { username: 'admin' } })
  })

  it('replaces what a store that failed still has of a session that is over', async () => {
    const { world, tab } = await signIn()
    world.shared.isBroken = true
    world.cause(revokeRefreshTokens)
    const refresh = outcomeOf(tab.client.refresh())
    await world.clock.advance(1_000)
    expect(refresh.error).toBeInstanceOf(SessionEndedError)
    const login = outcomeOf(tab.client.login(admin, kept))
    await world.clock.advance(1_000)
    expect(login.status).toBe('resolved')
    world.shared.isBroken = false

    await world.clock.advance(60_000)

    expect(tab.session).toMatchObject({ user: { username: 'admin' } })
    expect(world.shared.ledger.record?.user.username).toBe('admin')
  })

  it.each(fates)(
    'replaces a session that the store could not tell of: %s',
    async (_, options, fail) => {
      const { world, tab } = await signIn()
      // Tokens that were renewed often are not later than a login.
      for (let refresh = 0; refresh < 4; refresh += 1) await world.clock.advance(290_000)
      tab.client.dispose()
      fail(world)
      const next = world.openTab()
      const login = outcomeOf(next.client.login(admin, options))
      await world.clock.advance(20_000)
      expect(login.status).toBe('resolved')
      heal(world)

      await world.clock.advance(60_000)
      next.changePage({ isVisible: true })
      await world.clock.advance(1_000)

      expect(next.session).toMatchObject({ user: { username: 'admin' } })
      expect(world.shared.ledger.record?.user.username).not.toBe('demo')
      next.client.dispose()
      world.hint.clear()
      expect((await openAnother(world)).session).not.toMatchObject({ user: { username: 'demo' } })
    },
  )

  it('does not replace what somebody has logged in to since, when the store works again', async () => {
    const world = new AuthWorld()
    const tab = world.openTab()
    world.shared.isBroken = true
    const login = outcomeOf(tab.client.login(credentials, kept))
    await world.clock.advance(5_000)
    expect(login.status).toBe('resolved')
    world.shared.isBroken = false
    world.losesMessages = true

    const other = world.openTab()
    const later = outcomeOf(other.client.login(admin, kept))
    await world.clock.advance(60_000)

    expect(later.status).toBe('resolved')
    tab.changePage({ isVisible: true })
    await world.clock.advance(1_000)
    for (const one of [tab, other]) {
      expect(one.session).toMatchObject({ user: { username: 'admin' } })
    }
    expect(world.shared.ledger.record?.user.username).toBe('admin')
  })

  it('says that the prefix is wrong when the API refuses the token it has just granted', async () => {
    const world = new AuthWorld({
      auth: { endpoints: { user: '/user/' }, transport: { prefix: 'JWT' } },
    })
    const tab = world.openTab()

    const login = outcomeOf(tab.client.login(credentials))
    await world.clock.advance(2_000)

    expect(login.error).toMatchObject({ code: 'unexpected-answer' })
    expect((login.error as { hint: string }).hint).toContain('auth.transport.prefix')
    expect(tab.session.status).toBe('anonymous')
  })

  it('waits for a token that is refused in its first second, and asks once more', async () => {
    const world = new AuthWorld()
    const { tab, asked } = openTabWith(world, ['token-refused'])
    const login = outcomeOf(tab.client.login(credentials, kept))
    await settle()
    expect([login.status, asked()]).toEqual(['pending', 1])

    await world.clock.advance(2_000)

    expect([login.status, asked()]).toEqual(['resolved', 2])
    expect(tab.session).toMatchObject({
      status: 'authenticated',
      user: { email: 'demo@example.com' },
    })
    expect(world.log).not.toContain('POST /api/token/blacklist/ 200')
  })

  it('reads the claims where the user endpoint tells nothing the second time', async () => {
    const world = new AuthWorld()
    const { tab } = openTabWith(world, ['token-refused', 'unavailable'])
    const login = outcomeOf(tab.client.login(credentials, kept))

    await world.clock.advance(2_000)

    expect(login.status).toBe('resolved')
    expect(tab.session).toMatchObject({ user: { username: 'demo' } })
  })

  it('loses to a logout while it waits for its token', async () => {
    const world = new AuthWorld()
    const { tab } = openTabWith(world, ['token-refused'])
    const login = outcomeOf(tab.client.login(credentials, kept))
    await settle()

    await tab.client.logout()
    await world.clock.advance(2_000)

    expect(login.error).toBeInstanceOf(SessionEndedError)
    expect(world.shared.ledger.record).toBeNull()
  })

  it('waits for nothing once the client is disposed', async () => {
    const world = new AuthWorld()
    const { tab } = openTabWith(world, ['token-refused'])
    const login = outcomeOf(tab.client.login(credentials, kept))
    await settle()

    tab.client.dispose()
    await settle()

    expect(login.status).not.toBe('pending')
    expect(world.clock.pendingTimers).toBe(0)
  })

  it('loses to a logout that is asked for meanwhile', async () => {
    const world = new AuthWorld()
    const tab = world.openTab()
    await tab.client.ready()

    const login = tab.client.login(credentials, kept)
    const logout = tab.client.logout()

    await expect(login).rejects.toThrow(SessionEndedError)
    await logout
    expect(tab.session.status).toBe('anonymous')
    expect(world.shared.ledger.record).toBeNull()
  })

  it('loses to a logout while it is being stored, and leaves nothing in storage', async () => {
    const world = new AuthWorld()
    const tab = world.openTab()
    await tab.client.ready()
    let open = () => {}
    world.shared.gate = new Promise((resolve) => (open = resolve))
    const login = tab.client.login(credentials, kept)
    await settle()

    await tab.client.logout()
    open()

    await expect(login).rejects.toThrow(SessionEndedError)
    expect(world.shared.ledger.record).toBeNull()
  })

  it('leaves no record of the former session in the other place', async () => {
    const { world, tab } = await signIn()

    await tab.client.login(credentials, { keepSignedIn: false })

    expect(tab.session).toMatchObject({ status: 'authenticated', isKept: false })
    expect(world.shared.ledger.record).toBeNull()
  })

  it('works in this page alone when nothing can be stored', async () => {
    const world = new AuthWorld()
    world.shared.isBroken = true
    const tab = world.openTab()

    await tab.client.login(credentials, kept)

    expect(tab.session).toMatchObject({ status: 'authenticated', isKept: false })
    await world.clock.advance(400_000)
    expect(await tab.request()).toBe(200)
  })
})

/** A tab whose user endpoint says these things first, and after them who that is. */
function openTabWith(world: AuthWorld, first: readonly ('token-refused' | 'unavailable')[]) {
  let asked = 0
  const call = { method: 'GET', url: 'https://api.example/user/', status: 401, content: null }
  const tab = world.openTab({
    api: (real) => ({
      ...real,
      fetchUser: async (token) => {
        const kind = first[asked]
        asked += 1
        if (kind === 'token-refused') return { kind, call }
        return kind ? { kind, status: null } : await real.fetchUser(token)
      },
    }),
  })
  return { tab, asked: () => asked }
}
