import { describe, expect, it } from 'vitest'
import { endSessions } from '@/mocks/trouble'
import { AuthWorld, credentials } from '../../support/auth-world'
import type { Tab } from '../../support/auth-world'
import { settle } from '../../support/fake-clock'
import {
  admin,
  isRefresh,
  openAnother,
  outcomeOf,
  rotating,
  signIn,
  unkept,
} from '../../support/sign-in'

/** What others have reported of their sign-in code, tried on ours: `docs/threads.md`. */
describe('a login after somebody else (G14)', () => {
  const ways: [string, (world: AuthWorld, tab: Tab) => Promise<Tab>][] = [
    ['who has logged out', (_, tab) => tab.client.logout().then(() => tab)],
    ['who is still in', (_, tab) => Promise.resolve(tab)],
    [
      'whose page has gone',
      (world, tab) => {
        tab.client.dispose()
        return openAnother(world)
      },
    ],
  ]

  it.each(ways)(
    'takes nothing from the one before, %s, where the user endpoint fails',
    async (_, leave) => {
      for (const status of [500, 403, 404, null]) {
        const { world, tab: before } = await signIn()
        const tab = await leave(world, before)
        world.fault = ({ url }) => {
          if (!url.endsWith('/user/')) return null
          return status === null ? 'no-answer' : { status, headers: {}, body: '' }
        }

        await tab.client.login(admin)

        expect(tab.session).toMatchObject({ user: { id: '2', username: 'admin' } })
        expect(JSON.stringify(tab.session)).not.toMatch(/demo|Dana/)
      }
    },
  )
})

describe('a logout from a page that was left alone for long (G6)', () => {
  it.each([
    ['the server has forgotten the session', () => null],
    ['nobody answers', () => 'no-answer'],
    ['a refresh hangs', (request) => (isRefresh(request) ? new Promise(() => {}) : null)],
  ] satisfies [string, AuthWorld['fault']][])('works at once, where %s', async (_, fault) => {
    const { world, tab } = await signIn()
    world.cause(endSessions)
    world.clock.jump(8 * 3_600_000)
    world.fault = fault
    tab.changePage({ isVisible: true })
    const waiting = outcomeOf(tab.request())

    const logout = outcomeOf(tab.client.logout())
    await settle()

    expect(logout.status).toBe('resolved')
    expect(tab.session.status).toBe('anonymous')
    await world.clock.advance(60_000)
    expect(waiting.status).toBe('rejected')
  })
})

describe('a session that is not kept', () => {
  it('is not kept by a refresh either, in any tab: it goes with the last of them', async () => {
    const world = new AuthWorld(rotating)
    const first = world.openTab()
    await first.client.login(credentials, unkept)
    const tabs = [first, await openAnother(world)]

    await world.clock.advance(1_200_000)

    expect(world.requests.filter(isRefresh).length).toBeGreaterThan(2)
    for (const tab of tabs) expect(tab.session).toMatchObject({ isKept: false })
    expect(world.shared.ledger.record).toBeNull()
    for (const tab of tabs) tab.client.dispose()
    const next = world.openTab()
    await world.clock.advance(200)
    expect(next.session.status).toBe('anonymous')
  })
})
