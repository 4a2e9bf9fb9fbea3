import { describe, expect, it } from 'vitest'
import { SessionEndedError } from '@/auth/core/errors'
import { AuthWorld, createTestStore, credentials } from '../../support/auth-world'
import type { Tab } from '../../support/auth-world'
import { settle } from '../../support/fake-clock'
import { recordWith } from '../../support/records'
import { admin, kept, unkept } from '../../support/sign-in'

const idle = { idleTimeoutSeconds: 60 }
const ways: [string, typeof kept][] = [
  ['kept', kept],
  ['not kept', unkept],
]

/** A world that counts a minute, with somebody signed in, and a way to load their page anew. */
async function signInIdle(options = kept, world = new AuthWorld()) {
  const tabStore = createTestStore({ isShared: false })
  const tab = world.openTab({ tabStore, ...idle })
  await tab.client.login(credentials, options)
  /** The page goes, and comes again. */
  const reopen = async (gone: Tab = tab, afterMs = 0) => {
    gone.client.dispose()
    world.clock.jump(afterMs)
    const next = world.openTab({ tabStore, ...idle })
    await world.clock.advance(200)
    await next.client.ready()
    return next
  }
  return { world, tab, tabStore, reopen }
}

describe('an idle time-out over a closed browser (G14)', () => {
  it.each(ways)('signs nobody in who was away for too long: %s', async (_, options) => {
    const { world, reopen } = await signInIdle(options)
    const before = world.requests.length

    const next = await reopen(undefined, 75_000)
    await settle()

    expect(next.session).toEqual({ status: 'anonymous', reason: 'idle' })
    expect(next.client.snapshot.isLoggedOutElsewhere).toBe(false)
    const urls = world.requests.slice(before).map(({ url }) => new URL(url).pathname)
    expect(urls).toEqual(['/api/token/blacklist/'])
    expect(await next.request()).toBe(401)
  })

  it('counts from the login, however late a store that failed hears of it', async () => {
    const world = new AuthWorld()
    world.shared.isBroken = true
    const tab = world.openTab(idle)
    await tab.client.login(credentials, kept)
    await world.clock.advance(40_000)
    world.shared.isBroken = false
    await world.clock.advance(35_000)
    expect(world.shared.ledger.record).not.toBeNull()

    const next = world.openTab(idle)
    await world.clock.advance(200)

    expect(next.session).toEqual({ status: 'anonymous', reason: 'idle' })
  })

  it.each(ways)('shows nothing before it has looked: %s', async (_, options) => {
    const { world, tab, tabStore } = await signInIdle(options)
    tab.client.dispose()
    world.clock.jump(75_000)
    const seen = new Set<string>()

    const next = world.openTab({ tabStore, ...idle })
    next.client.subscribe(({ session }) => seen.add(session.status))
    const request = next.request()
    await world.clock.advance(200)

    expect([...seen]).toEqual(['anonymous'])
    expect(await request).toBe(401)
  })

  it.each(ways)('does not begin anew with a reload: %s', async (_, options) => {
    const { world, tab, reopen } = await signInIdle(options)
    const loggedInAtMs = world.clock.now()

    let page = tab
    for (let reload = 0; reload < 5; reload += 1) page = await reopen(page, 10_000)
    expect(page.client.lastActiveAtMs).toBe(loggedInAtMs)
    page = await reopen(page, 10_000)

    expect(page.session).toEqual({ status: 'anonymous', reason: 'idle' })
  })

  it.each(ways)('begins anew when somebody does something: %s', async (_, options) => {
    const { tab, reopen } = await signInIdle(options)

    let page = await reopen(tab, 50_000)
    page.client.noteActivity()
    await settle()
    page = await reopen(page, 50_000)

    expect(page.session.status).toBe('authenticated')
  })

  it('counts what is done in any tab', async () => {
    const { world, tab, reopen } = await signInIdle()
    const other = world.openTab(idle)
    await other.client.ready()
    world.clock.jump(50_000)
    other.client.noteActivity()
    await settle()
    other.client.dispose()

    expect((await reopen(tab, 50_000)).session.status).toBe('authenticated')
  })

  it('goes by the tokens where nobody has counted before', async () => {
    const world = new AuthWorld()
    const before = world.openTab()
    await before.client.login(credentials, kept)
    before.client.dispose()

    const soon = world.openTab(idle)
    await soon.client.ready()
    soon.client.dispose()
    world.clock.jump(75_000)
    const late = world.openTab(idle)
    await late.client.ready()

    expect(soon.session.status).toBe('authenticated')
    expect(late.session).toEqual({ status: 'anonymous', reason: 'idle' })
  })

  it('is not prolonged by a clock that was set back', async () => {
    const { world, tab, reopen } = await signInIdle()
    world.clock.set(-86_400_000)

    const next = await reopen(tab)

    expect(next.session).toEqual({ status: 'anonymous', reason: 'idle' })
  })

  it('counts from the new time where the clock was set back under the eyes of somebody', async () => {
    const { world, tab, reopen } = await signInIdle()
    world.clock.set(-86_400_000)
    tab.client.noteActivity()
    await settle()

    const soon = await reopen(tab, 50_000)
    const late = await reopen(soon, 50_000)

    expect(soon.session.status).toBe('authenticated')
    expect(late.session.status).toBe('anonymous')
  })

  it('is not prolonged by a tab that remembers the time before the clock was set back', async () => {
    const { world, tab } = await signInIdle()
    const other = world.openTab(idle)
    await other.client.ready()
    world.clock.set(-86_400_000)
    other.client.noteActivity()
    await world.clock.advance(50_000)

    await tab.client.refresh()
    await world.clock.advance(20_000)
    const next = world.openTab(idle)
    await world.clock.advance(200)

    expect(next.session).toEqual({ status: 'anonymous', reason: 'idle' })
  })

  it('holds when what was done could not be stored', async () => {
    const { world, tab, reopen } = await signInIdle()
    world.shared.isBroken = true
    world.clock.jump(50_000)
    tab.client.noteActivity()
    await settle()
    world.shared.isBroken = false

    const next = await reopen(tab, 50_000)

    expect(next.session).toEqual({ status: 'anonymous', reason: 'idle' })
  })

  it('leaves it to whoever counts to log out of a page that is open', async () => {
    const { world, tab } = await signInIdle()

    world.clock.jump(75_000)
    tab.changePage({ isVisible: true })
    await world.clock.advance(200)

    expect(tab.session.status).toBe('authenticated')
  })

  it('tells nobody of it who comes later', async () => {
    const { world, reopen } = await signInIdle()
    await reopen(undefined, 75_000)
    await world.clock.advance(1_000)

    const later = world.openTab(idle)
    await later.client.ready()

    expect(later.session).toEqual({ status: 'anonymous', reason: 'never-logged-in' })
  })

  it('asks the other tabs before it gives up what a tab that is restored had stored long ago', async () => {
    const { world, tab, tabStore, reopen } = await signInIdle(unkept)
    const copy = createTestStore({ isShared: false })
    copy.ledger = tabStore.ledger
    const other = world.openTab({ tabStore: copy, ...idle })
    await other.client.ready()
    tab.client.dispose()
    await world.clock.advance(40_000)
    other.client.noteActivity()
    await settle()

    const next = await reopen(tab, 40_000)

    expect(next.session.status).toBe('authenticated')
    expect(other.session.status).toBe('authenticated')
  })

  it('holds for the session of another person that a tab finds in place of its own', async () => {
    const { world, tab } = await signInIdle()
    world.losesMessages = true
    const other = world.openTab(idle)
    await other.client.login(admin, kept)
    other.client.dispose()
    world.clock.jump(75_000)
    const seen: string[] = []
    tab.client.subscribe(({ session }) => seen.push(session.status))

    await expect(tab.client.refresh()).rejects.toThrow(SessionEndedError)

    expect(seen).toEqual(['anonymous'])
    expect(world.shared.ledger.record).toBeNull()
  })

  it('is off unless it is asked for', async () => {
    const world = new AuthWorld()
    const tab = world.openTab()
    await tab.client.login(credentials, kept)
    tab.client.dispose()
    world.clock.jump(3_600_000)

    const next = world.openTab()
    await next.client.ready()

    expect(next.session.status).toBe('authenticated')
    expect(world.shared.ledger.activeAtMs).toBeNull()
  })
})

