import { hashText } from './chance'
import type { Task } from './task-queue'
import { TaskQueue } from './task-queue'

/** When virtual time begins: a round, readable instant. */
export const startMs = Date.UTC(2026, 0, 1, 12)

/** More than any run needs that comes to an end. */
const mostSteps = 1_000_000

/** Whether the monotonic clock stands still while the machine sleeps, as on macOS and Linux. */
export interface MachineTraits {
  readonly monotonicSleeps: boolean
}

/**
 * Virtual time, and the machine the browser runs on: its two clocks and its sleep. The server lives by true time and
 * never sleeps.
 */
export class Machine {
  readonly #queue = new TaskQueue()
  readonly #traits: MachineTraits
  /** What happened, as text; kept only where somebody wants to read it. */
  readonly log: string[] | null
  #trueMs = startMs
  #setByMs = 0
  #setAtMs = 0
  /** By which the monotonic clock is behind. */
  #stoodStillMs = 0
  #sleptMs = 0
  #sleptSinceMs = Infinity
  #asleepUntilMs = 0
  #hash = 0x811c9dc5
  #steps = 0
  /** Tab code has run since the promises were last let settle. */
  #isUnsettled = false

  constructor(traits: MachineTraits, keepsLog: boolean) {
    this.#traits = traits
    this.log = keepsLog ? [] : null
  }

  /** True time in ms since the epoch: the server's, before its own offset. */
  get trueMs(): number {
    return this.#trueMs
  }

  get wallMs(): number {
    return this.#trueMs + this.#setByMs
  }

  get monotonicMs(): number {
    return this.#trueMs - startMs - this.#stoodStillMs
  }

  /** Time so far without the sleep. */
  get awakeMs(): number {
    return Math.min(this.#trueMs, this.#sleptSinceMs) - startMs - this.#sleptMs
  }

  /** When its last sleep ended. */
  get wokeAtMs(): number {
    return this.#asleepUntilMs
  }

  /** By how much somebody has set the wall clock. */
  get wallErrorMs(): number {
    return this.#setByMs
  }

  /** Whether neither clock tells how long ago something was: the one was set, the other has stood still. */
  get isTimeLost(): boolean {
    return this.#setByMs !== 0 && this.#stoodStillMs > 0
  }

  /** The same for the same run, whatever else the process does. */
  get hash(): string {
    return (this.#hash >>> 0).toString(16).padStart(8, '0')
  }

  /** When somebody has set the wall clock last. */
  get clockSetAtMs(): number {
    return this.#setAtMs
  }

  note(text: string): void {
    this.#hash = hashText(text, this.#hash ^ (this.#trueMs | 0))
    this.explain(() => text)
  }

  /** Says more to somebody who reads along. */
  explain(text: () => string): void {
    this.log?.push(`${((this.#trueMs - startMs) / 1000).toFixed(3).padStart(10)}s  ${text()}`)
  }

  after(delayMs: number, run: () => void): Task {
    return this.#queue.add(this.#trueMs + Math.max(0, delayMs), run)
  }

  /** On this machine, so not before it wakes. */
  afterAwake(delayMs: number, run: () => void): Task {
    return this.after(delayMs, () => {
      if (this.isAsleep) this.afterAwake(this.#asleepUntilMs - this.#trueMs, run)
      else run()
    })
  }

  get isAsleep(): boolean {
    return this.#trueMs < this.#asleepUntilMs
  }

  sleep(forMs: number): void {
    if (this.isAsleep) return
    this.#asleepUntilMs = this.#trueMs + forMs
    this.#sleptSinceMs = this.#trueMs
    this.after(forMs, () => {
      // Unless it has fallen asleep again at that instant.
      if (!this.isAsleep) this.#sleptSinceMs = Infinity
      this.#sleptMs += forMs
      if (this.#traits.monotonicSleeps) this.#stoodStillMs += forMs
    })
  }

  setClock(byMs: number): void {
    this.#setByMs += byMs
    this.#setAtMs = this.#trueMs
  }

  /** To be called around everything that runs code of a tab. */
  markUnsettled(): void {
    this.#isUnsettled = true
  }

  /**
   * Runs what is due until then, one task at a time, and lets every promise settle in between.
   *
   * @param afterStep - called after each; answers whether to stop
   */
  async runFor(durationMs: number, afterStep: () => boolean): Promise<void> {
    const endMs = this.#trueMs + durationMs
    for (let task = this.#queue.take(endMs); task; task = this.#queue.take(endMs)) {
      this.#trueMs = Math.max(this.#trueMs, task.atMs)
      this.#steps += 1
      if (this.#steps > mostSteps) throw new Error('Something goes round in circles')
      task.run()
      if (!this.#isUnsettled) continue
      this.#isUnsettled = false
      await settled()
      if (afterStep()) return
    }
    this.#trueMs = endMs
  }
}

/** A macrotask: Node runs it after the last promise that can settle has done so. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))
