import type { Ledger } from '@/auth/core/ledger'
import type { Coverage } from './coverage'
import { Chance } from './machine/chance'
import { Machine } from './machine/machine'
import { LaggingStore } from './ports/lagging-store'
import { SimChannel } from './ports/sim-channel'
import { SimDatabase } from './ports/sim-database'
import { SimLocalStorage } from './ports/sim-hint'
import { SimLock } from './ports/sim-lock'
import { SimNetwork } from './ports/sim-network'
import type { Wire } from './ports/sim-transport'
import type { Schedule } from './schedule'
import { CookieJar } from './servers/cookie-jar'
import { HttpDoor } from './servers/http-door'
import { SimServer } from './servers/sim-server'

/** What all tabs of a run share: the machine, the browser's storage, lock and channel, the network, the server. */
export class SimBrowser {
  readonly schedule: Schedule
  readonly coverage: Coverage
  readonly chance: Chance
  readonly machine: Machine
  readonly server: SimServer
  readonly network: SimNetwork
  readonly wire: Wire
  readonly jar: CookieJar
  readonly database: SimDatabase
  readonly lagging: LaggingStore | null
  readonly localStorage: SimLocalStorage
  readonly lock: SimLock
  readonly channel: SimChannel
  /** Told of every change of what is stored. */
  onCommit: (before: Ledger, after: Ledger) => void = () => undefined

  /** @param beside - what the apps of one name share; those of another name have machine, network and server alone */
  constructor(
    schedule: Schedule,
    coverage: Coverage,
    keepsLog: boolean,
    beside: SimBrowser | null = null,
  ) {
    const { environment, seed } = schedule
    const { count } = coverage
    const commit = (before: Ledger, after: Ledger) => {
      this.onCommit(before, after)
    }
    this.schedule = schedule
    this.coverage = coverage
    this.chance = beside?.chance ?? new Chance(seed)
    this.machine = beside?.machine ?? new Machine(environment, keepsLog)
    this.server = beside?.server ?? new SimServer(environment, () => this.machine.trueMs)
    this.network = beside?.network ?? new SimNetwork(this.machine, this.chance, environment, count)
    this.jar = beside?.jar ?? new CookieJar()
    const door = new HttpDoor(this.server, environment.server)
    this.wire = { network: this.network, door, jar: this.jar }
    this.database = new SimDatabase(this.machine, this.chance, environment.store, commit)
    const isLagging = environment.store === 'lagging'
    this.lagging = isLagging ? new LaggingStore(this.machine, commit) : null
    this.localStorage = new SimLocalStorage(this.machine, 60)
    this.lock = new SimLock(this.machine, environment.lock, count)
    this.channel = new SimChannel(this.machine, this.chance, environment.channel)
  }

  /** What is stored for all tabs. */
  get stored(): Ledger {
    return (this.lagging ?? this.database).ledger
  }

  heal(): void {
    this.network.heal()
    this.database.heal()
    this.channel.heal()
    this.server.cause('heal')
  }
}
