import type { PageLifecycle } from '@/auth/core/ports'

/** What of a tab its timers depend on. */
export interface TabTraits {
  /** `0`, or to which multiple of it timers are put off. */
  readonly timerStepMs: number
}

/** Whether one tab is looked at, and who wants to know. */
export class SimPage implements PageLifecycle, TabTraits {
  readonly openedAtMs: number
  readonly #listeners = new Set<() => void>()
  readonly #onTold: () => void
  #visibility: 'visible' | 'hidden' | 'throttled' = 'visible'

  /**
   * @param openedAtMs - by the wall clock
   * @param onTold - called whenever the page is told something
   */
  constructor(openedAtMs: number, onTold: () => void) {
    this.openedAtMs = openedAtMs
    this.#onTold = onTold
  }

  get listeners(): number {
    return this.#listeners.size
  }

  get timerStepMs(): number {
    return { visible: 0, hidden: 1_000, throttled: 60_000 }[this.#visibility]
  }

  readonly isVisible = () => this.#visibility === 'visible'

  readonly onChange = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  change(visibility: 'visible' | 'hidden' | 'throttled'): void {
    this.#visibility = visibility
  }

  /** Visible, hidden, online, or back from the cache. */
  tell(): void {
    this.#onTold()
    for (const listener of [...this.#listeners]) listener()
  }
}
