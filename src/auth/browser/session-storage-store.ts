import { emptyLedger } from '../core/ledger'
import type { Ledger } from '../core/ledger'
import { parseLedger } from '../core/parse-ledger'
import type { HandOverHint, LedgerStore } from '../core/ports'

/**
 * A ledger that lives in session storage: it survives a reload and goes with its tab. A browser that restores its
 * tabs brings it back, and a duplicated tab gets a copy.
 *
 * @param storage - asked for each time, since touching it throws where it is forbidden
 */
export function createSessionStorageStore(name: string, storage: () => Storage): LedgerStore {
  const read = () => parseText(storage().getItem(name))
  return {
    isShared: false,
    read: () => attempt(read),
    transact: (decide) =>
      attempt(() => {
        const ledger = decide(read())
        if (isEmpty(ledger)) storage().removeItem(name)
        else storage().setItem(name, JSON.stringify(ledger))
        return ledger
      }),
  }
}

function isEmpty({ record, end, tombstones, intents, candidates, revocations }: Ledger): boolean {
  const lists = [tombstones, intents, candidates, revocations]
  return !record && !end && lists.every(({ length }) => length === 0)
}

/**
 * A mark in local storage, and no secret: a stranger's first visit asks no tab and waits for nothing. Where local
 * storage cannot be used the mark counts as set, since nobody can know.
 */
export function createHandOverHint(name: string, storage: () => Storage): HandOverHint {
  const key = `${name}/tab`
  return {
    isSet: () => unlessForbidden(() => storage().getItem(key) !== null, true),
    set: () => unlessForbidden(() => storage().setItem(key, '1'), undefined),
    clear: () => unlessForbidden(() => storage().removeItem(key), undefined),
  }
}

/** What `action` gives; `fallback` where the browser forbids it. */
export function unlessForbidden<Result>(action: () => Result, fallback: Result): Result {
  try {
    return action()
  } catch {
    return fallback
  }
}

/** As a promise, so that what throws rejects. */
async function attempt<Result>(action: () => Result): Promise<Result> {
  return Promise.resolve().then(action)
}

function parseText(text: string | null): Ledger {
  if (text === null) return emptyLedger
  try {
    return parseLedger(JSON.parse(text))
  } catch {
    return emptyLedger
  }
}
