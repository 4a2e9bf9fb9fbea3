import type { Ledger } from '@/auth/core/ledger'
import { emptyLedger } from '@/auth/core/ledger'
import { parseLedger } from '@/auth/core/parse-ledger'
import type { LedgerStore } from '@/auth/core/ports'
import type { Chance } from '../machine/chance'
import type { Machine } from '../machine/machine'
import type { TabGate } from '../machine/tab-gate'
import type { Environment } from '../schedule'

/** Told of each transaction that has been carried out. */
export type OnCommit = (before: Ledger, after: Ledger) => void

/** What becomes of one use of the store. */
interface Fate {
  readonly beforeMs: number
  readonly afterMs: number
  readonly fails: 'no' | 'before' | 'after' | 'hangs'
}

/**
 * IndexedDB: one ledger for all tabs. A transaction takes time, may fail or hang, and is carried out as a whole in a
 * tab that runs; the tab hears of it later, or never.
 */
export class SimDatabase {
  readonly #machine: Machine
  readonly #chance: Chance
  readonly #onCommit: OnCommit
  #kind: Environment['store']
  #mode: 'ok' | 'hang' | 'fail' = 'ok'
  #ledger: Ledger = emptyLedger

  constructor(machine: Machine, chance: Chance, kind: Environment['store'], onCommit: OnCommit) {
    this.#machine = machine
    this.#chance = chance
    this.#kind = kind
    this.#onCommit = onCommit
  }

  get ledger(): Ledger {
    return this.#ledger
  }

  /** Whether everything works now. */
  get isHealthy(): boolean {
    return this.#mode === 'ok' && (this.#kind === 'ok' || this.#kind === 'slow')
  }

  setMode(mode: 'ok' | 'hang' | 'fail'): void {
    this.#mode = mode
  }

  heal(): void {
    this.#mode = 'ok'
    if (this.#kind === 'flaky') this.#kind = 'ok'
  }

  /** What one tab asks for is done in that order, as IndexedDB has it (connection queues, transaction scheduling). */
  storeOf(gate: TabGate): LedgerStore {
    let doneAtMs = 0
    const use = (action: () => Ledger) => {
      const fate = this.#fate()
      const nowMs = this.#machine.awakeMs
      const beforeMs = Math.max(fate.beforeMs, doneAtMs - nowMs)
      if (fate.fails === 'no' || fate.fails === 'after') doneAtMs = nowMs + beforeMs
      return this.#use(gate, { ...fate, beforeMs }, action)
    }
    return {
      isShared: true,
      read: () => use(() => this.#ledger),
      transact: (decide) => use(() => this.#commit(decide)),
    }
  }

  #commit(decide: (stored: Ledger) => Ledger): Ledger {
    const before = this.#ledger
    // Browsers may start a transaction anew.
    if (this.#chance.isHit('database/again', 0.05)) decide(before)
    this.#ledger = parseLedger(decide(before))
    this.#onCommit(before, this.#ledger)
    return this.#ledger
  }

  #use(gate: TabGate, { beforeMs, afterMs, fails }: Fate, action: () => Ledger): Promise<Ledger> {
    return new Promise((resolve, reject) => {
      if (fails === 'hangs') return
      gate.enter('answer', beforeMs, () => {
        const failure = new Error('The database cannot be used')
        if (fails === 'before') {
          reject(failure)
          return
        }
        const ledger = action()
        gate.enter('answer', afterMs, () => {
          if (fails === 'after') reject(failure)
          else resolve(ledger)
        })
      })
    })
  }

  #fate(): Fate {
    const slowest = this.#kind === 'slow' ? 300 : 8
    const beforeMs = this.#chance.between('database', 1, slowest)
    const afterMs = this.#chance.between('database', 0, slowest)
    if (this.#kind === 'forbidden' || this.#mode === 'fail') {
      return { beforeMs, afterMs, fails: 'before' }
    }
    if (this.#mode === 'hang') return { beforeMs, afterMs, fails: 'hangs' }
    return this.#kind === 'flaky'
      ? this.#flakyFate(beforeMs, afterMs)
      : { beforeMs, afterMs, fails: 'no' }
  }

  #flakyFate(beforeMs: number, afterMs: number): Fate {
    const draw = this.#chance.fraction('database/flaky')
    if (draw < 0.04) return { beforeMs, afterMs, fails: 'before' }
    if (draw < 0.07) return { beforeMs, afterMs, fails: 'after' }
    if (draw < 0.1) return { beforeMs, afterMs, fails: 'hangs' }
    if (draw < 0.16) return { beforeMs: beforeMs * 1_500, afterMs, fails: 'no' }
    return { beforeMs, afterMs, fails: 'no' }
  }
}
