import type { Ledger } from './ledger'
import { parseLedger } from './parse-ledger'
import { isObject, isText } from './record'

/** Between the tabs of one origin. It may hold tokens and goes to no other place. */
export type TabMessage =
  /** The store that all tabs share has changed: look. */
  { readonly type: 'changed' } | TabQuestion | TabKnowledge

/** Who has the session `sid`, or any if it is `null`? */
export interface TabQuestion {
  readonly type: 'ask'
  /** Whether a session is meant that all tabs share, or one of some tabs alone. */
  readonly isShared: boolean
  readonly sid: string | null
  /** Whether the tab that asks is in it already. */
  readonly isOpen: boolean
}

/** What the tab `tab` knows of a session that the others cannot read in a store. */
export interface TabKnowledge {
  readonly type: 'have'
  readonly isShared: boolean
  readonly tab: string
  /** By the wall clock: the store may know later intents of that tab. */
  readonly saidAtMs: number
  readonly ledger: Ledger
}

/** A message as it may come from a tab that runs another version of the app; `null` for what is none. */
export function parseTabMessage(value: unknown): TabMessage | null {
  if (!isObject(value)) return null
  const { type, isShared, sid, isOpen, tab } = value
  if (type === 'changed') return { type }
  if (typeof isShared !== 'boolean') return null
  if (type === 'ask' && (sid === null || isText(sid))) {
    return { type, isShared, sid, isOpen: isOpen === true }
  }
  if (type !== 'have' || !isText(tab)) return null
  const { saidAtMs, ledger } = value
  return {
    type,
    isShared,
    tab,
    saidAtMs: isTime(saidAtMs) ? saidAtMs : 0,
    ledger: parseLedger(ledger),
  }
}

const isTime = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value)
