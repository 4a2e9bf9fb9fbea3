import type { RunExclusive } from '@/auth/core/ports'
import type { Machine } from '../machine/machine'
import type { TabGate } from '../machine/tab-gate'
import type { Environment } from '../schedule'
import type { SimClock } from './sim-clock'

interface Wish {
  readonly gate: TabGate
  readonly grant: () => void
  /** Goes on without the lock. */
  readonly giveUp: () => void
  isGranted: boolean
}

/** How long a granted lock is under way to its tab. */
const grantMs = 1

/** One lock between the tabs, as Web Locks have it: first come, first served; taken from the frozen and the dead. */
export class SimLock {
  readonly #machine: Machine
  readonly #kind: Environment['lock']
  readonly #count: (what: 'evictions' | 'lockWaits' | 'lockTimeouts') => void
  #wishes: readonly Wish[] = []

  constructor(
    machine: Machine,
    kind: Environment['lock'],
    count: (what: 'evictions' | 'lockWaits' | 'lockTimeouts') => void,
  ) {
    this.#machine = machine
    this.#kind = kind
    this.#count = count
  }

  wishesOf(gate: TabGate): number {
    return this.#wishes.filter((wish) => wish.gate === gate).length
  }

  runnerOf(gate: TabGate, clock: SimClock): RunExclusive {
    if (this.#kind === 'absent') return (task) => task(false)
    return (task, waitMs) => this.#run(gate, clock, task, waitMs)
  }

  /** To be called when a tab has been frozen or has died. */
  look(): void {
    this.#wishes = this.#wishes.filter(({ gate }) => !gate.isDead)
    const [holder, next] = this.#wishes
    if (holder && next && !holder.gate.isRunning) this.#evict(holder)
    else if (holder && !holder.isGranted) this.#grant(holder)
  }

  #run<Result>(
    gate: TabGate,
    clock: SimClock,
    task: (isExclusive: boolean) => Promise<Result>,
    waitMs: number,
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      let cancel: () => void = () => undefined
      const begin = (isExclusive: boolean) => {
        cancel()
        task(isExclusive)
          .then(resolve, reject)
          .finally(() => {
            this.#release(wish)
          })
      }
      const wish: Wish = {
        gate,
        isGranted: false,
        grant: () => gate.enter('answer', grantMs, () => begin(true)),
        giveUp: () => gate.enter('answer', 0, () => begin(false)),
      }
      cancel = this.#armed(clock, waitMs, wish, () => {
        begin(false)
      })
      this.#enqueue(wish)
    })
  }

  #armed(clock: SimClock, waitMs: number, wish: Wish, begin: () => void): () => void {
    if (!Number.isFinite(waitMs)) return () => undefined
    return clock.after(waitMs, () => {
      if (wish.isGranted) return
      this.#count('lockTimeouts')
      this.#release(wish)
      begin()
    })
  }

  #enqueue(wish: Wish): void {
    if (this.#wishes.length > 0) this.#count('lockWaits')
    this.#wishes = [...this.#wishes, wish]
    this.#machine.after(0, () => {
      this.look()
    })
  }

  #grant(wish: Wish): void {
    if (this.#kind === 'stuck') return
    wish.isGranted = true
    wish.grant()
  }

  #evict(wish: Wish): void {
    this.#count('evictions')
    if (!wish.isGranted) wish.giveUp()
    wish.isGranted = true
    this.#release(wish)
  }

  #release(wish: Wish): void {
    if (!this.#wishes.includes(wish)) return
    this.#wishes = this.#wishes.filter((other) => other !== wish)
    this.look()
  }
}
