import { describe, expect, it } from 'vitest'
import { AnsweredVersions } from '@/auth/core/answered-versions'
import { joinLedgers } from '@/auth/core/join-ledgers'
import { emptyLedger } from '@/auth/core/ledger'
import { addIntent, candidateTriedBy } from '@/auth/core/ledger-notes'
import { commitRecord, openSession } from '@/auth/core/ledger-session'
import { heldUpMs, intentDeadlineMs } from '@/auth/core/limits'
import { pairModel } from '@/auth/core/models'
import { RefreshDecisions } from '@/auth/core/refresh-decisions'
import { TokenTimes } from '@/auth/core/token-times'
import { refreshToken } from '@/auth/core/tokens'
import { FakeClock } from '../../support/fake-clock'
import { recordWith } from '../../support/records'

const visible = { openedAtMs: 0, isVisible: () => true, onChange: () => () => {} }
const open = openSession(emptyLedger, recordWith())

function createDecisions(isExclusive = false) {
  const clock = new FakeClock()
  const times = new TokenTimes(clock, visible, { model: pairModel, leewaySeconds: 30 })
  const answered = new AnsweredVersions()
  const situation = { clock, times, tab: 'tab-1', answered, known: recordWith(), isExclusive }
  return { answered, clock, decisions: new RefreshDecisions(situation) }
}

const rival = (id: string, isExclusive = false) => ({
  id,
  tab: 'tab-2',
  sid: 'sid-1',
  versionId: 'v-1',
  deadlineMs: new FakeClock().now() + intentDeadlineMs,
  isExclusive,
})

describe('an announcement of a tab that has the lock (G1)', () => {
  it('does not wait for who had it before: that tab is gone, or frozen', async () => {
    const { clock, decisions } = createDecisions(true)
    const former = { ...rival('c', true), deadlineMs: clock.now() + intentDeadlineMs }
    await clock.advance(10)

    expect(decisions.claim(addIntent(open, former), 'b').intents).toHaveLength(2)
  })

  it('waits for who has taken it from this tab, which was frozen', async () => {
    const { clock, decisions } = createDecisions(true)
    await clock.advance(10)
    const ledger = addIntent(open, {
      ...rival('c', true),
      deadlineMs: clock.now() + intentDeadlineMs,
    })

    expect(decisions.claim(ledger, 'b')).toEqual(ledger)
    expect(decisions.claim(open, 'b').intents).toMatchObject([{ id: 'b', isExclusive: false }])
  })
})

describe('a refusal (G3)', () => {
  const second = (id: string) =>
    recordWith({ version: { generation: 2, id }, refreshToken: refreshToken(id) })
  const [lost, winner] = [second('v-2a'), second('v-2b')]
  const refusal = { intentId: 'b', nextId: 'next', mayEnd: true }

  it('lets what lost against the refused tokens be tried', () => {
    const { decisions } = createDecisions()
    const raced = commitRecord(commitRecord(open, lost), winner)
    decisions.noteRefused(winner)

    const after = decisions.afterRefusal(raced, winner, refusal)

    expect(candidateTriedBy(after, 'next')).toEqual(lost)
  })

  it('lets it be tried where another tab, which did not know of it, has ended the session', () => {
    const { decisions } = createDecisions()
    const raced = commitRecord(commitRecord(open, lost), winner)
    const { sid, version } = winner
    const heard = { ...emptyLedger, end: { sid, version, reason: 'ended-by-server' as const } }
    decisions.noteRefused(winner)

    const after = decisions.afterRefusal(joinLedgers(raced, heard, 0), winner, refusal)

    expect(candidateTriedBy(after, 'next')).toEqual(lost)
  })

  it('in another tab leaves what that tab did not try to be sent here, once', () => {
    const { answered, decisions } = createDecisions()
    const raced = commitRecord(commitRecord(open, lost), winner)
    const { sid, version } = winner
    const end = { sid, version, reason: 'ended-by-server' as const }
    const ended = joinLedgers(raced, { ...emptyLedger, end }, 0)

    expect(decisions.settlementIn(ended)).toBeNull()
    expect(decisions.claim(ended, 'b').intents).toMatchObject([{ versionId: 'v-2a' }])

    answered.note(lost)
    decisions.noteRefused(lost)
    const after = decisions.afterRefusal(decisions.claim(ended, 'b'), lost, refusal)
    expect(decisions.settlementIn(after)).toEqual({ kind: 'ended', reason: 'ended-by-server' })
  })

  it('puts what that buys after the refused tokens, which may be from later', () => {
    const { decisions } = createDecisions()
    expect(decisions.generationAfter(lost)).toBe(3)

    decisions.noteRefused(recordWith({ version: { generation: 3, id: 'v-3' } }))

    expect(decisions.generationAfter(lost)).toBe(4)
  })

  it('ends the session where the server has answered to that as well, whatever others believe', () => {
    const { answered, decisions } = createDecisions()
    const raced = commitRecord(commitRecord(open, lost), winner)
    answered.note(lost)
    decisions.noteRefused(winner)

    const after = decisions.afterRefusal(raced, winner, refusal)

    expect(after).toMatchObject({ record: null, end: { reason: 'ended-by-server' } })
  })
})

