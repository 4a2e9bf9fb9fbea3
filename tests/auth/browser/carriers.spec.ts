// @vitest-environment jsdom
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createIndexedDbCarrier } from '@/auth/browser/indexed-db-carrier'
import { createTabCarrier } from '@/auth/browser/tab-carrier'
import type { TabCarrier } from '@/auth/browser/tab-carrier'
import { recordWith } from '../../support/records'

describe('createIndexedDbCarrier', () => {
  let factory: IDBFactory

  beforeEach(() => {
    factory = new IDBFactory()
  })

  const open = (name = 'latchkey/test') => createIndexedDbCarrier(name, () => factory)

  it('holds nothing at first', async () => {
    expect(await open().read()).toBeNull()
  })

  it('gives what one tab has stored to another', async () => {
    await open().transact(() => recordWith())

    expect(await open().read()).toEqual(recordWith())
  })

  it('forgets a record that is decided away', async () => {
    await open().transact(() => recordWith())
    await open().transact(() => null)

    expect(await open().read()).toBeNull()
  })

  it('lets tabs write one after the other, each from what the other has left', async () => {
    await open().transact(() => recordWith())

    await Promise.all(
      Array.from({ length: 20 }, () =>
        open().transact((stored) =>
          stored === null
            ? null
            : {
                ...stored,
                version: { ...stored.version, generation: stored.version.generation + 1 },
              },
        ),
      ),
    )

    expect((await open().read())?.version.generation).toBe(21)
  })

  it('keeps the records of two APIs apart', async () => {
    await open('latchkey/a').transact(() => recordWith())

    expect(await open('latchkey/b').read()).toBeNull()
  })

  it('leaves no database open', async () => {
    await open().transact(() => recordWith())

    await new Promise((resolve, reject) => {
      const request = factory.deleteDatabase('latchkey/test')
      request.onsuccess = resolve
      request.onblocked = reject
    })
  })

  it('takes garbage for nothing, and replaces it', async () => {
    await open().transact(() => ({ ...recordWith(), user: { id: '', username: 'x' } }))

    expect(await open().read()).toBeNull()
    expect(await open().transact((stored) => stored ?? recordWith())).toEqual(recordWith())
  })

  it('rejects where IndexedDB is forbidden', async () => {
    const forbidden = createIndexedDbCarrier('latchkey/test', () => {
      throw new DOMException('denied', 'SecurityError')
    })

    await expect(forbidden.read()).rejects.toThrow('denied')
  })

  it('rejects when what is decided cannot be stored', async () => {
    const unstorable = Object.assign(recordWith(), { trap: () => 1 })

    await expect(open().transact(() => unstorable)).rejects.toThrow()
    expect(await open().read()).toBeNull()
  })

  describe('with a database that hangs on open', () => {
    afterEach(() => {
      vi.useRealTimers()
    })

    it('rejects in finite time', async () => {
      vi.useFakeTimers()
      const hanging = createIndexedDbCarrier('latchkey/test', () =>
        Object.assign(new IDBFactory(), { open: () => ({}) as IDBOpenDBRequest }),
      )

      const read = expect(hanging.read()).rejects.toThrow('does not open')
      await vi.advanceTimersByTimeAsync(2_000)

      await read
    })
  })
})

