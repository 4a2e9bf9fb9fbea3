import { describe, expect, it } from 'vitest'
import { joinLedgers } from '@/auth/core/join-ledgers'
import { emptyLedger } from '@/auth/core/ledger'
import { openSession } from '@/auth/core/ledger-session'
import { parseTabMessage } from '@/auth/core/tab-message'
import { recordWith } from '../../support/records'

const have = { type: 'have', isShared: true, tab: 'tab-1', saidAtMs: 7, ledger: emptyLedger }
const own = recordWith()

describe('a message from another tab', () => {
  it.each([
    [{ type: 'changed', more: 1 }, { type: 'changed' }],
    [
      { type: 'ask', isShared: false, sid: null },
      { type: 'ask', isShared: false, sid: null, isOpen: false },
    ],
    [
      { type: 'ask', isShared: true, sid: 's', isOpen: true },
      { type: 'ask', isShared: true, sid: 's', isOpen: true },
    ],
    [have, have],
  ])('is read as %j', (message, read) => {
    expect(parseTabMessage(message)).toEqual(read)
  })

  it.each([
    null,
    'have',
    { type: 'other' },
    { type: 'ask', sid: null },
    { type: 'ask', isShared: true, sid: 'x'.repeat(100_000) },
    { ...have, tab: 'x'.repeat(100_000) },
  ])('is none that makes no sense', (message) => {
    expect(parseTabMessage(message)).toBeNull()
  })

  it.each([Infinity, NaN, '7', undefined])('was said at no known time: %s', (saidAtMs) => {
    expect(parseTabMessage({ ...have, saidAtMs })).toEqual({ ...have, saidAtMs: 0 })
  })

  it('does not win for ever by a generation that no session comes to', () => {
    const rival = recordWith({ version: { generation: Number.MAX_SAFE_INTEGER, id: 'z' } })
    const message = parseTabMessage({ ...have, ledger: openSession(emptyLedger, rival) })

    const ledger = message?.type === 'have' ? message.ledger : null

    expect(ledger).toEqual(emptyLedger)
    expect(joinLedgers(openSession(emptyLedger, own), ledger ?? emptyLedger, 0).record).toEqual(own)
  })
})
