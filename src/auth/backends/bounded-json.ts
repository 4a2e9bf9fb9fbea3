import { isJsonObject } from './json-body'
import type { JsonObject } from './json-body'

/** How far down anybody looks for words: honest answers are far flatter. */
const mostLevels = 12

/** How many entries of one list, or of one object, are looked at. */
const mostPerLevel = 100

/** How many values are looked at in all. */
const mostValues = 2_000

/** Longer texts are cut: what is shown of one is shorter still. */
const longestText = 2_000

/**
 * A copy of a JSON value from outside that is safe to walk, to join and to write as JSON: what is deeper, longer or
 * more than anybody reads is left out, and a text that was cut ends with `…`. For what is shown. Not for what is
 * compared: of two long texts the same may be left.
 */
export function boundedJson(value: unknown): unknown {
  return new BoundedCopy().of(value, 0)
}

class BoundedCopy {
  #count = 0

  of(value: unknown, level: number): unknown {
    this.#count += 1
    if (typeof value === 'string') return cut(value)
    if (!Array.isArray(value) && !isJsonObject(value)) return value
    if (level >= mostLevels) return null
    return Array.isArray(value) ? this.#list(value, level) : this.#object(value, level)
  }

  #list(list: readonly unknown[], level: number): unknown[] {
    const copy: unknown[] = []
    for (const entry of list.slice(0, mostPerLevel)) {
      if (this.#count >= mostValues) break
      copy.push(this.of(entry, level + 1))
    }
    return copy
  }

  #object(object: JsonObject, level: number): JsonObject {
    const copy: (readonly [string, unknown])[] = []
    for (const key of Object.keys(object).slice(0, mostPerLevel)) {
      if (this.#count >= mostValues) break
      copy.push([cut(key), this.of(object[key], level + 1)])
    }
    // Not by assignment: `__proto__` is a name like any other in JSON.
    return Object.fromEntries(copy)
  }
}

const cut = (text: string) => cutTo(longestText, text)

/** A text that is no longer than that, and ends with `…` where it was. */
export const cutTo = (longest: number, text: string) =>
  text.length > longest ? `${text.slice(0, longest)}…` : text
