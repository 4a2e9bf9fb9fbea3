import type { Clock } from '@/auth/core/ports'
import type { Machine } from '../machine/machine'
import type { TabGate } from '../machine/tab-gate'
import type { TabTraits } from './sim-page'

interface Timer {
  isCancelled: boolean
}

/** The clock of one tab. Hidden tabs are late: to the second, throttled ones to the minute. */
export class SimClock implements Clock {
  readonly #machine: Machine
  readonly #gate: TabGate
  readonly #traits: TabTraits
  readonly #onOverflow: (delayMs: number) => void
  readonly #openedAtMs: number
  readonly #pending = new Set<Timer>()

  constructor(
    machine: Machine,
    gate: TabGate,
    traits: TabTraits,
    onOverflow: (delayMs: number) => void,
  ) {
    this.#machine = machine
    this.#gate = gate
    this.#traits = traits
    this.#onOverflow = onOverflow
    this.#openedAtMs = machine.monotonicMs
  }

  get pendingTimers(): number {
    return this.#pending.size
  }

  readonly now = () => this.#machine.wallMs

  readonly monotonic = () => this.#machine.monotonicMs - this.#openedAtMs

  readonly after = (delayMs: number, task: () => void) => {
    if (!(delayMs >= 0 && delayMs < 2 ** 31)) this.#onOverflow(delayMs)
    const timer: Timer = { isCancelled: false }
    this.#pending.add(timer)
    this.#wait(timer, this.#machine.monotonicMs + delayMs, task)
    return () => {
      timer.isCancelled = true
      this.#pending.delete(timer)
    }
  }

  /** A timer runs by the monotonic clock, so one that stood still in between is waited for. */
  #wait(timer: Timer, dueMs: number, task: () => void): void {
    const leftMs = this.#aligned(dueMs - this.#machine.monotonicMs)
    this.#gate.enter('timer', leftMs, () => {
      if (timer.isCancelled) return
      if (this.#machine.monotonicMs < dueMs) {
        this.#wait(timer, dueMs, task)
        return
      }
      this.#pending.delete(timer)
      task()
    })
  }

  #aligned(delayMs: number): number {
    const stepMs = this.#traits.timerStepMs
    if (stepMs === 0) return delayMs
    const at = this.#machine.trueMs + delayMs
    return Math.ceil(at / stepMs) * stepMs - this.#machine.trueMs
  }
}
