// @vitest-environment jsdom
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { createIndexedDbStore } from '@/auth/browser/indexed-db-store'
import { createHandOverHint, createSessionStorageStore } from '@/auth/browser/session-storage-store'
import { emptyLedger } from '@/auth/core/ledger'
import type { Ledger } from '@/auth/core/ledger'
import { recordWith } from '../../support/records'

const signedIn: Ledger = { ...emptyLedger, record: recordWith() }
const forbid = () => {
  throw new DOMException('denied', 'SecurityError')
}

describe('createIndexedDbStore', () => {
  let factory: IDBFactory

  beforeEach(() => {
    factory = new IDBFactory()
  })

  const open = (name = 'latchkey/test') => createIndexedDbStore(name, () => factory)

  it('holds nothing at first', async () => {
    expect(await open().read()).toEqual(emptyLedger)
  })

  it('gives what one tab has stored to another', async () => {
    await open().transact(() => signedIn)

    expect(await open().read()).toEqual(signedIn)
  })

  it('lets tabs write one after the other, each from what the other has left', async () => {
    await open().transact(() => signedIn)

    await Promise.all(
      Array.from({ length: 20 }, () =>
        open().transact((ledger) => {
          const generation = (ledger.record?.version.generation ?? 0) + 1
          return { ...ledger, record: recordWith({ version: { generation, id: 'v' } }) }
        }),
      ),
    )

    expect((await open().read()).record?.version.generation).toBe(21)
  })

  it('keeps the sessions of two APIs apart', async () => {
    await open('latchkey/a').transact(() => signedIn)

    expect(await open('latchkey/b').read()).toEqual(emptyLedger)
  })

  it('leaves no database open', async () => {
    await open().transact(() => signedIn)

    await new Promise((resolve, reject) => {
      const request = factory.deleteDatabase('latchkey/test')
      request.onsuccess = resolve
      request.onblocked = reject
    })
  })

  it('takes garbage for nothing, and replaces it', async () => {
    const garbage = { ...signedIn, record: recordWith({ user: { id: '', username: 'x' } }) }
    await open().transact(() => garbage)

    expect(await open().read()).toEqual(emptyLedger)
    expect(await open().transact(() => signedIn)).toEqual(signedIn)
  })

  it('rejects where IndexedDB is forbidden', async () => {
    await expect(createIndexedDbStore('latchkey/test', forbid).read()).rejects.toThrow('denied')
  })

  it('rejects when what is decided cannot be stored', async () => {
    const unstorable = Object.assign({ ...signedIn }, { trap: () => 1 })

    await expect(open().transact(() => unstorable)).rejects.toThrow()
    expect(await open().read()).toEqual(emptyLedger)
  })
})

describe('createSessionStorageStore', () => {
  const open = () => createSessionStorageStore('latchkey/test', () => sessionStorage)

  beforeEach(() => {
    sessionStorage.clear()
  })

  it('gives back what it holds after a reload', async () => {
    await open().transact(() => signedIn)

    expect(await open().read()).toEqual(signedIn)
  })

  it('leaves nothing behind where nothing is worth keeping', async () => {
    await open().transact(() => signedIn)
    await open().transact(() => emptyLedger)

    expect(sessionStorage).toHaveLength(0)
  })

  it.each(['', 'null', '{', '[]', '7', '{"record":{"sid":"x"}}', '{"tombstones":7}'])(
    'takes %j for nothing',
    async (garbage) => {
      sessionStorage.setItem('latchkey/test', garbage)

      expect(await open().read()).toEqual(emptyLedger)
    },
  )

  it('rejects where session storage is forbidden', async () => {
    const forbidden = createSessionStorageStore('latchkey/test', forbid)

    await expect(forbidden.read()).rejects.toThrow('denied')
    await expect(forbidden.transact(() => signedIn)).rejects.toThrow('denied')
  })
})

describe('createHandOverHint', () => {
  beforeEach(() => {
    localStorage.clear()
  })

  it('is seen by every tab, and says nothing but that there is something', () => {
    createHandOverHint('latchkey/test', () => localStorage).set()
    const other = createHandOverHint('latchkey/test', () => localStorage)

    expect(other.isSet()).toBe(true)
    expect(JSON.stringify(localStorage)).toBe('{"latchkey/test/tab":"1"}')
    other.clear()
    expect(localStorage).toHaveLength(0)
  })

  it('counts as set where nobody can know', () => {
    const hint = createHandOverHint('latchkey/test', forbid)

    hint.set()
    hint.clear()

    expect(hint.isSet()).toBe(true)
  })
})
