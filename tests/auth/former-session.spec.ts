// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Auth } from '@/auth/create-auth'
import { AppOrigin, TestStorage } from '../support/app-origin'
import type { AppSettings } from '../support/app-origin'

const demo = { username: 'demo', password: 'demo' }
const admin = { username: 'admin', password: 'admin' }
const kept = { keepSignedIn: true }
const plain = 'latchkey/2/simplejwt/https://former.example.com/'
const shop: AppSettings = { obtain: { static: { client_id: 'shop' } } }
const office: AppSettings = { obtain: { static: { client_id: 'office' } } }
let origin: AppOrigin

const reasonOf = ({ client: { snapshot } }: Auth) =>
  snapshot.session.status === 'anonymous' ? snapshot.session.reason : null
const userOf = ({ client: { snapshot } }: Auth) =>
  snapshot.session.status === 'authenticated' ? snapshot.session.user.username : null
const isKept = ({ client: { snapshot } }: Auth) =>
  snapshot.session.status === 'authenticated' && snapshot.session.isKept

async function opened(settings: AppSettings, tab?: TestStorage): Promise<Auth> {
  const auth = origin.open(settings, tab)
  await auth.client.ready()
  return auth
}

beforeEach(() => {
  origin = new AppOrigin('https://former.example.com')
})

afterEach(() => origin.close())

describe('a session that was stored under the name of before', () => {
  it.each([
    ['kept', kept],
    ['not kept', {}],
  ])('is there after the update, once and for all: %s', async (_, how) => {
    const tab = new TestStorage()
    const former = origin.openFormer(tab)
    await former.client.login(demo, how)
    former.dispose()

    const updated = await opened(shop, tab)

    expect(userOf(updated)).toBe('demo')
    expect(isKept(updated)).toBe(how === kept)
    await updated.client.refresh()
    updated.dispose()
    expect(userOf(await opened(shop, tab))).toBe('demo')
    expect(tab.getItem(plain) ?? '').not.toContain('eyJ')
  })

  it('goes to the first of two apps that shared it, and to one alone', async () => {
    const former = origin.openFormer()
    await former.client.login(demo, kept)
    former.dispose()

    const [first, second] = [await opened(shop), await opened(office)]

    expect([userOf(first), userOf(second)]).toEqual(['demo', null])
    expect(reasonOf(second)).toBe('never-logged-in')
  })

  it('stays with an app that has kept its name, whoever else starts afterwards', async () => {
    const former = origin.openFormer()
    await former.client.login(demo, kept)
    former.dispose()

    const tab = new TestStorage()
    const [first, second] = [await opened({}, tab), await opened(shop, tab)]
    expect([userOf(first), userOf(second)]).toEqual(['demo', null])

    await first.client.login(admin)
    expect(userOf(await opened(office, tab))).toBeNull()
    expect(userOf(first)).toBe('admin')
  })

  it('is taken once: what an app of the old name stores later is its own', async () => {
    await opened(shop)
    const former = origin.openFormer()
    await former.client.login(admin, kept)

    expect(userOf(await opened(shop))).toBeNull()
    expect(userOf(former)).toBe('admin')
  })

  it.each([true, false])('goes to several tabs that start at once, with locks: %s', async (has) => {
    if (!has) origin.locks = undefined
    const former = origin.openFormer()
    await former.client.login(demo, kept)
    former.dispose()
    const before = origin.log.length

    const tabs = await Promise.all([1, 2, 3].map(() => opened(shop)))
    await Promise.all(tabs.map(({ client }) => client.refresh()))

    expect(tabs.map(userOf)).toEqual(['demo', 'demo', 'demo'])
    expect(origin.log.slice(before).filter((line) => !line.endsWith(' 200'))).toEqual([])
  })

  it.each([
    ['kept', kept],
    ['not kept', {}],
  ])('ends in a tab of the version before, which sends nothing more of it: %s', async (_, how) => {
    const [first, second] = [new TestStorage(), new TestStorage()]
    const reloading = origin.openFormer(first)
    await reloading.client.login(demo, how)
    const staying = origin.openFormer(second)
    await staying.client.ready()
    expect(userOf(staying)).toBe('demo')
    reloading.dispose()

    const updated = await opened(shop, first)

    await vi.waitFor(() => expect(reasonOf(staying)).toBe('ended-by-server'))
    const before = origin.log.length
    await expect(staying.client.refresh()).rejects.toThrow()
    expect(origin.log).toHaveLength(before)
    await updated.client.refresh()
    expect(userOf(updated)).toBe('demo')
    // It is updated as well, and finds the session where it is now.
    staying.dispose()
    expect(userOf(await opened(shop, second))).toBe('demo')
  })

  it.each([true, false])(
    'is waited for while a tab of the version before refreshes it, with locks: %s',
    async (has) => {
      if (!has) origin.locks = undefined
      const former = origin.openFormer()
      await former.client.login(demo, kept)
      let answer = () => {}
      origin.gate = new Promise<void>((resolve) => (answer = resolve))
      const refreshed = former.client.refresh()
      await vi.waitFor(async () => expect(await storedIntents()).toBe(1))

      const updated = origin.open(shop)
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect(updated.client.snapshot.session.status).toBe('restoring')
      answer()
      await Promise.all([refreshed, updated.client.ready()])

      expect(userOf(updated)).toBe('demo')
      await updated.client.refresh()
      expect(userOf(updated)).toBe('demo')
      expect(origin.log.filter((line) => line.includes('refresh'))).toHaveLength(2)
    },
  )

  it('that only a tab has is given to a new one', async () => {
    const former = origin.openFormer()
    await former.client.login(demo)

    const updated = await opened(shop)

    expect(userOf(updated)).toBe('demo')
    await vi.waitFor(() => expect(userOf(former)).toBeNull())
  })

  it('does not come back when it was logged out for all tabs', async () => {
    const [first, second] = [new TestStorage(), new TestStorage()]
    const former = origin.openFormer(first)
    await former.client.login(demo)
    const copy = first.getItem(plain)
    await former.client.logout()
    former.dispose()
    second.setItem(plain, copy ?? '')

    expect(userOf(await opened(shop, second))).toBeNull()
    expect(second.text).not.toContain('eyJ')
  })

  it('goes over to a name that is set by hand as well', async () => {
    const former = origin.openFormer()
    await former.client.login(demo, kept)
    former.dispose()

    expect(userOf(await opened({ sessionName: 'desk' }))).toBe('demo')
  })

  it('is looked for again where its store could not be read', async () => {
    const former = origin.openFormer()
    await former.client.login(demo, kept)
    former.dispose()
    const broken = vi.spyOn(origin.indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError')
    })
    expect(userOf(await opened(shop))).toBeNull()
    broken.mockRestore()

    expect(userOf(await opened(shop))).toBe('demo')
  })
})

