/**
 * Numbers that look random and depend on the seed, on what they are for, and on how many were drawn for that before.
 * Leaving out one action of a schedule so changes few of the others' numbers, which is what makes shrinking work.
 */
export class Chance {
  readonly #seed: number
  readonly #drawn = new Map<string, number>()

  constructor(seed: number) {
    this.#seed = seed >>> 0
  }

  /** In `[0, 1)`. */
  fraction(purpose: string): number {
    return this.#next(purpose) / 2 ** 32
  }

  /** A whole number from `least` to `most`, both included. */
  between(purpose: string, least: number, most: number): number {
    return least + Math.floor(this.fraction(purpose) * (most - least + 1))
  }

  isHit(purpose: string, probability: number): boolean {
    return probability > 0 && this.fraction(purpose) < probability
  }

  pick<Item>(purpose: string, items: readonly Item[]): Item {
    const item = items[this.between(purpose, 0, items.length - 1)]
    if (item === undefined) throw new Error(`Nothing to pick from for ${purpose}`)
    return item
  }

  /** 64 bits as text. */
  id(purpose: string): string {
    return hex(this.#next(purpose)) + hex(this.#next(purpose))
  }

  #next(purpose: string): number {
    const count = this.#drawn.get(purpose) ?? 0
    this.#drawn.set(purpose, count + 1)
    return mix(this.#seed ^ mix(hashText(purpose) + Math.imul(count, 0x9e3779b1)))
  }
}

/** One seed for each run of a batch. */
export const seedOf = (batchSeed: number, index: number): number =>
  mix(mix(batchSeed) + Math.imul(index, 0x9e3779b1))

/** FNV-1a. */
export function hashText(text: string, start = 0x811c9dc5): number {
  let hash = start
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return hash >>> 0
}

/** The finalizer of MurmurHash3: every bit of the input changes half of the output. */
function mix(value: number): number {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

const hex = (value: number) => value.toString(16).padStart(8, '0')
