import type { SessionCarrier } from '../core/ports'
import { isNewer, isSessionRecord } from '../core/record'
import type { SessionRecord } from '../core/record'

/** How long to wait for another tab to hand its session over, in ms. */
export const handOverWaitMs = 100

/** What a tab carrier is made of. */
export interface TabCarrierOptions {
  /** Of storage and channel; one for each API. */
  readonly name: string
  /** Both asked for each time, since touching them throws where they are forbidden. */
  readonly sessionStorage: () => Storage
  readonly localStorage: () => Storage
}

/** A {@link SessionCarrier} that other tabs talk to. */
export interface TabCarrier extends SessionCarrier {
  /** Leaves the other tabs. What is stored stays. */
  readonly close: () => void
}

/** Between tabs of one origin. Records hold tokens: they go to no other place than this. */
type HandOver =
  /** Who has the session `sid`, or any if it is `null`? */
  | { readonly type: 'ask'; readonly sid: string | null }
  /** This is the latest I know. */
  | { readonly type: 'have'; readonly record: SessionRecord }

/**
 * A record that lives in session storage: it survives a reload and goes with its tab. New tabs get it from
 * a tab that has it, by channel, and tabs that share a session get each other's newer tokens; it is on no
 * disk but session storage's own.
 *
 * Local storage holds a hint, and no secret, that some tab had such a session: a stranger's first visit
 * asks nobody and waits for nothing.
 */
export function createTabCarrier(options: TabCarrierOptions): TabCarrier {
  const { name } = options
  const channel =
    typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`${name}/tab`)
  const stored = createStoredRecord(name, options.sessionStorage)
  const hint = createHint(name, options.localStorage)
  const say = (message: HandOver) => channel?.postMessage(message)

  const hear = ({ data }: MessageEvent<unknown>) => {
    if (!isHandOver(data)) return
    const own = stored.readQuietly()
    if (data.type === 'have') {
      if (own && isNewer(data.record, own)) stored.write(data.record)
    } else if (own && (data.sid === null || data.sid === own.sid)) {
      say({ type: 'have', record: own })
    }
  }
  channel?.addEventListener('message', hear)

  return {
    read: () => attempt(stored.read),
    readNewest: async () => {
      const own = await attempt(stored.read)
      if (!channel || !hint.isSet()) return own
      const handed = await ask(channel, own)
      if (handed) await attempt(() => stored.write(handed))
      else if (!own) hint.clear()
      return handed ?? own
    },
    transact: (decide) =>
      attempt(() => {
        const next = decide(stored.read())
        stored.write(next)
        if (next === null) hint.clear()
        else {
          hint.set()
          say({ type: 'have', record: next })
        }
        return next
      }),
    close: () => {
      channel?.removeEventListener('message', hear)
      channel?.close()
    },
  }
}

/** The first record of another tab that is newer than our own; `null` when none comes in time. */
function ask(channel: BroadcastChannel, own: SessionRecord | null): Promise<SessionRecord | null> {
  return new Promise((resolve) => {
    const finish = (record: SessionRecord | null) => {
      clearTimeout(timer)
      channel.removeEventListener('message', hear)
      resolve(record)
    }
    const hear = ({ data }: MessageEvent<unknown>) => {
      if (!isHandOver(data) || data.type !== 'have') return
      if (!own || isNewer(data.record, own)) finish(data.record)
    }
    const timer = setTimeout(() => {
      finish(null)
    }, handOverWaitMs)
    channel.addEventListener('message', hear)
    const question: HandOver = { type: 'ask', sid: own?.sid ?? null }
    channel.postMessage(question)
  })
}

function createStoredRecord(name: string, storage: () => Storage) {
  const read = () => parseRecord(storage().getItem(name))
  return {
    read,
    readQuietly: () => unlessForbidden(read, null),
    write: (record: SessionRecord | null) => {
      if (record === null) storage().removeItem(name)
      else storage().setItem(name, JSON.stringify(record))
    },
  }
}

/** Where local storage cannot be used, there is no hint, and tabs do not share what is not kept. */
function createHint(name: string, storage: () => Storage) {
  const key = `${name}/tab`
  return {
    isSet: () => unlessForbidden(() => storage().getItem(key) !== null, false),
    set: () => unlessForbidden(() => storage().setItem(key, '1'), undefined),
    clear: () => unlessForbidden(() => storage().removeItem(key), undefined),
  }
}

function unlessForbidden<Result>(action: () => Result, fallback: Result): Result {
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

function parseRecord(text: string | null): SessionRecord | null {
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    return isSessionRecord(value) ? value : null
  } catch {
    return null
  }
}

/** Another tab may run another version of the app. */
function isHandOver(value: unknown): value is HandOver {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false
  if (value.type === 'have') return 'record' in value && isSessionRecord(value.record)
  if (value.type !== 'ask' || !('sid' in value)) return false
  return value.sid === null || typeof value.sid === 'string'
}
