import { describe, expect, it } from 'vitest'
import { readExpiry } from '@/auth/backends/read-expiry'

const noon = Date.UTC(2026, 0, 1, 12)
const body = {
  expires_in: 300,
  as_text: '300',
  expires_at: noon / 1000,
  tokenExpires: noon,
  expiry: '2026-01-01T12:00:00Z',
  wrapped: { in: 60 },
  never: null,
  odd: 'soon',
  past: -1,
  inMs: noon,
  beyond: 1e306,
}

describe('readExpiry', () => {
  it.each([
    ['claim:exp', { atSeconds: 77, inSeconds: null }],
    ['epoch:expires_at', { atSeconds: noon / 1000, inSeconds: null }],
    ['epochMs:tokenExpires', { atSeconds: noon / 1000, inSeconds: null }],
    ['iso:expiry', { atSeconds: noon / 1000, inSeconds: null }],
    ['seconds:expires_in', { atSeconds: null, inSeconds: 300 }],
    ['seconds:as_text', { atSeconds: null, inSeconds: 300 }],
    ['seconds:wrapped.in', { atSeconds: null, inSeconds: 60 }],
    ['fixed:900', { atSeconds: null, inSeconds: 900 }],
  ])('reads %s', (source, expiry) => {
    expect(readExpiry([source], body, { exp: 77 })).toEqual(expiry)
  })

  it.each([
    'claim:nbf',
    'seconds:never',
    'seconds:odd',
    'seconds:past',
    'seconds:inMs',
    'iso:odd',
    'iso:none',
    'epoch:inMs',
    'epoch:beyond',
    'epochMs:beyond',
    'fixed:1e306',
  ])('takes %s for not told', (source) => {
    expect(readExpiry([source], body, { exp: 77 })).toEqual({ atSeconds: null, inSeconds: null })
  })

  it('believes the first source that tells', () => {
    const sources = ['seconds:never', 'seconds:expires_in', 'claim:exp']

    expect(readExpiry(sources, body, { exp: 77 })).toEqual({ atSeconds: null, inSeconds: 300 })
  })

  it('knows nothing of an opaque token without more', () => {
    expect(readExpiry(['claim:exp'], {}, null)).toEqual({ atSeconds: null, inSeconds: null })
  })
})
