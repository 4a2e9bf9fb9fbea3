import { numericDate } from '@/auth'
import type { JwtClaims, TimedAuthEvent } from '@/auth'

/** From when on a session is drawn. */
export interface SessionStart {
  /** Ms since the epoch, by this machine's clock. */
  readonly atMs: number
  /** `false` when the session was there before the page, and nobody knows since when. */
  readonly isLogin: boolean
}

/**
 * When the session began: by its token where that tells (`orig_iat`), or by what was seen of it here.
 *
 * @param clockOffsetMs - server time minus this machine's
 */
export function sessionStart(
  events: readonly TimedAuthEvent[],
  claims: JwtClaims | null,
  clockOffsetMs: number,
): SessionStart | null {
  const origIat = numericDate(claims, 'orig_iat')
  if (origIat !== null) return { atMs: origIat * 1000 - clockOffsetMs, isLogin: true }
  const opened = events.filter((event) => event.type === 'session-opened').at(-1)
  if (opened) return { atMs: opened.atMs, isLogin: opened.cause !== 'restore' }
  const [first] = events
  return first ? { atMs: first.atMs, isLogin: false } : null
}
