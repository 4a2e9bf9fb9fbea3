import type { Clock } from '@/auth/core/ports'

interface Timer {
  readonly atMs: number
  readonly task: () => void
}

/** Virtual time: nothing happens until a test lets time pass. */
export class FakeClock implements Clock {
  readonly #timers = new Set<Timer>()
  #nowMs: number
  /** How far the wall clock has been set, or has gone on while the machine slept. */
  #jumpedMs = 0

  /** @param startMs - a round, readable instant */
  constructor(startMs = Date.UTC(2026, 0, 1, 12)) {
    this.#nowMs = startMs
  }

  readonly now = () => this.#nowMs + this.#jumpedMs

  readonly monotonic = () => this.#nowMs

  readonly after = (delayMs: number, task: () => void) => {
    const timer = { atMs: this.#nowMs + delayMs, task }
    this.#timers.add(timer)
    return () => {
      this.#timers.delete(timer)
    }
  }

  get pendingTimers(): number {
    return this.#timers.size
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

  /** The machine sleeps, or somebody sets the clock: the wall clock alone goes on, and no timer runs. */
  jump(ms: number): void {
    this.#jumpedMs += ms
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
