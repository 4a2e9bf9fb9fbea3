import type { Machine } from './machine'

/** What may enter a tab, in the order in which a browser lets it in when the tab comes back. */
export type Entry = 'timer' | 'answer' | 'message'

const order: readonly Entry[] = ['timer', 'answer', 'message']

/** Lets things into the code of one tab, or not: a frozen tab gets them later, a dead one never. */
export class TabGate {
  readonly #machine: Machine
  #held: { readonly entry: Entry; readonly run: () => void }[] = []
  #state: 'running' | 'frozen' | 'dead' = 'running'
  #isDeaf = false
  #sinceMs: number
  #sinceAwakeMs: number
  #ranBeforeMs = 0

  constructor(machine: Machine) {
    this.#machine = machine
    this.#sinceMs = machine.trueMs
    this.#sinceAwakeMs = machine.awakeMs
  }

  /** Since when it runs without a break, by true time. */
  get runningSinceMs(): number {
    return Math.max(this.#sinceMs, this.#machine.wokeAtMs)
  }

  /** How long it has run in all while the machine was awake. */
  get ranMs(): number {
    const lastMs = this.isRunning ? this.#machine.awakeMs - this.#sinceAwakeMs : 0
    return this.#ranBeforeMs + lastMs
  }

  get isRunning(): boolean {
    return this.#state === 'running'
  }

  /** Whether it lies in the page cache. */
  get isCached(): boolean {
    return this.#state === 'frozen' && this.#isDeaf
  }

  get isDead(): boolean {
    return this.#state === 'dead'
  }

  /** @param isDeaf - messages are lost rather than kept, as for a page in the back/forward cache */
  freeze(isDeaf: boolean): void {
    if (this.#state !== 'running') return
    this.#ranBeforeMs = this.ranMs
    this.#state = 'frozen'
    this.#isDeaf = isDeaf
  }

  /** @param tell - tells the page that it is back, before or after what waits outside */
  thaw(tell: () => void, tellsFirst: boolean): void {
    if (this.#state !== 'frozen') return
    this.#state = 'running'
    this.#sinceMs = this.#machine.trueMs
    this.#sinceAwakeMs = this.#machine.awakeMs
    const held = this.#held
    this.#held = []
    if (tellsFirst) this.enter('timer', 0, tell)
    for (const entry of order) {
      for (const { run } of held.filter((one) => one.entry === entry)) this.enter(entry, 0, run)
    }
    if (!tellsFirst) this.enter('timer', 0, tell)
  }

  kill(): void {
    this.#state = 'dead'
    this.#held = []
  }

  /** Runs code of the tab after a delay, or when the tab runs again. */
  enter(entry: Entry, delayMs: number, run: () => void): { isCancelled: boolean } {
    return this.#machine.afterAwake(delayMs, () => {
      this.now(entry, run)
    })
  }

  /** The same, at once. */
  now(entry: Entry, run: () => void): void {
    if (this.#state === 'dead') return
    if (this.#state === 'frozen') {
      if (entry !== 'message' || !this.#isDeaf) this.#held.push({ entry, run })
      return
    }
    this.#machine.markUnsettled()
    run()
  }
}
