import type { SessionRecord } from '@/auth/core/record'
import { accessToken, refreshToken } from '@/auth/core/tokens'

/** A record as a login leaves it, with what the test is about on top. */
export function recordWith(changes: Partial<SessionRecord> = {}): SessionRecord {
  return {
    sid: 'sid-1',
    version: { generation: 1, id: 'v-1' },
    user: { id: '1', username: 'demo' },
    subject: '1',
    accessToken: accessToken('access'),
    refreshToken: refreshToken('refresh'),
    expiresAtMs: 300_000,
    lifetimeMs: 300_000,
    endsAtMs: null,
    clockOffsetMs: 0,
    ...changes,
  }
}
