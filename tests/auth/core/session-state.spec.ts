import { describe, expect, it } from 'vitest'
import { Carrier } from '@/auth/core/carrier'
import { EventHub } from '@/auth/core/events'
import { emptyLedger } from '@/auth/core/ledger'
import type { LedgerStore } from '@/auth/core/ports'
import { SessionState } from '@/auth/core/session-state'
import { AuthWorld, credentials } from '../../support/auth-world'
import { kept } from '../../support/sign-in'

const store: LedgerStore = {
  isShared: true,
  read: async () => emptyLedger,
  transact: async (decide) => decide(emptyLedger),
}
const silence = { post: () => {}, listen: () => () => {} }
const hint = { isSet: () => false, set: () => {}, clear: () => {} }

/** The state of a page that has a session. */
async function openedSession() {
  const world = new AuthWorld()
  const tab = world.openTab()
  await tab.client.login(credentials, kept)
  const { record } = world.shared.ledger
  if (!record) throw new Error('Nobody is signed in')
  const state = new SessionState(new EventHub(world.clock), 0)
  const carrier = new Carrier(store, {
    tab: 'a',
    clock: world.clock,
    channel: silence,
    hint,
    isOpen: () => true,
  })
  state.open(record, carrier, 'restore')
  return { state, record, carrier }
}

/** The state of a page in which a session has just been found to be somebody else's. */
async function endedSession() {
  const opened = await openedSession()
  opened.state.end('other-user')
  return opened
}

describe('an end that another tab has noted (G3)', () => {
  it.each([
    ['is believed', [], 'anonymous'],
    ['is not, while there are tokens that nobody has tried', [null], 'authenticated'],
    ['is, when they were tried', ['an intent'], 'anonymous'],
  ])('%s', async (_, tries, status) => {
    const { state, record, carrier } = await openedSession()
    const { sid, version } = record
    const end = { sid, version, reason: 'ended-by-server' } as const
    const rival = { ...record, version: { ...version, id: 'rival' } }
    const candidates = tries.map((triedBy) => ({ record: rival, tries: 0, triedBy }))

    state.follow({ ...emptyLedger, end, candidates }, carrier)

    expect(state.snapshot.session.status).toBe(status)
  })
})

describe('what was read before a session ended (G7)', () => {
  it('does not open it again', async () => {
    const { state, record, carrier } = await endedSession()

    state.follow({ ...emptyLedger, record }, carrier)

    expect(state.snapshot.session).toEqual({ status: 'anonymous', reason: 'other-user' })
  })

  it('is told from later tokens, which another tab has got since', async () => {
    const { state, record, carrier } = await endedSession()
    const version = { generation: record.version.generation + 1, id: 'later' }

    state.follow({ ...emptyLedger, record: { ...record, version } }, carrier)

    expect(state.snapshot.session.status).toBe('authenticated')
  })
})
