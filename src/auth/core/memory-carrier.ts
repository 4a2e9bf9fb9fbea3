import type { SessionCarrier } from './ports'
import type { SessionRecord } from './record'

/** Keeps a record in this page alone, for where nothing can be stored. A reload ends the session. */
export function createMemoryCarrier(initial: SessionRecord): SessionCarrier {
  let stored: SessionRecord | null = initial
  const read = () => Promise.resolve(stored)
  return {
    read,
    readNewest: read,
    transact: (decide) => {
      stored = decide(stored)
      return Promise.resolve(stored)
    },
  }
}
