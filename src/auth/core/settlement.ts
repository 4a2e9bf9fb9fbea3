import { endOf, isBuried } from './ledger'
import type { Ledger } from './ledger'
import { isEndDoubtful } from './ledger-notes'
import type { Outage } from './outage'
import type { SessionRecord } from './record'
import type { EndReason } from './session'

/** What an attempt to get the next tokens came to. */
export type Settlement =
  /** Newer tokens of the same session: ours, or those another tab has got. */
  | { readonly kind: 'renewed'; readonly record: SessionRecord; readonly isOwn: boolean }
  /** The carrier holds another session by now. */
  | { readonly kind: 'replaced'; readonly record: SessionRecord }
  | { readonly kind: 'ended'; readonly reason: EndReason }
  /** No usable answer to what was `tried`; `null` where nothing was. */
  | {
      readonly kind: 'unavailable'
      readonly outage: Outage
      readonly tried: SessionRecord | null
    }

/** What the ledger says already, if that makes a refresh needless. */
export function adoptable(
  ledger: Ledger,
  known: SessionRecord,
  isDue: (record: SessionRecord) => boolean,
): Settlement | null {
  const { record } = ledger
  if (record && record.sid !== known.sid) return { kind: 'replaced', record }
  const reason = record === null || isBuried(ledger, known.sid) ? endOf(ledger, known) : null
  if (reason !== null && !isEndDoubtful(ledger, known.sid)) return { kind: 'ended', reason }
  if (!record || record.version.id === known.version.id || isDue(record)) return null
  return { kind: 'renewed', record, isOwn: false }
}
