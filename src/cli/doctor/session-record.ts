import type { SessionRecord } from '@/auth/core/record'

/** A record as the adapter wants it, of which only the tokens matter here. */
export function recordOf({
  accessToken,
  refreshToken,
}: Pick<SessionRecord, 'accessToken' | 'refreshToken'>): SessionRecord {
  return {
    sid: 'doctor',
    version: { generation: 0, id: '0' },
    user: { id: '', username: '' },
    subject: null,
    accessToken,
    refreshToken,
    expiresAtMs: null,
    lifetimeMs: null,
    endsAtMs: null,
    clockOffsetMs: 0,
  }
}
