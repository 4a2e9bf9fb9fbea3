import type { AxiosInstance } from 'axios'
import axios from 'axios'
import { AuthClient } from '@/auth/core/auth-client'
import type { TimedAuthEvent } from '@/auth/core/events'
import type { AuthPorts, FormerPlace } from '@/auth/core/ports'
import type { AuthSnapshot } from '@/auth/core/session-state'
import type { TabMessage } from '@/auth/core/tab-message'
import { installAuthInterceptors } from '@/auth/interceptors'
import type { SimBrowser } from './browser'
import { apiBaseUrl, createApi, createClientOptions } from './client-options'
import { ExpiryKnowledge } from './invariants/expiry-knowledge'
import { TabGate } from './machine/tab-gate'
import { SimClock } from './ports/sim-clock'
import { SimPage } from './ports/sim-page'
import type { SimSessionStorage } from './ports/sim-session-storage'
import { createSimTransport } from './ports/sim-transport'
import type { WireWatch } from './ports/sim-transport'
import { createStubAdapter } from './ports/stub-adapter'
import type { AdapterWatch } from './ports/stub-adapter'

/** Who watches one tab. */
export interface TabWatch extends WireWatch, AdapterWatch {
  readonly snapshotChanged: (before: AuthSnapshot, after: AuthSnapshot) => void
  readonly messageHeard: (message: TabMessage) => void
  readonly eventHeard: (event: TimedAuthEvent) => void
  readonly pageTold: () => void
  readonly timerOverflowed: (delayMs: number) => void
}

/** One tab: a real client and real interceptors over the ports of the simulation. */
export class SimTab {
  readonly slot: number
  /** Tells apart the tabs that one slot has held. */
  readonly name: string
  readonly gate: TabGate
  /** By true time. */
  readonly openedAtMs: number
  readonly clock: SimClock
  readonly page: SimPage
  readonly sessionStorage: SimSessionStorage
  readonly client: AuthClient
  readonly http: AxiosInstance
  readonly expiry: ExpiryKnowledge
  isDisposed = false
  /** Its timers were ever put off to the minute. */
  wasThrottled = false
  readonly #browser: SimBrowser
  readonly #channel
  readonly #ejectInterceptors: () => void
  #snapshot: AuthSnapshot

  constructor(
    browser: SimBrowser,
    { slot, life }: { readonly slot: number; readonly life: number },
    sessionStorage: SimSessionStorage,
    watchOf: (tab: SimTab) => TabWatch,
    formerOf: (tab: SimTab) => FormerPlace | undefined = () => undefined,
  ) {
    this.slot = slot
    this.name = `tab ${String(slot)}.${String(life)}`
    this.#browser = browser
    this.openedAtMs = browser.machine.trueMs
    this.sessionStorage = sessionStorage
    const watch = watchOf(this)
    this.page = new SimPage(browser.machine.wallMs, watch.pageTold)
    this.gate = new TabGate(browser.machine)
    this.clock = new SimClock(browser.machine, this.gate, this.page, watch.timerOverflowed)
    this.expiry = new ExpiryKnowledge(this.clock)
    this.#channel = browser.channel.open(this.gate, watch.messageHeard)
    const { environment } = browser.schedule
    this.client = new AuthClient(
      this.#ports(watch, formerOf(this)),
      createClientOptions(environment),
    )
    this.#snapshot = this.client.snapshot
    this.client.subscribe((snapshot) => {
      const before = this.#snapshot
      this.#snapshot = snapshot
      this.expiry.note(snapshot.session)
      watch.snapshotChanged(before, snapshot)
    })
    this.client.onEvent((event) => {
      browser.coverage.count(`event ${event.type}`)
      watch.eventHeard(event)
    })
    const adapter = createStubAdapter(browser.wire, this, watch)
    this.http = axios.create({ baseURL: apiBaseUrl, adapter })
    this.#ejectInterceptors = installAuthInterceptors(this.http, this.client)
  }

  /** What it has not let go of. */
  get leftovers(): readonly string[] {
    const left = {
      timers: this.clock.pendingTimers,
      'page listeners': this.page.listeners,
      'channel listeners': this.#channel.listeners(),
      'wishes for the lock': this.#browser.lock.wishesOf(this.gate),
    }
    return Object.entries(left).flatMap(([what, count]) => (count > 0 ? `${count} ${what}` : []))
  }

  dispose(): void {
    this.isDisposed = true
    this.client.dispose()
    this.#ejectInterceptors()
  }

  /** The page's code is gone; what it has sent is not. */
  kill(): void {
    this.gate.kill()
    this.#browser.lock.look()
  }

  #ports(watch: TabWatch, former: FormerPlace | undefined): AuthPorts {
    const { schedule, database, lagging, localStorage, lock, chance, wire } = this.#browser
    const transport = createSimTransport(wire, this, watch)
    return {
      api: createApi(schedule.environment, transport, () => wire.jar.mark),
      sharedStore: lagging?.storeOf(this.slot) ?? database.storeOf(this.gate),
      tabStore: this.sessionStorage.store,
      hint: localStorage.hintOf(this.slot),
      runExclusive: lock.runnerOf(this.gate, this.clock),
      channel: this.#channel,
      former,
      page: this.page,
      clock: this.clock,
      randomness: {
        id: () => chance.id(`id/${this.name}`),
        fraction: () => chance.fraction(`fraction/${this.name}`),
      },
    }
  }
}
