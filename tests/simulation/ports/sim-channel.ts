import type { TabChannel } from '@/auth/core/ports'
import type { TabMessage } from '@/auth/core/tab-message'
import { parseTabMessage } from '@/auth/core/tab-message'
import { describeLedger } from '../describe-ledger'
import type { Chance } from '../machine/chance'
import type { Machine } from '../machine/machine'
import type { TabGate } from '../machine/tab-gate'
import type { Environment } from '../schedule'

/** Told of each message that a tab hears. */
type OnHeard = (message: TabMessage) => void

interface End {
  readonly onHeard: OnHeard
  readonly gate: TabGate
  readonly listeners: Set<(message: TabMessage) => void>
  /** Messages come in the order they were sent. */
  notBeforeMs: number
}

const longestMs = { fast: 20, slow: 1_500, lossy: 400, absent: 0 }

/** Messages between the tabs: they take time, may be lost, and wait outside a frozen tab. */
export class SimChannel {
  readonly #machine: Machine
  readonly #chance: Chance
  readonly #ends = new Set<End>()
  #kind: Environment['channel']

  constructor(machine: Machine, chance: Chance, kind: Environment['channel']) {
    this.#machine = machine
    this.#chance = chance
    this.#kind = kind
  }

  heal(): void {
    if (this.#kind !== 'absent') this.#kind = 'fast'
  }

  /** @returns the channel of a tab, and how many listen there */
  open(gate: TabGate, onHeard: OnHeard): TabChannel & { readonly listeners: () => number } {
    const end: End = { gate, onHeard, listeners: new Set(), notBeforeMs: 0 }
    this.#ends.add(end)
    return {
      post: (message) => {
        this.#post(end, message)
      },
      listen: (listener) => {
        end.listeners.add(listener)
        return () => end.listeners.delete(listener)
      },
      listeners: () => end.listeners.size,
    }
  }

  #post(from: End, message: TabMessage): void {
    if (this.#kind === 'absent') return
    for (const end of this.#ends) {
      if (end.gate.isDead) this.#ends.delete(end)
      else if (end !== from && end.listeners.size > 0) this.#send(end, message)
    }
  }

  #send(end: End, message: TabMessage): void {
    if (this.#kind === 'lossy' && this.#chance.isHit('channel/loss', 0.3)) return
    const atMs = this.#machine.trueMs + this.#chance.between('channel', 1, longestMs[this.#kind])
    end.notBeforeMs = Math.max(end.notBeforeMs, atMs)
    end.gate.enter('message', end.notBeforeMs - this.#machine.trueMs, () => {
      const heard = parseTabMessage(message)
      if (heard) end.onHeard(heard)
      this.#machine.explain(() => `    message: ${describeMessage(message)}`)
      if (heard) for (const listener of [...end.listeners]) listener(heard)
    })
  }
}

function describeMessage(message: TabMessage): string {
  if (message.type !== 'have') return message.type
  return `${message.tab.slice(0, 3)} has ${describeLedger(message.ledger)}`
}
