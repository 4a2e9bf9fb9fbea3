import { describe, expect, it } from 'vitest'
import { Carrier } from '@/auth/core/carrier'
import { emptyLedger } from '@/auth/core/ledger'
import type { Ledger } from '@/auth/core/ledger'
import { addIntent, hasIntent } from '@/auth/core/ledger-notes'
import { burySession, endSession, openSession } from '@/auth/core/ledger-session'
import type { HandOverHint } from '@/auth/core/ports'
import type { TabMessage } from '@/auth/core/tab-message'
import { createTestStore } from '../../support/auth-world'
import { FakeClock, settle } from '../../support/fake-clock'
import { recordWith } from '../../support/records'

const newer = recordWith({ version: { generation: 2, id: 'v-2' } })
const intent = {
  id: 'intent-9',
  sid: 'sid-1',
  versionId: 'v-1',
  deadlineMs: 9e15,
  isExclusive: false,
}
const logout = { sid: 'sid-1', reason: 'logged-out', untilMs: Infinity } as const

/** Tabs of one browser, each with a carrier of the same kind. */
class Tabs {
  readonly clock = new FakeClock()
  readonly said: TabMessage[] = []
  isHinted = false
  /** Whether a tab reads the store again when another says that it has changed. */
  looksWhenTold = false
  readonly #open: { carrier: Carrier; store: ReturnType<typeof createTestStore> }[] = []
  readonly #isShared: boolean
  readonly #store

  constructor({ isShared }: { readonly isShared: boolean }) {
    this.#isShared = isShared
    this.#store = createTestStore({ isShared })
  }

  open() {
    const store = this.#isShared ? this.#store : createTestStore({ isShared: false })
    const carrier: Carrier = new Carrier(store, {
      clock: this.clock,
      tab: `tab-${String(this.#open.length)}`,
      hint: this.#hint,
      isOpen: () => true,
      channel: { post: (message) => this.#deliver(message, carrier), listen: () => () => {} },
    })
    this.#open.push({ carrier, store })
    return { carrier, store }
  }

  get #hint(): HandOverHint {
    return {
      isSet: () => this.isHinted,
      set: () => (this.isHinted = true),
      clear: () => (this.isHinted = false),
    }
  }

  #deliver(message: TabMessage, from: Carrier): void {
    this.said.push(message)
    // Tabs that never fall silent would hold the test up for ever.
    if (this.said.length > 500) return
    for (const { carrier } of this.#open) {
      if (carrier === from) continue
      if (message.type === 'ask') carrier.reply(message)
      if (message.type === 'have') carrier.hear(message)
      if (message.type === 'changed' && this.looksWhenTold) void carrier.read()
    }
  }
}

describe('what a third tab has announced', () => {
  it('is taken from another tab before a session is given up, and not otherwise', async () => {
    const tabs = new Tabs({ isShared: false })
    const [first, second] = [tabs.open(), tabs.open()]
    const announced = { ...intent, tab: 'tab-9' }
    await second.carrier.transact((ledger) => openSession(ledger, recordWith()))
    await first.carrier.transact((ledger) =>
      addIntent(openSession(ledger, recordWith()), announced),
    )
    const asked = async (question: Promise<Ledger>) => {
      await tabs.clock.advance(200)
      return (await question).intents
    }

    expect(await asked(second.carrier.readNewest())).toEqual([])
    expect(await asked(second.carrier.readBeforeEnd())).toEqual([announced])
    expect(await asked(first.carrier.readBeforeEnd())).toEqual([announced])
  })

  it('is not taken for an announcement of this tab, which has dropped it', async () => {
    const tabs = new Tabs({ isShared: false })
    const [first, second] = [tabs.open(), tabs.open()]
    const own = { ...intent, tab: 'tab-1' }
    await second.carrier.transact((ledger) => openSession(ledger, recordWith()))
    await first.carrier.transact((ledger) => addIntent(openSession(ledger, recordWith()), own))

    const question = second.carrier.readBeforeEnd()
    await tabs.clock.advance(200)

    expect((await question).intents).toEqual([])
  })
})