describe('createTabCarrier', () => {
  const carriers: TabCarrier[] = []

  /** A tab: session storage of its own, local storage in common. */
  function openTab(sessionStorage = createStorage()) {
    const carrier = createTabCarrier({
      name: 'latchkey/test',
      sessionStorage: () => sessionStorage,
      localStorage: () => localStorage,
    })
    carriers.push(carrier)
    return carrier
  }

  beforeEach(() => {
    localStorage.clear()
  })

  afterEach(() => {
    for (const carrier of carriers.splice(0)) carrier.close()
  })

  const newer = recordWith({ version: { generation: 2, id: 'v-2' } })

  it('gives back what it holds after a reload, and forgets it', async () => {
    const storage = createStorage()
    await openTab(storage).transact(() => recordWith())
    expect(await openTab(storage).read()).toEqual(recordWith())

    await openTab(storage).transact(() => null)
    expect(await openTab(storage).read()).toBeNull()
    expect(storage).toHaveLength(0)
    expect(localStorage).toHaveLength(0)
  })

  it('hands its session over to a new tab, which then has it for itself', async () => {
    const first = openTab()
    await first.transact(() => recordWith())
    const storage = createStorage()

    expect(await openTab(storage).readNewest()).toEqual(recordWith())

    first.close()
    expect(await openTab(storage).read()).toEqual(recordWith())
  })

  it('keeps no token outside the tabs', async () => {
    await openTab().transact(() => recordWith())

    expect(JSON.stringify(localStorage)).not.toMatch(/access|refresh|sid-1/)
  })

  it('asks nobody where no tab ever had a session', async () => {
    const stranger = openTab()
    const asked: unknown[] = []
    const channel = new BroadcastChannel('latchkey/test/tab')
    channel.onmessage = ({ data }) => asked.push(data)

    expect(await stranger.readNewest()).toBeNull()
    await new Promise((resolve) => setTimeout(resolve, 20))

    expect(asked).toEqual([])
    channel.close()
  })

  it('finds nothing when the last tab has gone, and does not ask a second time', async () => {
    const last = openTab()
    await last.transact(() => recordWith())
    last.close()

    expect(await openTab().readNewest()).toBeNull()
    expect(localStorage).toHaveLength(0)
  })

  it('passes newer tokens of a session on to the tabs that share it, and older ones not', async () => {
    const [first, second] = [openTab(), openTab()]
    await first.transact(() => recordWith())
    await second.readNewest()

    await first.transact(() => newer)
    await vi.waitFor(async () => {
      expect(await second.read()).toEqual(newer)
    })

    await openTab().transact(() => recordWith())
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await second.read()).toEqual(newer)
  })

  it('gets the newest tokens when it asks, although it has some', async () => {
    const [first, second] = [openTab(), openTab()]
    await second.transact(() => recordWith())
    await first.transact(() => newer)

    expect(await second.readNewest()).toEqual(newer)
  })

  it('leaves the sessions of other tabs alone', async () => {
    const [first, second] = [openTab(), openTab()]
    await first.transact(() => recordWith())
    await second.transact(() => recordWith({ sid: 'sid-2' }))

    await second.transact(() => ({ ...newer, sid: 'sid-2' }))
    await new Promise((resolve) => setTimeout(resolve, 20))

    expect(await first.readNewest()).toEqual(recordWith())
  })

  it.each([
    '',
    'null',
    '{',
    '[]',
    '7',
    '{"sid":"x"}',
    JSON.stringify({ ...recordWith(), version: 1 }),
  ])('takes %j for nothing', async (garbage) => {
    const storage = createStorage()
    storage.setItem('latchkey/test', garbage)

    expect(await openTab(storage).read()).toBeNull()
  })

  it('ignores messages that it does not understand', async () => {
    const tab = openTab()
    await tab.transact(() => recordWith())
    const channel = new BroadcastChannel('latchkey/test/tab')

    for (const odd of [
      null,
      7,
      {},
      { type: 'have' },
      { type: 'have', record: {} },
      { type: 'ask' },
    ]) {
      channel.postMessage(odd)
    }
    await new Promise((resolve) => setTimeout(resolve, 20))

    expect(await tab.read()).toEqual(recordWith())
    channel.close()
  })

  it('rejects where session storage is forbidden', async () => {
    const forbidden = createTabCarrier({
      name: 'latchkey/test',
      sessionStorage: () => {
        throw new DOMException('denied', 'SecurityError')
      },
      localStorage: () => localStorage,
    })
    carriers.push(forbidden)

    await expect(forbidden.read()).rejects.toThrow('denied')
    await expect(forbidden.transact(() => null)).rejects.toThrow('denied')
  })
})

function createStorage(): Storage {
  const items = new Map<string, string>()
  return {
    get length() {
      return items.size
    },
    clear: () => {
      items.clear()
    },
    getItem: (key) => items.get(key) ?? null,
    key: (index) => [...items.keys()][index] ?? null,
    removeItem: (key) => {
      items.delete(key)
    },
    setItem: (key, value) => {
      items.set(key, value)
    },
  }
}
