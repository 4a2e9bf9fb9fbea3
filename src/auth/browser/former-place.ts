import type { FormerPlace } from '../core/ports'
import { createBroadcastTabChannel } from './broadcast-tab-channel'
import { createIndexedDbStore } from './indexed-db-store'
import {
  createHandOverHint,
  createSessionStorageStore,
  unlessForbidden,
} from './session-storage-store'
import { createTabLock } from './web-lock'

/** A {@link FormerPlace} that can be closed. */
export interface ClosableFormerPlace extends FormerPlace {
  readonly close: () => void
}

/**
 * What the tabs of this origin shared under `name`. Where nobody has stored anything, nothing is left there either.
 *
 * @returns `null` when all of it is taken
 */
export function openFormerPlace(page: Window, name: string): ClosableFormerPlace | null {
  if (isTaken(page, name, true) && isTaken(page, name, false)) return null
  const channel = createBroadcastTabChannel(name)
  const lock = createTabLock(name, page.navigator.locks)
  return {
    sharedStore: createIndexedDbStore(name, () => page.indexedDB, { isFormer: true }),
    tabStore: createSessionStorageStore(name, () => page.sessionStorage),
    hint: createHandOverHint(name, () => page.localStorage),
    runExclusive: lock.runExclusive,
    channel,
    isTaken: (isShared) => isTaken(page, name, isShared),
    setTaken: (isShared) => {
      setTaken(page, name, isShared)
    },
    close: () => {
      channel.close()
      lock.close()
    },
  }
}

/** What is shared under `name` is this app's own: no other app that was once called the same takes it. */
export function keepPlace(page: Window, name: string): void {
  setTaken(page, name, true)
  setTaken(page, name, false)
}

/** Where nobody can remember it, nothing is taken: it would be taken again and again. */
function isTaken(page: Window, name: string, isShared: boolean): boolean {
  return unlessForbidden(() => storageOf(page, isShared).getItem(markOf(name)) !== null, true)
}

function setTaken(page: Window, name: string, isShared: boolean): void {
  unlessForbidden(() => {
    storageOf(page, isShared).setItem(markOf(name), '1')
  }, undefined)
}

const storageOf = (page: Window, isShared: boolean) =>
  isShared ? page.localStorage : page.sessionStorage

const markOf = (name: string) => `${name}/taken`