describe('what this tab has announced', () => {
  it('is told as being on its way, also after its machine has slept over its deadline', async () => {
    const tabs = new Tabs({ isShared: false })
    const [first, second] = [tabs.open(), tabs.open()]
    const deadlineMs = tabs.clock.now() + 12_000
    const own = { ...intent, tab: 'tab-0', deadlineMs }
    await second.carrier.transact((ledger) => openSession(ledger, recordWith()))
    await first.carrier.transact((ledger) => addIntent(openSession(ledger, recordWith()), own))
    tabs.clock.sleep(60_000)

    const question = second.carrier.readBeforeEnd()
    await tabs.clock.advance(200)
    await question

    expect(await second.carrier.transact((ledger) => ledger)).toMatchObject({
      intents: [{ id: own.id, deadlineMs: expect.closeTo(deadlineMs + 60_000, -3) }],
    })
  })
})

describe('a session that all tabs share', () => {
  it('is read in the store by each, and told of without a token', async () => {
    const tabs = new Tabs({ isShared: true })
    const [first, second] = [tabs.open(), tabs.open()]

    await first.carrier.transact((ledger) => openSession(ledger, recordWith()))

    expect((await second.carrier.readNewest()).record).toEqual(recordWith())
    expect(tabs.said).toEqual([{ type: 'changed' }])
    expect(first.carrier.isStored).toBe(true)
  })

  it.each([
    ['throws', (store: ReturnType<typeof createTestStore>) => (store.isBroken = true)],
    ['hangs', (store: ReturnType<typeof createTestStore>) => (store.gate = new Promise(() => {}))],
  ])('lives in memory and goes by channel when the store %s', async (_, breakStore) => {
    const tabs = new Tabs({ isShared: true })
    const [first, second] = [tabs.open(), tabs.open()]
    await first.carrier.transact((ledger) => openSession(ledger, recordWith()))
    await second.carrier.read()
    void breakStore(first.store)

    const commit = first.carrier.transact((ledger) => ({ ...ledger, record: newer }))
    await tabs.clock.advance(2_100)
    const read = second.carrier.read()
    await tabs.clock.advance(2_100)

    expect((await commit).record).toEqual(newer)
    expect((await read).record).toEqual(newer)
    expect(first.carrier.isStored).toBe(false)
  })

  it('leaves a store that hangs alone for a while', async () => {
    const tabs = new Tabs({ isShared: true })
    const { carrier, store } = tabs.open()
    store.gate = new Promise(() => {})
    const first = carrier.read()
    await tabs.clock.advance(2_100)
    await first
    store.gate = Promise.resolve()
    store.ledger = { ...emptyLedger, record: recordWith() }

    expect((await carrier.read()).record).toBeNull()
    await tabs.clock.advance(30_000)
    expect((await carrier.read()).record).toEqual(recordWith())
  })

  it('is told a logout that it has missed as soon as it works again', async () => {
    const tabs = new Tabs({ isShared: true })
    const { carrier, store } = tabs.open()
    await carrier.transact((ledger) => openSession(ledger, recordWith()))
    store.isBroken = true
    await carrier.transact((ledger) => burySession(ledger, logout))
    store.isBroken = false

    await tabs.clock.advance(30_000)

    expect(store.ledger).toMatchObject({ record: null, tombstones: [logout] })
    expect(tabs.clock.pendingTimers).toBe(0)
  })

  it('is told it too when something that was decided before is stored after it', async () => {
    const tabs = new Tabs({ isShared: true })
    const { carrier, store } = tabs.open()
    await carrier.transact((ledger) => openSession(ledger, recordWith()))
    let commit = () => {}
    store.commitGate = new Promise((resolve) => (commit = resolve))
    const earlier = carrier.transact((ledger) => ledger)
    await settle()
    store.isBroken = true
    await carrier.transact((ledger) => burySession(ledger, logout))
    store.isBroken = false
    commit()
    await earlier

    await tabs.clock.advance(30_000)

    expect(store.ledger).toMatchObject({ record: null, tombstones: [logout] })
    expect(tabs.clock.pendingTimers).toBe(0)
  })

  it('is spoken of a few times when its store works again, and not for ever', async () => {
    const tabs = new Tabs({ isShared: true })
    const all = [tabs.open(), tabs.open(), tabs.open()]
    const store = tabs.open().store
    store.isBroken = true
    for (const { carrier } of all) {
      await carrier.transact((ledger) => openSession(ledger, recordWith()))
    }
    store.isBroken = false
    const slowly = () => new Promise<void>((resolve) => tabs.clock.after(5, resolve))
    Object.defineProperty(store, 'commitGate', { get: slowly })
    tabs.looksWhenTold = true

    for (const { carrier } of all) {
      void carrier.transact((ledger) => endSession(ledger, recordWith(), 'ended-by-server'))
    }
    await tabs.clock.advance(10_000)

    expect(tabs.said.length).toBeLessThan(100)
    expect(tabs.clock.pendingTimers).toBe(0)
  })

  it('is over in a tab that asks about it, though neither store nor message has told it so', async () => {
    const tabs = new Tabs({ isShared: true })
    const [{ carrier: first, store }, { carrier: second }] = [tabs.open(), tabs.open()]
    await first.transact((ledger) => openSession(ledger, recordWith()))
    await second.read()
    await first.transact((ledger) => burySession(ledger, logout))
    store.isBroken = true

    const asked = second.readNewest()
    await tabs.clock.advance(200)

    expect((await asked).record).toBeNull()
  })

  it('is told what other tabs said while it failed, and all who read it are told of that', async () => {
    const tabs = new Tabs({ isShared: true })
    const { carrier, store } = tabs.open()
    await carrier.transact((ledger) => openSession(ledger, recordWith()))
    store.isBroken = true
    const ledger = { ...emptyLedger, record: newer }
    carrier.hear({ type: 'have', isShared: true, tab: 'tab-9', saidAtMs: 0, ledger })
    await settle()
    store.isBroken = false
    const before = tabs.said.length

    await tabs.clock.advance(30_000)

    expect(store.ledger.record).toEqual(newer)
    expect(tabs.said.slice(before)).toEqual([{ type: 'changed' }])
  })

  it('shows a refresh that was heard of to a transaction that reaches the store first', async () => {
    const tabs = new Tabs({ isShared: true })
    const { carrier, store } = tabs.open()
    await carrier.transact((ledger) => openSession(ledger, recordWith()))
    let open = () => {}
    store.gate = new Promise((resolve) => (open = resolve))
    const seen: string[][] = []
    const claim = carrier.transact((ledger) => {
      seen.push(ledger.intents.map(({ id }) => id))
      return ledger
    })
    const ledger = { ...emptyLedger, record: recordWith(), intents: [{ ...intent, tab: 'tab-9' }] }
    carrier.hear({ type: 'have', isShared: true, tab: 'tab-9', saidAtMs: 0, ledger })

    open()
    await claim

    expect(seen).toEqual([['intent-9']])
  })

  it.each([
    ['read', (carrier: Carrier) => carrier.read()],
    ['changed', (carrier: Carrier) => carrier.transact((ledger) => ledger)],
  ])('answers late to who %s it before a refresh was announced', async (_, ask) => {
    const tabs = new Tabs({ isShared: true })
    const { carrier, store } = tabs.open()
    await carrier.transact((ledger) => openSession(ledger, recordWith()))
    let answer = () => {}
    const answered = new Promise<void>((resolve) => (answer = resolve))
    const { read, transact } = store
    store.read = () => read().then((ledger) => answered.then(() => ledger))
    store.transact = (decide) => transact(decide).then((ledger) => answered.then(() => ledger))
    const earlier = ask(carrier)
    await settle()
    Object.assign(store, { read, transact })
    const announced = { ...intent, tab: 'tab-0' }
    await carrier.transact((ledger) => addIntent(ledger, announced))

    answer()

    expect((await earlier).intents).toMatchObject([{ id: announced.id }])
    expect(carrier.known.intents).toMatchObject([{ id: announced.id }])
  })

  it('does not do late what memory has gone on from', async () => {
    const tabs = new Tabs({ isShared: true })
    const { carrier, store } = tabs.open()
    let open = () => {}
    store.gate = new Promise((resolve) => (open = resolve))
    const late = carrier.transact((ledger) => openSession(ledger, recordWith()))
    await tabs.clock.advance(2_100)
    await late
    store.ledger = { ...emptyLedger, record: recordWith({ sid: 'sid-2' }) }

    open()
    await settle()

    expect(store.ledger.record?.sid).toBe('sid-2')
  })

  it('is used again at once when what seemed to hang was done after all', async () => {
    const tabs = new Tabs({ isShared: true })
    const { carrier, store } = tabs.open()
    let open = () => {}
    store.gate = new Promise((resolve) => (open = resolve))
    const read = carrier.read()
    await tabs.clock.advance(2_100)
    await read
    store.ledger = { ...emptyLedger, record: recordWith() }

    open()
    await settle()

    expect((await carrier.read()).record).toEqual(recordWith())
  })

  it('keeps no timer for a store that fails once it is stopped', async () => {
    const tabs = new Tabs({ isShared: true })
    const { carrier, store } = tabs.open()
    store.isBroken = true
    await carrier.transact((ledger) => openSession(ledger, recordWith()))

    carrier.stop()
    await carrier.transact((ledger) => ledger)

    expect(tabs.clock.pendingTimers).toBe(0)
  })

  it('is stored again after the store was wiped', async () => {
    const { carrier, store } = new Tabs({ isShared: true }).open()
    await carrier.transact((ledger) => openSession(ledger, recordWith()))
    store.ledger = emptyLedger

    await carrier.transact((ledger) => ledger)

    expect(store.ledger.record).toEqual(recordWith())
  })
})

