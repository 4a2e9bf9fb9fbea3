import { describe, expect, it } from 'vitest'
import { openRecord, renewRecord } from '@/auth/core/grants'
import { parseRecord, tokenIdOf } from '@/auth/core/record'
import type { SessionRecord } from '@/auth/core/record'
import { accessToken, refreshToken } from '@/auth/core/tokens'
import type { TokenGrant } from '@/auth/core/tokens'

const now = Date.UTC(2026, 0, 1, 12)
const nowSeconds = now / 1000
const whose = { user: { id: '1', username: 'demo' }, subject: '1' }

function grant(times: Partial<TokenGrant> = {}): TokenGrant {
  return {
    accessToken: accessToken('a'),
    refreshToken: refreshToken('r'),
    issuedAtSeconds: nowSeconds,
    expiresAtSeconds: nowSeconds + 300,
    expiresInSeconds: null,
    endsAtSeconds: nowSeconds + 86_400,
    endsInSeconds: null,
    ...times,
  }
}

function open(times: Partial<TokenGrant> = {}, sentAtMs = now, receivedAtMs = now + 50) {
  return openRecord({ grant: grant(times), sentAtMs, receivedAtMs }, whose, () => 'id')
}

describe('openRecord', () => {
  it('takes times as they are when both clocks agree', () => {
    expect(open()).toMatchObject({
      clockOffsetMs: 0,
      lifetimeMs: 300_000,
      expiresAtMs: now + 300_000,
      endsAtMs: now + 86_400_000,
    })
  })

  it('believes that the clocks agree when the cut-off second and the way explain the difference', () => {
    expect(open({ issuedAtSeconds: nowSeconds - 1 }, now - 40, now + 900)).toMatchObject({
      clockOffsetMs: 0,
    })
  })

  it.each([86_400, -86_400])('lets a token live its life by a clock that is %i s off', (offset) => {
    const record = open({
      issuedAtSeconds: nowSeconds + offset,
      expiresAtSeconds: nowSeconds + offset + 300,
      endsAtSeconds: null,
    })

    // At most the second that `iat` has been cut by too early, never too late.
    expect(record.expiresAtMs).toBeLessThanOrEqual(now + 300_000)
    expect(record.expiresAtMs).toBeGreaterThanOrEqual(now + 299_000)
  })

  it('counts from now where nothing says when the token was issued', () => {
    const record = open({ issuedAtSeconds: null })

    expect(record).toMatchObject({ clockOffsetMs: 0, expiresAtMs: now + 300_000 })
  })

  it.each([{ expiresAtSeconds: null }, { expiresAtSeconds: nowSeconds - 5 }])(
    'knows no expiry when the token has none that makes sense: %j',
    (times) => {
      expect(open(times)).toMatchObject({ expiresAtMs: null, lifetimeMs: null })
    },
  )
})

describe('what the server counts from now on', () => {
  it('is counted from the question, so that no token is believed longer than it lives', () => {
    const record = open(
      { issuedAtSeconds: null, expiresAtSeconds: null, expiresInSeconds: 300, endsInSeconds: 900 },
      now,
      now + 4_000,
    )

    expect(record).toMatchObject({
      lifetimeMs: 300_000,
      expiresAtMs: now + 300_000,
      endsAtMs: now + 900_000,
    })
  })
})

const second = { generation: 2, id: 'id-2' }

describe('renewRecord', () => {
  const later = now + 200_000
  const renew = (times: Partial<TokenGrant>, record = open(), receivedAtMs = later) =>
    renewRecord(record, { grant: grant(times), sentAtMs: receivedAtMs, receivedAtMs }, second, null)

  it('keeps the refresh token when the server sends none, and the end of the session', () => {
    const record = renew({
      refreshToken: null,
      endsAtSeconds: null,
      expiresAtSeconds: later / 1000 + 300,
    })

    expect(record).toMatchObject({
      refreshToken: 'r',
      endsAtMs: now + 86_400_000,
      version: { generation: 2, id: 'id-2' },
    })
  })

  it('believes the smallest lifetime: SimpleJWT before 5.5 keeps the iat of the refresh token', () => {
    // Recorded: a token of 4 s, refreshed 4 s after the login, has exp - iat = 8.
    const record = open({ expiresAtSeconds: nowSeconds + 4 })
    const renewed = renew(
      { issuedAtSeconds: nowSeconds, expiresAtSeconds: nowSeconds + 8 },
      record,
      now + 4_000,
    )

    expect(renewed).toMatchObject({ lifetimeMs: 4_000, expiresAtMs: now + 8_000 })
  })

  it('never lets a fresh token live longer than its lifetime', () => {
    const setBack = now - 3_600_000

    const renewed = renew({ expiresAtSeconds: later / 1000 + 300 }, open(), setBack)

    expect(renewed.expiresAtMs).toBe(setBack + 300_000)
  })

  it('believes the end that is told when the answer took half the life of the token', () => {
    const told = { expiresAtSeconds: nowSeconds + 300 }
    const timed = { grant: grant(told), sentAtMs: now, receivedAtMs: now + 200_000 }

    expect(renewRecord(open(), timed, second, null).expiresAtMs).toBe(now + 300_000)
  })

  it.each([
    ['ahead', 86_400_000],
    ['behind', -86_400_000],
  ])(
    'counts from the question, where the clock is %s and the answer took its time',
    (_, clockOffMs) => {
      const asked = now + clockOffMs
      const timed = { grant: grant(), sentAtMs: asked, receivedAtMs: asked + 100_000 }

      expect(renewRecord(open(), timed, second, null).expiresAtMs).toBe(asked + 300_000)
    },
  )

  it('never takes a fresh token for an expired one: then the clock has been set', () => {
    const setForward = now + 86_400_000

    const renewed = renew({ expiresAtSeconds: later / 1000 + 300 }, open(), setForward)

    expect(renewed.expiresAtMs).toBe(setForward + 300_000)
  })
})

describe('with the tokens in cookies', () => {
  const hidden = { accessToken: null, refreshToken: null, user: { id: '1', username: 'demo' } }
  const renewed = (record: SessionRecord, changes: Partial<TokenGrant>) =>
    renewRecord(
      record,
      { grant: grant({ ...hidden, ...changes }), sentAtMs: now, receivedAtMs: now },
      second,
      null,
    )

  it('compares the user that the server names beside them', () => {
    const record = open(hidden)

    expect(renewed(record, {}).subject).toBe('1')
    expect(renewed(record, { user: { id: '2', username: 'eve' } }).subject).toBe('2')
  })

  it('does not compare a user named beside a token that says itself whose it is', () => {
    const record = open()
    const other = { accessToken: accessToken('b'), user: { id: '2', username: 'eve' } }

    expect(renewed(record, other).subject).toBe('1')
  })

  it('tells the tokens of a record apart by its version', () => {
    const record = open(hidden)

    expect(tokenIdOf(record)).toBe('id')
    expect(tokenIdOf(renewed(record, {}))).toBe('id-2')
    expect(parseRecord(JSON.parse(JSON.stringify(record)))).toEqual(record)
    expect(parseRecord({ ...record, accessToken: '' })).toBeNull()
  })
})
