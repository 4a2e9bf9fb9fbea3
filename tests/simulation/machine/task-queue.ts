/** Something that happens at one moment of virtual time. */
export interface Task {
  readonly atMs: number
  readonly order: number
  readonly run: () => void
  isCancelled: boolean
}

/** Tasks by their time; those of one moment in the order they were added. A binary heap. */
export class TaskQueue {
  readonly #heap: Task[] = []
  #added = 0

  add(atMs: number, run: () => void): Task {
    const task = { atMs, order: (this.#added += 1), run, isCancelled: false }
    this.#heap.push(task)
    this.#rise(this.#heap.length - 1)
    return task
  }

  /** The next one until `endMs`, taken out. */
  take(endMs: number): Task | null {
    for (let first = this.#heap[0]; first && first.atMs <= endMs; first = this.#heap[0]) {
      this.#removeFirst()
      if (!first.isCancelled) return first
    }
    return null
  }

  #removeFirst(): void {
    const last = this.#heap.pop()
    if (!last || this.#heap.length === 0) return
    this.#heap[0] = last
    this.#sink(0)
  }

  #rise(from: number): void {
    let at = from
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.#isBefore(at, parent)) return
      this.#swap(at, parent)
      at = parent
    }
  }

  #sink(from: number): void {
    let at = from
    for (;;) {
      const left = 2 * at + 1
      const child = this.#isBefore(left + 1, left) ? left + 1 : left
      if (!this.#isBefore(child, at)) return
      this.#swap(at, child)
      at = child
    }
  }

  #isBefore(a: number, b: number): boolean {
    const [first, second] = [this.#heap[a], this.#heap[b]]
    if (!first || !second) return false
    return first.atMs === second.atMs ? first.order < second.order : first.atMs < second.atMs
  }

  #swap(a: number, b: number): void {
    const [first, second] = [this.#heap[a], this.#heap[b]]
    if (!first || !second) return
    this.#heap[a] = second
    this.#heap[b] = first
  }
}
