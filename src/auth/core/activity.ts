import type { Ledger } from './ledger'
import type { SessionRecord } from './record'

/** Notes that the person of a session is there. */
export function noteActivity(ledger: Ledger, sid: string, nowMs: number): Ledger {
  return ledger.record?.sid === sid ? { ...ledger, activeAtMs: nowMs } : ledger
}

/**
 * Whether nobody has done anything in a stored session for that long. A time that lies as far ahead says nothing: the
 * clock has been set back since. Where nobody has counted yet, its tokens were granted while somebody was there.
 */
export function isAbandoned(ledger: Ledger, nowMs: number, timeoutMs: number): boolean {
  const lastMs = ledger.activeAtMs ?? (ledger.record && grantedAtMs(ledger.record))
  return lastMs !== null && Math.abs(nowMs - lastMs) >= timeoutMs
}

/**
 * What two places know of the person of one session: the later counts. A time that lies ahead was noted before the clock
 * was set back, and counts where there is no other.
 */
export function joinedActivity(
  own: Ledger,
  other: Ledger,
  record: SessionRecord | null,
  nowMs: number,
): number | null {
  const times = [own, other]
    .filter((ledger) => ledger.record?.sid === record?.sid)
    .flatMap(({ activeAtMs }) => activeAtMs ?? [])
  if (times.length === 0) return null
  const past = times.filter((timeMs) => timeMs <= nowMs)
  return past.length > 0 ? Math.max(...past) : Math.min(...times)
}

function grantedAtMs({ expiresAtMs, lifetimeMs }: SessionRecord): number | null {
  return expiresAtMs === null || lifetimeMs === null ? null : expiresAtMs - lifetimeMs
}