describe('a page that comes back out of the page cache (G14)', () => {
  it('ends a session in which nobody was for too long', async () => {
    const { world, tab } = await signInIdle()
    world.clock.jump(75_000)

    await tab.client.recheck()
    await settle()

    expect(tab.session).toEqual({ status: 'anonymous', reason: 'idle' })
    expect(world.log.at(-1)).toBe('POST /api/token/blacklist/ 200')
  })

  it('goes on with one in which somebody was, and hears of a logout', async () => {
    const { world, tab } = await signInIdle()
    const other = world.openTab(idle)
    await other.client.ready()
    world.clock.jump(30_000)
    await tab.client.recheck()
    expect(tab.session.status).toBe('authenticated')

    world.losesMessages = true
    await other.client.logout()
    await tab.client.recheck()

    expect(tab.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
  })
})

describe('what the tabs tell each other of a session that nobody was in for too long (G3, G14)', () => {
  it.each([
    ['nothing, to who would take it up', false, []],
    ['all, to who is in it already and has no other to ask', true, ['have']],
  ])('is %s', async (_, isOpen, answers) => {
    const { world, tabStore } = await signInIdle(unkept)
    const sid = tabStore.ledger.record?.sid ?? ''
    world.clock.jump(75_000)
    await settle()
    const heard: string[] = []
    const channel = world.createChannel()
    channel.listen(({ type }) => heard.push(type))

    channel.post({ type: 'ask', isShared: false, sid, isOpen })

    expect(heard).toEqual(answers)
  })

  it('opens nothing that was read before another login: only the later one is seen', async () => {
    const { world, tab, tabStore } = await signInIdle(unkept)
    const { ledger } = tabStore
    tab.client.dispose()
    const other = world.openTab(idle)
    await world.clock.advance(200)
    const seen: string[] = []
    other.client.subscribe(({ session }) => {
      if (session.status === 'authenticated') seen.push(session.user.username)
    })
    let release = () => {}
    world.shared.gate = new Promise((resolve) => (release = resolve))
    const saidAtMs = world.clock.now()
    const have = { type: 'have', isShared: false, tab: 'other', saidAtMs } as const
    const channel = world.createChannel()
    const later = recordWith({ sid: 'later', user: { id: '2', username: 'dora' } })
    const tombstone = { sid: ledger.record?.sid ?? '', reason: 'other-user' as const }
    const untilMs = saidAtMs + 1e9
    const next = { ...ledger, activeAtMs: saidAtMs, record: later }

    channel.post({ ...have, ledger })
    await settle()
    channel.post({ ...have, ledger: { ...next, tombstones: [{ ...tombstone, untilMs }] } })
    release()
    await settle()

    expect(seen).toEqual(['dora'])
  })

  it('does not end it where the next message says that somebody was there', async () => {
    const { world, tab, tabStore } = await signInIdle(unkept)
    const { ledger } = tabStore
    tab.client.dispose()
    const other = world.openTab(idle)
    await world.clock.advance(200)
    const channel = world.createChannel()
    let release = () => {}
    world.shared.gate = new Promise((resolve) => (release = resolve))
    const saidAtMs = world.clock.now()
    const have = { type: 'have', isShared: false, tab: 'other', saidAtMs } as const

    channel.post({ ...have, ledger: { ...ledger, activeAtMs: saidAtMs - 75_000 } })
    await settle()
    channel.post({ ...have, ledger: { ...ledger, activeAtMs: saidAtMs } })
    release()
    await settle()

    expect(other.session.status).toBe('authenticated')
  })
})
