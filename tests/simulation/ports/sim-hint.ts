import type { HandOverHint } from '@/auth/core/ports'
import type { Machine } from '../machine/machine'

interface Mark {
  readonly isSet: boolean
  readonly by: number
  readonly shownAtMs: number
}

/** A mark in local storage, which shows the other tabs late what one has written. */
export class SimLocalStorage {
  readonly #machine: Machine
  readonly #lagMs: number
  #marks: readonly Mark[] = [{ isSet: false, by: -1, shownAtMs: 0 }]

  constructor(machine: Machine, lagMs: number) {
    this.#machine = machine
    this.#lagMs = lagMs
  }

  hintOf(tab: number): HandOverHint {
    return {
      isSet: () => this.#seenBy(tab),
      set: () => {
        this.#write(tab, true)
      },
      clear: () => {
        this.#write(tab, false)
      },
    }
  }

  #seenBy(tab: number): boolean {
    const { trueMs } = this.#machine
    const seen = this.#marks.filter(({ by, shownAtMs }) => by === tab || shownAtMs <= trueMs)
    return seen.at(-1)?.isSet ?? false
  }

  #write(by: number, isSet: boolean): void {
    const shownAtMs = this.#machine.trueMs + this.#lagMs
    this.#marks = [...this.#marks.slice(-8), { isSet, by, shownAtMs }]
  }
}