describe('a session of some tabs alone', () => {
  async function signedIn() {
    const tabs = new Tabs({ isShared: false })
    const first = tabs.open()
    await first.carrier.transact((ledger) => openSession(ledger, recordWith()))
    return { tabs, first }
  }

  it('is handed over to a new tab, which then has it for itself', async () => {
    const { tabs } = await signedIn()
    const second = tabs.open()

    expect((await second.carrier.readNewest()).record).toEqual(recordWith())
    await settle()

    expect(second.store.ledger.record).toEqual(recordWith())
  })

  it('is handed over with the refreshes that are on their way, whoever sends them', async () => {
    const tabs = new Tabs({ isShared: false })
    const { carrier: first } = tabs.open()
    await first.transact((ledger) =>
      addIntent(openSession(ledger, recordWith()), {
        id: 'intent-1',
        tab: 'tab-9',
        sid: 'sid-1',
        versionId: 'v-1',
        deadlineMs: tabs.clock.now() + 12_000,
        isExclusive: false,
      }),
    )

    expect(hasIntent(await tabs.open().carrier.readNewest(), 'intent-1')).toBe(true)
  })

  it('is not asked for where no tab ever had one', async () => {
    const tabs = new Tabs({ isShared: false })

    expect((await tabs.open().carrier.readNewest()).record).toBeNull()
    expect(tabs.said).toEqual([])
  })

  it('is not asked for twice when the last tab that had it has gone', async () => {
    const tabs = new Tabs({ isShared: false })
    tabs.isHinted = true
    const read = tabs.open().carrier.readNewest()
    await tabs.clock.advance(100)

    expect((await read).record).toBeNull()
    expect(tabs.isHinted).toBe(false)
  })

  it('is not forced upon a tab that has not asked', async () => {
    const { tabs, first } = await signedIn()
    const second = tabs.open()

    await first.carrier.transact((ledger) => ({ ...ledger, record: newer }))

    expect((await second.carrier.read()).record).toBeNull()
  })

  it('passes newer tokens on to the tabs that share it, and older ones not', async () => {
    const { tabs, first } = await signedIn()
    const second = tabs.open()
    await second.carrier.readNewest()
    await first.carrier.transact((ledger) => ({ ...ledger, record: newer }))
    await settle()
    expect(second.store.ledger.record).toEqual(newer)

    const stale = tabs.open()
    await stale.carrier.transact((ledger) => openSession(ledger, recordWith()))
    await settle()

    expect((await second.carrier.read()).record).toEqual(newer)
  })

  it('gets the newest tokens when it asks, although it has some', async () => {
    const { tabs, first } = await signedIn()
    const copy = tabs.open()
    copy.store.ledger = first.store.ledger
    await first.carrier.transact((ledger) => ({ ...ledger, record: newer }))

    expect((await copy.carrier.readNewest()).record).toEqual(newer)
  })

  it('is over in every tab when one logs out', async () => {
    const { tabs, first } = await signedIn()
    const second = tabs.open()
    await second.carrier.readNewest()

    await first.carrier.transact((ledger) => burySession(ledger, logout))
    await settle()

    expect((await second.carrier.read()).record).toBeNull()
  })

  it('leaves the sessions of other tabs alone', async () => {
    const { tabs, first } = await signedIn()
    const second = tabs.open()
    const other = recordWith({ sid: 'sid-2' })

    await second.carrier.transact((ledger) => openSession(ledger, other))
    await second.carrier.transact((ledger) => ({ ...ledger, record: { ...newer, sid: 'sid-2' } }))
    const read = first.carrier.readNewest()
    await tabs.clock.advance(100)

    expect((await read).record).toEqual(recordWith())
  })
})
