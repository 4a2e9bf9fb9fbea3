import type { FormerPlace } from '@/auth/core/ports'
import { SimBrowser } from './browser'
import { Coverage } from './coverage'
import { startMs } from './machine/machine'
import { SimSessionStorage } from './ports/sim-session-storage'
import type { Environment, Person } from './schedule'
import { personNamed } from './servers/people'
import { SimTab } from './sim-tab'
import type { TabWatch } from './sim-tab'

/** The name that all apps of before had, that of the updated app, and that of another app of the same origin. */
export type AppName = 'before' | 'after' | 'other'

/** What one tab keeps for itself, under each name. */
export interface TabStorages {
  readonly before: SimSessionStorage
  readonly after: SimSessionStorage
  readonly other: SimSessionStorage
  /** Whether what was stored here under the name of before is taken. */
  isTaken: boolean
}

const newStorage = () => new SimSessionStorage(false, () => undefined)

export const newStorages = (): TabStorages => ({
  before: newStorage(),
  after: newStorage(),
  other: newStorage(),
  isTaken: false,
})

/** Apps of several names in one browser, and an update of the app that changes its name. */
export class NameWorld {
  readonly #before: SimBrowser
  readonly #browsers: Readonly<Record<AppName, SimBrowser>>
  readonly #underWay = new Set<string>()
  readonly #busyUntilMs = new Map<SimTab, number>()
  #isTaken = false
  #slots = 0
  /** What no two versions of the app may do, and have done. */
  readonly faults: string[] = []

  constructor(seed: number, environment: Environment) {
    const schedule = { seed, tabs: 0, environment, actions: [] }
    this.#before = new SimBrowser(schedule, new Coverage(), true)
    const beside = () => new SimBrowser(schedule, new Coverage(), false, this.#before)
    this.#browsers = { before: this.#before, after: beside(), other: beside() }
  }

  get log(): readonly string[] {
    return this.#before.machine.log ?? []
  }

  at(atMs: number, run: () => void): void {
    this.in(startMs + atMs - this.#before.machine.trueMs, run)
  }

  in(delayMs: number, run: () => void): void {
    this.#before.machine.after(delayMs, () => {
      this.#before.machine.markUnsettled()
      run()
    })
  }

  /** Whether a tab is about to get tokens, or to store them: they would go with its page. */
  isBusy(tab: SimTab): boolean {
    return (this.#busyUntilMs.get(tab) ?? 0) > this.#before.machine.trueMs
  }

  async runFor(durationMs: number): Promise<void> {
    await this.#before.machine.runFor(durationMs, () => false)
  }

  open(name: AppName, storages: TabStorages): SimTab {
    const slot = (this.#slots += 1)
    const watchOf = (tab: SimTab) => this.#watch(tab)
    const formerOf = (tab: SimTab) => (name === 'after' ? this.#former(tab, storages) : undefined)
    const identity = { slot, life: slot }
    return new SimTab(this.#browsers[name], identity, storages[name], watchOf, formerOf)
  }

  #former(tab: SimTab, storages: TabStorages): FormerPlace {
    const { database, localStorage, lock, channel } = this.#before
    return {
      sharedStore: database.storeOf(tab.gate),
      tabStore: storages.before.store,
      hint: localStorage.hintOf(tab.slot),
      runExclusive: lock.runnerOf(tab.gate, tab.clock),
      channel: channel.open(tab.gate, () => undefined),
      isTaken: (isShared) => (isShared ? this.#isTaken : storages.isTaken),
      setTaken: (isShared) => {
        if (isShared) this.#isTaken = true
        else storages.isTaken = true
      },
    }
  }

  #watch(tab: SimTab): TabWatch {
    const { machine, server } = this.#before
    const nothing = () => undefined
    return {
      refreshSent: (token) => {
        const isSpent = server.book.find(token)?.spentAtMs !== null
        if (isSpent) this.faults.push(`${tab.name} sends a token that is spent`)
        if (this.#underWay.has(token)) this.faults.push(`${tab.name} sends what is under way`)
        this.#underWay.add(token)
        this.#busyUntilMs.set(tab, Infinity)
        machine.note(`${tab.name}: refresh ${token.slice(-12)}`)
      },
      refreshHeard: (token) => {
        this.#underWay.delete(token)
        this.#busyUntilMs.set(tab, machine.trueMs + storingMs)
      },
      snapshotChanged: (_, { session }) => {
        const reason = session.status === 'anonymous' ? session.reason : session.status
        machine.note(`${tab.name}: ${reason}`)
      },
      revokeSent: nothing,
      grantHeard: nothing,
      grantReturning: nothing,
      apiSent: nothing,
      apiHeard: nothing,
      messageHeard: nothing,
      eventHeard: nothing,
      pageTold: nothing,
      timerOverflowed: nothing,
    }
  }
}

/** How long it takes at most to store what a refresh has brought, in ms. */
const storingMs = 2_000

/** Who is signed in there. */
export function personOf({ client }: SimTab): Person | null {
  const { session } = client.snapshot
  return session.status === 'authenticated' ? personNamed(session.user.username) : null
}