describe('a page that goes while it moves the session', () => {
  it('loses nothing: the next one brings it to an end', async () => {
    const former = origin.openFormer()
    await former.client.login(demo, kept)
    const open = origin.indexedDB.open.bind(origin.indexedDB)
    const opens: string[] = []
    const spy = vi.spyOn(origin.indexedDB, 'open').mockImplementation((name, version) => {
      opens.push(name)
      const isGone = name === plain && opens.some((other) => other !== plain)
      // An answer that never comes.
      return isGone ? ({} as IDBOpenDBRequest) : open(name, version)
    })
    const going = origin.open(shop)
    await vi.waitFor(() =>
      expect(opens.lastIndexOf(plain)).toBeGreaterThan(opens.indexOf(going.name)),
    )
    going.dispose()
    spy.mockRestore()

    const updated = await opened(shop)

    expect(userOf(updated)).toBe('demo')
    await vi.waitFor(() => expect(reasonOf(former)).toBe('ended-by-server'))
    await updated.client.refresh()
    expect(userOf(updated)).toBe('demo')
  })

  it('moves nothing any more', async () => {
    const former = origin.openFormer()
    await former.client.login(demo, kept)
    let answer = () => {}
    origin.gate = new Promise<void>((resolve) => (answer = resolve))
    const refreshed = former.client.refresh()
    await vi.waitFor(async () => expect(await storedIntents()).toBe(1))
    origin.locks = undefined
    const going = origin.open(shop)
    await new Promise((resolve) => setTimeout(resolve, 150))

    going.dispose()
    answer()
    await refreshed
    await new Promise((resolve) => setTimeout(resolve, 300))

    await former.client.refresh()
    expect(userOf(former)).toBe('demo')
  })
})

describe('a browser that knows nothing of the name of before', () => {
  it('is left without it', async () => {
    const { client } = await opened(shop)
    expect(await origin.databaseNames()).not.toContain(plain)

    await client.login(demo, kept)

    expect(await origin.databaseNames()).toEqual([origin.open(shop).name])
  })
})

async function storedIntents(): Promise<number> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = origin.indexedDB.open(plain)
    request.onsuccess = () => resolve(request.result)
  })
  const stored = await new Promise<{ intents: readonly unknown[] }>((resolve) => {
    const request = database.transaction('session').objectStore('session').get('ledger')
    request.onsuccess = () => resolve(request.result as { intents: readonly unknown[] })
  })
  database.close()
  return stored.intents.length
}
