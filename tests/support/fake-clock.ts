import type { Clock } from '@/auth/core/ports'

interface Timer {
  readonly atMs: number
  readonly task: () => void
}

/** Virtual time: nothing happens until a test lets time pass. */
export class FakeClock implements Clock {
  /** Milliseconds that this machine counts in a true one. */
  rate = 1
  /** The longest delay that a timer was asked for. */
  longestDelayMs = 0
  readonly #timers = new Set<Timer>()
  readonly #startMs: number
  #nowMs: number
  /** How long the machine has slept while its monotonic clock stood still. */
  #sleptMs = 0
  /** How far somebody has set the wall clock. */
  #setMs = 0

  /** @param startMs - a round, readable instant */
  constructor(startMs = Date.UTC(2026, 0, 1, 12)) {
    this.#startMs = startMs
    this.#nowMs = startMs
  }

  readonly now = () => this.#nowMs + this.#sleptMs + this.#setMs

  readonly monotonic = () => this.#nowMs

  readonly after = (delayMs: number, task: () => void) => {
    this.longestDelayMs = Math.max(this.longestDelayMs, delayMs)
    const timer = { atMs: this.#nowMs + delayMs, task }
    this.#timers.add(timer)
    return () => {
      this.#timers.delete(timer)
    }
  }

  get pendingTimers(): number {
    return this.#timers.size
  }

  /** What a clock says that nobody sets, and that goes neither fast nor slow: the server's. */
  trueNow(): number {
    return this.#startMs + (this.#nowMs - this.#startMs) / this.rate + this.#sleptMs
  }

  /** Lets time pass, running each timer at its own instant and all that follows from it. */
  async advance(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms
    await settle()
    for (let timer = this.#nextTimer(endMs); timer; timer = this.#nextTimer(endMs)) {
      this.#timers.delete(timer)
      this.#nowMs = Math.max(this.#nowMs, timer.atMs)
      timer.task()
      await settle()
    }
    this.#nowMs = endMs
  }

  /** The machine sleeps: true time goes on and the monotonic clock stands still. No timer runs. */
  jump(ms: number): void {
    this.#sleptMs += ms
  }

  /** The machine sleeps, and its monotonic clock goes on. No timer runs until it wakes. */
  sleep(ms: number): void {
    this.#nowMs += ms
  }

  /** Somebody sets the wall clock; no time passes. */
  set(byMs: number): void {
    this.#setMs += byMs
  }

  #nextTimer(endMs: number): Timer | undefined {
    return [...this.#timers]
      .filter((timer) => timer.atMs <= endMs)
      .sort((a, b) => a.atMs - b.atMs)
      .at(0)
  }
}

/** Lets every promise that can settle now do so. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 10; round += 1) {
    await new Promise((resolve) => setImmediate(resolve))
  }
}
