// @vitest-environment jsdom
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createIndexedDbCarrier } from '@/auth/browser/indexed-db-carrier'
import { createSessionStorageCarrier } from '@/auth/browser/session-storage-carrier'
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

describe('createSessionStorageCarrier', () => {
  const open = () => createSessionStorageCarrier('latchkey/test', () => sessionStorage)

  beforeEach(() => {
    sessionStorage.clear()
  })

  it('gives back what it holds, and forgets it', async () => {
    await open().transact(() => recordWith())
    expect(await open().read()).toEqual(recordWith())

    await open().transact(() => null)
    expect(await open().read()).toBeNull()
    expect(sessionStorage).toHaveLength(0)
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
    sessionStorage.setItem('latchkey/test', garbage)

    expect(await open().read()).toBeNull()
  })

  it('rejects where session storage is forbidden', async () => {
    const forbidden = createSessionStorageCarrier('latchkey/test', () => {
      throw new DOMException('denied', 'SecurityError')
    })

    await expect(forbidden.read()).rejects.toThrow('denied')
    await expect(forbidden.transact(() => null)).rejects.toThrow('denied')
  })
})
