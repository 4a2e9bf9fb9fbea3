import type { SimBrowser } from '../browser'
import type { SimTab } from '../sim-tab'
import type { InvariantKey, Violation } from './violation'
import { invariants } from './violation'
import { Truth } from './truth'

/** What the rules see of a run, and whom they tell. */
export class Referee {
  readonly browser: SimBrowser
  readonly truth: Truth
  readonly #tabs: () => readonly SimTab[]
  #violation: Violation | null = null

  constructor(browser: SimBrowser, tabs: () => readonly SimTab[]) {
    this.browser = browser
    this.truth = new Truth(browser)
    this.#tabs = tabs
  }

  get violation(): Violation | null {
    return this.#violation
  }

  /** All tabs that have not been closed. */
  get tabs(): readonly SimTab[] {
    return this.#tabs()
  }

  fail(key: InvariantKey, detail: string): void {
    if (this.#violation) return
    const invariant = invariants[key]
    this.#violation = { invariant, detail, atMs: this.browser.machine.trueMs }
    this.browser.machine.note(`VIOLATION ${invariant}: ${detail}`)
  }

  /** Whether the tabs can rely on telling each other, through a store or by messages, for sessions of this kind. */
  areConnected(isKept: boolean): boolean {
    const { channel } = this.browser.schedule.environment
    return isKept ? !this.truth.wasStoreSick : channel === 'fast'
  }
}
