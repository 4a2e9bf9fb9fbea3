import type { SessionCarrier } from '../core/ports'
import { isSessionRecord } from '../core/record'
import type { SessionRecord } from '../core/record'

/**
 * A record that lives and dies with the tab, and survives a reload. Rejects when session storage is
 * full or forbidden; a record that is not one counts as none.
 *
 * @param storage - asked for each time, since touching it throws where it is forbidden
 */
export function createSessionStorageCarrier(name: string, storage: () => Storage): SessionCarrier {
  const read = () => parseRecord(storage().getItem(name))
  return {
    read: () => attempt(read),
    transact: (decide) =>
      attempt(() => {
        const next = decide(read())
        if (next === null) storage().removeItem(name)
        else storage().setItem(name, JSON.stringify(next))
        return next
      }),
  }
}

/** As a promise, so that what throws rejects. */
async function attempt<Result>(action: () => Result): Promise<Result> {
  return Promise.resolve().then(action)
}

function parseRecord(text: string | null): SessionRecord | null {
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    return isSessionRecord(value) ? value : null
  } catch {
    return null
  }
}
