import { describe, expect, it } from 'vitest'
import { hearLedger, joinLedgers, tidyLedger } from '@/auth/core/join-ledgers'
import { emptyLedger, endOf, isBuried } from '@/auth/core/ledger'
import type { Intent, Ledger } from '@/auth/core/ledger'
import {
  abandonIntent,
  addIntent,
  announcedAtMs,
  candidateTriedBy,
  intentsOfOthers,
  tryCandidate,
  untriedCandidate,
} from '@/auth/core/ledger-notes'
import { burySession, commitRecord, endSession, openSession } from '@/auth/core/ledger-session'
import { parseLedger } from '@/auth/core/parse-ledger'
import { refreshToken } from '@/auth/core/tokens'
import { recordWith } from '../../support/records'

const first = recordWith()
const record = (generation: number, id: string, sid = 'sid-1') =>
  recordWith({ sid, version: { generation, id }, refreshToken: refreshToken(`refresh-${id}`) })
const open = openSession(emptyLedger, first)
const tombstone = (sid = 'sid-1', untilMs = 1000) =>
  ({ sid, untilMs, reason: 'logged-out' }) as const
const intent = (changes: Partial<Intent> = {}): Intent => ({
  id: 'i',
  tab: 'tab-1',
  sid: 'sid-1',
  versionId: 'v-1',
  deadlineMs: 100,
  isExclusive: true,
  ...changes,
})

const said = (ledger: Ledger, tab: string, saidAtMs = 1000) =>
  ({ type: 'have', isShared: true, tab, saidAtMs, ledger }) as const

const never = () => false

describe('commitRecord', () => {
  it('replaces the record that the tokens came from', () => {
    expect(commitRecord(open, record(2, 'a')).record).toEqual(record(2, 'a'))
    expect(commitRecord(open, record(2, 'a')).candidates).toEqual([])
  })

  it.each([
    ['b', 'a'],
    ['a', 'b'],
  ])('comes to one winner for two refreshes of one generation (%s first)', (one, other) => {
    const ledger = commitRecord(commitRecord(open, record(2, one)), record(2, other))

    expect(ledger.record).toEqual(record(2, 'b'))
    expect(untriedCandidate(ledger)?.record).toEqual(record(2, 'a'))
  })

  it('keeps no candidate whose refresh token is that of the winner: it does not rotate', () => {
    const same = { refreshToken: first.refreshToken }
    const raced = commitRecord(open, { ...record(2, 'a'), ...same })

    expect(commitRecord(raced, { ...record(2, 'b'), ...same }).candidates).toEqual([])
  })

  it('keeps what comes late as a candidate', () => {
    const ahead = commitRecord(commitRecord(open, record(2, 'a')), record(3, 'c'))

    const ledger = commitRecord(ahead, record(2, 'b'))

    expect(ledger.record).toEqual(record(3, 'c'))
    expect(untriedCandidate(ledger)?.record).toEqual(record(2, 'b'))
  })

  it('forgets candidates that the session has left behind', () => {
    const raced = commitRecord(commitRecord(open, record(2, 'a')), record(2, 'b'))

    const ledger = commitRecord(commitRecord(raced, record(3, 'c')), record(4, 'd'))

    expect(ledger.candidates).toEqual([])
  })

  it('does not bring back a session that was logged out', () => {
    const ledger = burySession(open, tombstone())

    expect(commitRecord(ledger, record(2, 'a'))).toEqual(ledger)
    expect(ledger.record).toBeNull()
  })

  it('does not touch the session that came after', () => {
    const ledger = openSession(emptyLedger, record(1, 'x', 'sid-2'))

    expect(commitRecord(ledger, record(2, 'a'))).toEqual(ledger)
  })

  it('overturns an end by refusal, since the server has just said otherwise', () => {
    const ended = endSession(open, first, 'ended-by-server')
    expect(ended.record).toBeNull()

    expect(commitRecord(ended, record(2, 'a')).record).toEqual(record(2, 'a'))
  })

  it('stores the session again where storage was wiped', () => {
    expect(commitRecord(emptyLedger, record(2, 'a')).record).toEqual(record(2, 'a'))
  })
})

