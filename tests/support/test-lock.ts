import type { Clock, RunExclusive } from '@/auth/core/ports'

/** The lock of one browser, in virtual time: one holder, first come first served, gone with the holder's tab. */
export class TestLock {
  /** Whether the lock is granted to nobody, as when a browser has lost it. */
  isStuck = false
  readonly #clock: Clock
  #last: Promise<void> = Promise.resolve()
  #holders = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get isHeld(): boolean {
    return this.#holders > 0
  }

  /** @param tabEnd - resolves when the tab is gone: a browser then gives its lock to the next */
  forTab(tabEnd: Promise<void>): RunExclusive {
    return async (task, waitMs) => {
      const queue = this.#enter()
      void tabEnd.then(queue.leave)
      const isGranted = await this.#inTime(queue.turn, waitMs)
      try {
        return await this.#hold(isGranted, () => task(isGranted))
      } finally {
        queue.leave()
      }
    }
  }

  #enter() {
    let leave = () => {}
    const turn = this.isStuck ? new Promise<void>(() => {}) : this.#last
    const left = new Promise<void>((resolve) => (leave = resolve))
    this.#last = this.#last.then(() => left)
    return { turn, leave: () => leave() }
  }

  #inTime(turn: Promise<void>, waitMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(waitMs, () => resolve(false))
      void turn.then(() => {
        cancel()
        resolve(true)
      })
    })
  }

  async #hold<Result>(isGranted: boolean, task: () => Promise<Result>): Promise<Result> {
    if (!isGranted) return await task()
    this.#holders += 1
    try {
      return await task()
    } finally {
      this.#holders -= 1
    }
  }
}