describe('an announcement without a lock (G1)', () => {
  it.each([
    ['goes before one with a higher id', rival('c'), false],
    ['yields to one with a lower id', rival('a'), true],
    ['yields to that of the tab that has the lock, whatever its id', rival('c', true), true],
  ])('%s', (_, other, mustYield) => {
    const { decisions } = createDecisions()
    const ledger = addIntent(decisions.claim(open, 'b'), other)

    expect(decisions.mustYield(ledger, 'b')).toBe(mustYield)
  })

  it.each([
    ['yields to one that is older than a moment', 'c', -heldUpMs - 1, true],
    ['goes before one that was made much later', 'a', heldUpMs + 1, false],
  ])('%s, whatever their ids', (_, id, laterByMs, mustYield) => {
    const { decisions } = createDecisions()
    const other = { ...rival(id), deadlineMs: rival(id).deadlineMs + laterByMs }
    const ledger = addIntent(decisions.claim(open, 'b'), other)

    expect(decisions.mustYield(ledger, 'b')).toBe(mustYield)
  })

  it('yields where its tokens have been replaced since: nobody takes it for a rival', () => {
    const { clock, decisions } = createDecisions()
    const isDue = { expiresAtMs: clock.now() }
    const newer = recordWith({ version: { generation: 2, id: 'v-2' }, ...isDue })
    const ledger = commitRecord(decisions.claim(open, 'b'), newer)

    expect(decisions.mustYield(ledger, 'b')).toBe(true)
    expect(decisions.claim(ledger, 'c').intents.at(-1)).toMatchObject({ versionId: 'v-2' })
  })

  it('is made anew with a later deadline by a tab that was held up', async () => {
    const { clock, decisions } = createDecisions()
    const ledger = decisions.claim(open, 'b')
    await clock.advance(5_000)

    const [intent, ...others] = decisions.claimAgain(ledger, 'b').intents

    expect(intent).toMatchObject({ id: 'b', deadlineMs: clock.now() + intentDeadlineMs })
    expect(others).toEqual([])
  })

  it('is not made anew where it was never made, because another tab was first', () => {
    const { decisions } = createDecisions()
    const ledger = decisions.claim(addIntent(open, rival('c')), 'b')

    expect(decisions.claimAgain(ledger, 'b')).toEqual(ledger)
  })

  it('is taken back by a tab that was held up until there were newer tokens', () => {
    const { decisions } = createDecisions()
    const newer = recordWith({ version: { generation: 2, id: 'v-2' }, expiresAtMs: 9e15 })
    const ledger = commitRecord(decisions.claim(open, 'b'), { ...newer, lifetimeMs: null })

    expect(decisions.claimAgain(ledger, 'b').intents).toEqual([])
  })
})