describe('endSession', () => {
  it('says why, and leaves no token', () => {
    const raced = commitRecord(commitRecord(open, record(2, 'a')), record(2, 'b'))

    const ledger = endSession(raced, record(2, 'b'), 'ended-by-server')

    expect(endOf(ledger, first)).toBe('ended-by-server')
    expect(JSON.stringify(ledger)).not.toMatch(/access|refresh"/)
  })

  it('leaves newer tokens, and other sessions, alone', () => {
    const renewed = commitRecord(open, record(2, 'a'))

    expect(endSession(renewed, first, 'ended-by-server').record).toEqual(record(2, 'a'))
    expect(endSession(open, record(1, 'x', 'sid-2'), 'ended-by-server')).toEqual(open)
  })
})

describe('burySession', () => {
  it('leaves no token, whatever was there', () => {
    const raced = commitRecord(commitRecord(open, record(2, 'a')), record(2, 'b'))

    expect(JSON.stringify(burySession(raced, tombstone()))).not.toMatch(/access|refresh"/)
  })

  it('is kept until its time, and the longer of two counts', () => {
    const ledger = burySession(burySession(open, tombstone('sid-1', 900)), tombstone('sid-1', 500))

    expect(isBuried(tidyLedger(ledger, 899, 0, never), 'sid-1')).toBe(true)
    expect(isBuried(tidyLedger(ledger, 900, 0, never), 'sid-1')).toBe(false)
  })

  it('keeps the latest when there are too many to keep', () => {
    const sids = Array.from({ length: 100 }, (_, index) => `sid-${String(index)}`)

    const ledger = sids.map((sid) => tombstone(sid)).reduce(burySession, emptyLedger)

    expect(ledger.tombstones).toHaveLength(64)
    expect(isBuried(ledger, 'sid-99')).toBe(true)
  })
})

describe('candidates', () => {
  it('are tried once each', () => {
    const raced = commitRecord(commitRecord(open, record(2, 'a')), record(2, 'b'))

    const tried = tryCandidate(raced, 'intent-1')

    expect(candidateTriedBy(tried, 'intent-1')).toEqual(record(2, 'a'))
    expect(untriedCandidate(tried)).toBeNull()
    expect(tryCandidate(tried, 'intent-2')).toEqual(tried)
  })

  it('are known from both places, and tried where either has tried them', () => {
    const raced = commitRecord(commitRecord(open, record(2, 'a')), record(2, 'b'))
    const tried = tryCandidate(raced, 'intent-1')
    const unaware = commitRecord(open, record(2, 'b'))

    for (const ledger of [
      joinLedgers(raced, tried, 0),
      joinLedgers(tried, raced, 0),
      hearLedger(unaware, said(tried, 'tab-2'), 0),
    ]) {
      expect(candidateTriedBy(ledger, 'intent-1')).toEqual(record(2, 'a'))
      expect(untriedCandidate(ledger)).toBeNull()
    }
  })

  it('may be tried again where a try is known to have brought no answer', () => {
    const raced = commitRecord(commitRecord(open, record(2, 'a')), record(2, 'b'))
    const tried = tryCandidate(raced, 'intent-1')
    const abandoned = abandonIntent(tried, 'intent-1')

    for (const ledger of [joinLedgers(tried, abandoned, 0), joinLedgers(abandoned, tried, 0)]) {
      expect(untriedCandidate(ledger)?.record).toEqual(record(2, 'a'))
    }
  })

  it('are none any more once they are the tokens in use', () => {
    const raced = commitRecord(commitRecord(open, record(2, 'a')), record(2, 'b'))
    const unaware = openSession(emptyLedger, record(2, 'a'))

    expect(joinLedgers(unaware, { ...raced, record: null }, 0).candidates).toEqual([])
  })
})

describe('intents', () => {
  const ledger = addIntent(open, intent())

  it('are those of other tabs, for the same session', () => {
    expect(intentsOfOthers(ledger, 'sid-1', 'tab-2')).toHaveLength(1)
    expect(intentsOfOthers(ledger, 'sid-1', 'tab-1')).toEqual([])
    expect(intentsOfOthers(ledger, 'sid-2', 'tab-2')).toEqual([])
  })

  it('count until they are over', () => {
    expect(tidyLedger(ledger, 99, 200, never).intents).toHaveLength(1)
    expect(tidyLedger(ledger, 99, 200, () => true).intents).toEqual([])
  })

  it('last no longer than they can when the clock is set back', () => {
    const [kept] = tidyLedger(ledger, -86_400_000, 200, never).intents

    expect(kept?.deadlineMs).toBe(-86_400_000 + 200)
  })

  it('leave their candidate to the next try when they come to nothing', () => {
    const raced = commitRecord(commitRecord(open, record(2, 'a')), record(2, 'b'))

    const abandoned = abandonIntent(tryCandidate(raced, 'intent-1'), 'intent-1')

    expect(untriedCandidate(abandoned)?.record).toEqual(record(2, 'a'))
  })

  it('of a tab are what it said last', () => {
    const own = addIntent(ledger, intent({ id: 'own', tab: 'tab-2' }))
    const told = addIntent(open, intent({ id: 'next' }))

    expect(hearLedger(own, said(told, 'tab-1'), 0).intents.map(({ id }) => id)).toEqual([
      'own',
      'next',
    ])
    expect(hearLedger(own, said(open, 'tab-1'), 0).intents.map(({ id }) => id)).toEqual(['own'])
  })

  it('that a tab has announced since it said something stand, once', () => {
    const sooner = said(open, 'tab-1', announcedAtMs(intent()) - 1)
    const atOnce = said(ledger, 'tab-1', announcedAtMs(intent()))

    expect(hearLedger(ledger, sooner, 0).intents).toEqual([intent()])
    expect(hearLedger(ledger, atOnce, 0).intents).toEqual([intent()])
  })
})

describe('joinLedgers', () => {
  it('takes the newer tokens of one session, from either side', () => {
    const renewed = commitRecord(open, record(2, 'a'))

    expect(joinLedgers(open, renewed, 0).record).toEqual(record(2, 'a'))
    expect(joinLedgers(renewed, open, 0).record).toEqual(record(2, 'a'))
  })

  it('lets its own session stand beside another', () => {
    const other = openSession(emptyLedger, record(9, 'z', 'sid-2'))

    expect(joinLedgers(open, other, 0).record).toEqual(first)
  })

  it('believes the end of a session that the other side has, and not another in its place', () => {
    const ended = endSession(open, first, 'ended-by-server')
    const other = endSession(
      openSession(emptyLedger, record(1, 'z', 'sid-2')),
      record(1, 'z', 'sid-2'),
      'ended-by-server',
    )
    const behind = { ...open, end: other.end }

    expect(joinLedgers(behind, ended, 0).record).toBeNull()
    expect(joinLedgers(ended, behind, 0).record).toBeNull()
    expect(joinLedgers(joinLedgers(behind, ended, 0), open, 0).record).toBeNull()
  })

  it('believes a logout, and an end, of either side', () => {
    const loggedOut = burySession(emptyLedger, tombstone())
    const ended = endSession(open, first, 'ended-by-server')

    for (const over of [loggedOut, ended]) {
      expect(joinLedgers(open, over, 0).record).toBeNull()
      expect(joinLedgers(over, open, 0).record).toBeNull()
    }
  })
})

describe('parseLedger', () => {
  const full: Ledger = {
    record: first,
    end: { sid: 'sid-0', version: { generation: 1, id: 'v' }, reason: 'ended-by-server' },
    tombstones: [tombstone()],
    intents: [intent()],
    candidates: [{ record: record(2, 'a'), tries: 0, triedBy: null }],
    throttle: { sid: 'sid-1', untilMs: 70_000, lengthMs: 60_000, status: 429 },
    activeAtMs: 5_000,
    revocations: [{ record: first, untilMs: 9_000, tries: 1, notBeforeMs: 7_000 }],
  }

  it('gives back what was stored', () => {
    expect(parseLedger(JSON.parse(JSON.stringify(full)))).toEqual(full)
  })

  it.each([null, 7, 'x', [], {}, { record: {}, end: 7, tombstones: {}, intents: [null] }])(
    'takes %j for nothing',
    (value) => {
      expect(parseLedger(value)).toEqual(emptyLedger)
    },
  )

  it.each([
    { tombstones: [{ ...tombstone(), reason: '<b>' }] },
    { tombstones: [{ ...tombstone(), untilMs: 'x' }] },
    { intents: [intent({ deadlineMs: Number.NaN })] },
    { candidates: [{ record: {}, tries: 0, triedBy: null }] },
    { candidates: [{ record: first, tries: 'x', triedBy: null }] },
    { end: { sid: 's', version: {}, reason: 'logged-out' } },
    { candidates: [{ record: first, tries: -1, triedBy: null }] },
  ])('leaves out what makes no sense: %j', (part) => {
    expect(parseLedger(part)).toEqual(emptyLedger)
  })

  it.each([2 ** 53, Number.MAX_SAFE_INTEGER, 2e9, -1, 1.5, Infinity])(
    'takes nothing of generation %d, which would be the latest for ever',
    (generation) => {
      const version = { generation, id: 'z' }
      const ledger = { record: { ...first, version }, end: { ...full.end, version } }

      expect(parseLedger(ledger)).toEqual(emptyLedger)
    },
  )

  it.each([
    { sid: 'x'.repeat(100_000) },
    { version: { generation: 1, id: 'x'.repeat(100_000) } },
    { accessToken: 'x'.repeat(100_000) },
    { refreshToken: 'x'.repeat(100_000) },
    { user: { id: '1', username: 'x'.repeat(100_000) } },
    { user: { id: '1', username: 'demo', email: { nested: true } } },
  ])('takes no record with a field that no server grants', (changes) => {
    expect(parseLedger({ record: { ...first, ...changes } })).toEqual(emptyLedger)
  })

  it('takes the latest of a list that is too long', () => {
    const tombstones = Array.from({ length: 150_000 }, (_, index) => tombstone(`sid-${index}`))

    const kept = parseLedger({ tombstones }).tombstones

    expect(kept).toHaveLength(64)
    expect(kept.at(-1)?.sid).toBe('sid-149999')
  })
})
