import { describe, expect, it } from 'vitest'
import { Carrier } from '@/auth/core/carrier'
import {
  AuthUnavailableError,
  ConfigurationError,
  SessionEndedError,
  UnexpectedAnswerError,
} from '@/auth/core/errors'
import { EventHub } from '@/auth/core/events'
import { hearLedger, joinLedgers } from '@/auth/core/join-ledgers'
import { emptyLedger } from '@/auth/core/ledger'
import { commitRecord, openSession, updateUser } from '@/auth/core/ledger-session'
import { parseLedger } from '@/auth/core/parse-ledger'
import { SessionState } from '@/auth/core/session-state'
import { refreshToken } from '@/auth/core/tokens'
import type { TransportRequest } from '@/auth/core/transport'
import { expireAccessTokens, revokeRefreshTokens } from '@/mocks/trouble'
import type { Trouble } from '@/mocks/trouble'
import { AuthWorld, createTestStore, credentials } from '../../support/auth-world'
import type { Tab } from '../../support/auth-world'
import { settle } from '../../support/fake-clock'
import { recordWith } from '../../support/records'
import { authorize, refused } from '../../support/requests'
import {
  holdRefreshes,
  kept,
  openAnother,
  refreshes,
  rotating,
  signIn,
  unkept,
} from '../../support/sign-in'

/** The person changes their name on the server. */
function rename(first_name: string): Trouble {
  return (state) => ({
    ...state,
    accounts: state.accounts.map((account) =>
      account.profile.username === 'demo'
        ? { ...account, profile: { ...account.profile, first_name } }
        : account,
    ),
  })
}

const isUserCall = ({ url }: TransportRequest) => url.endsWith('/user/')
const firstNameIn = ({ session }: Tab) =>
  session.status === 'authenticated' ? session.user.fullName?.split(' ')[0] : session.status
const json = (status: number, body: object) => ({ status, headers: {}, body: JSON.stringify(body) })

/** Answers the user endpoint in the place of the server. */
function answerUser(world: AuthWorld, status: number, body: object) {
  world.fault = (request) => (isUserCall(request) ? json(status, body) : null)
}

describe('reloadUser', () => {
  it.each([
    ['kept', kept],
    ['not kept', unkept],
  ])('leaves a record that pages and tabs to come can read (%s)', async (_, login) => {
    const world = new AuthWorld()
    const tabStore = createTestStore({ isShared: false })
    const tab = world.openTab({ tabStore })
    await tab.client.login(credentials, login)

    await tab.client.reloadUser()

    const stored = login.keepSignedIn ? world.shared.ledger : tabStore.ledger
    expect(stored.record?.userVersion).toBeDefined()
    expect(parseLedger(structuredClone(stored))).toEqual(stored)
  })

  it.each([
    ['kept', kept],
    ['not kept', unkept],
  ])('brings a new name to every tab, by one request (%s)', async (_, login) => {
    const { world, tab } = await signIn({}, login)
    const tabs = [tab, await openAnother(world)]
    world.cause(rename('Dora'))
    world.log.length = 0

    await tab.client.reloadUser()
    await settle()

    expect([...tabs, await openAnother(world)].map(firstNameIn)).toEqual(['Dora', 'Dora', 'Dora'])
    expect(world.log).toEqual(['GET /user/ 200'])
  })

  it('reaches a tab that has missed the message when that is looked at again', async () => {
    const { world, tab } = await signIn()
    const other = await openAnother(world)
    world.cause(rename('Dora'))
    world.losesMessages = true
    await tab.client.reloadUser()
    await settle()
    expect(firstNameIn(other)).not.toBe('Dora')

    other.changePage({ isVisible: true })
    await settle()

    expect(firstNameIn(other)).toBe('Dora')
  })

  it('changes neither the token nor the id, and tells nobody of another login', async () => {
    const { tab, world } = await signIn()
    const [token, happened] = [tab.token, [] as string[]]
    tab.client.onEvent(({ type }) => happened.push(type))
    world.cause(rename('Dora'))

    await tab.client.reloadUser()

    expect(tab.token).toBe(token)
    expect(tab.session).toMatchObject({ user: { id: '1', username: 'demo' } })
    expect(happened).toEqual([])
  })

  it('is not undone by a refresh, of this tab or of another, nor by one that was under way', async () => {
    const { world, tab } = await signIn(rotating)
    const other = await openAnother(world)
    const held = holdRefreshes(world)
    const refresh = other.client.refresh()
    await settle()
    world.cause(rename('Dora'))

    await tab.client.reloadUser()
    await held.stop()
    await refresh
    await tab.client.refresh()
    await other.client.refresh()
    await settle()

    expect([tab, other, await openAnother(world)].map(firstNameIn)).toEqual([
      'Dora',
      'Dora',
      'Dora',
    ])
    expect(other.token).toBe(tab.token)
    expect(world.countOf(/ 401$/)).toBe(0)
  })

  it('takes the answer that was asked for later, whichever comes first', async () => {
    const { world, tab } = await signIn()
    world.idsDescend = true
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    world.holdAnswer = (_, request) => (isUserCall(request) ? held : Promise.resolve())
    const early = tab.client.reloadUser()
    await settle()
    world.cause(rename('Dora'))
    world.holdAnswer = () => Promise.resolve()
    await world.clock.advance(10)

    await tab.client.reloadUser()
    release()
    await early

    expect(firstNameIn(tab)).toBe('Dora')
  })

  it('goes on after the clock was set back', async () => {
    const { world, tab } = await signIn()
    world.cause(rename('Dora'))
    await tab.client.reloadUser()
    world.clock.set(-86_400_000)
    world.cause(rename('Doris'))

    await tab.client.reloadUser()

    expect(firstNameIn(tab)).toBe('Doris')
  })

  it('renews a refused token, once, and asks again', async () => {
    const { world, tab } = await signIn()
    world.cause(expireAccessTokens)
    world.cause(rename('Dora'))

    await tab.client.reloadUser()

    expect(firstNameIn(tab)).toBe('Dora')
    expect(world.countOf(refreshes)).toBe(1)
  })

  it('asks for no more than one new token a minute where the endpoint refuses every token', async () => {
    const { world, tab } = await signIn()
    answerUser(world, 401, { code: 'token_not_valid' })

    for (let count = 0; count < 3; count += 1) {
      await expect(tab.client.reloadUser()).rejects.toThrow(UnexpectedAnswerError)
    }

    expect(world.countOf(refreshes)).toBe(1)
    expect(tab.session.status).toBe('authenticated')
  })
})

describe('reloadUser after the API has refused a token that it has just granted', () => {
  it('asks for no other, which would be refused as well', async () => {
    const { world, tab } = await signIn()
    const sent = await authorize(tab.client)
    await refused(tab.client, { ...sent, isReplay: true })
    answerUser(world, 401, { code: 'token_not_valid' })

    await expect(tab.client.reloadUser()).rejects.toThrow(UnexpectedAnswerError)

    expect(world.countOf(refreshes)).toBe(0)
  })
})

describe('reloadUser that fails', () => {
  it('says that the profile names no user endpoint', async () => {
    const { tab } = await signIn({ auth: { endpoints: { user: null } } })

    const failed = tab.client.reloadUser()

    await expect(failed).rejects.toThrow(ConfigurationError)
    await expect(failed).rejects.toThrow(/auth\.endpoints\.user/)
  })

  it.each<[string, number, object, new (...given: never[]) => Error]>([
    ['the server is down', 503, {}, AuthUnavailableError],
    ['there is no such endpoint', 404, {}, UnexpectedAnswerError],
    ['the answer names nobody', 200, { ok: true }, UnexpectedAnswerError],
  ])('keeps session and user when %s', async (_, status, body, kind) => {
    const { world, tab } = await signIn()
    const before = tab.session
    answerUser(world, status, body)

    await expect(tab.client.reloadUser()).rejects.toThrow(kind)

    expect(tab.session).toEqual(before)
  })

  it('says so while nobody is signed in, and when the refresh is refused', async () => {
    const { world, tab } = await signIn()
    world.cause(expireAccessTokens)
    world.cause(revokeRefreshTokens)

    await expect(tab.client.reloadUser()).rejects.toThrow(SessionEndedError)
    await expect(tab.client.reloadUser()).rejects.toMatchObject({ reason: 'ended-by-server' })
  })

  it('never brings back a session that was logged out meanwhile', async () => {
    const { world, tab } = await signIn()
    const other = await openAnother(world)
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    world.holdAnswer = (_, request) => (isUserCall(request) ? held : Promise.resolve())
    const reload = tab.client.reloadUser()
    await settle()

    await tab.client.logout()
    release()

    await expect(reload).rejects.toThrow(SessionEndedError)
    await settle()
    for (const { session } of [tab, other]) expect(session.status).toBe('anonymous')
    expect(world.shared.ledger.record).toBeNull()
  })
})

describe('reloadUser whose answer is being stored', () => {
  it('does not bring back a session that is logged out at that moment', async () => {
    const { world, tab } = await signIn()
    let open = () => {}
    world.fault = (request) => {
      if (isUserCall(request)) world.shared.gate = new Promise((resolve) => (open = resolve))
      return null
    }
    const reload = tab.client.reloadUser()
    await settle()

    const logout = tab.client.logout()
    open()

    await expect(reload).rejects.toThrow(SessionEndedError)
    await logout
    expect(tab.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
  })

  it('is not undone by tokens that were read before', () => {
    const world = new AuthWorld()
    const state = new SessionState(new EventHub(world.clock), 0)
    const { clock, hint } = world
    const around = { clock, hint, channel: world.createChannel(), tab: 'tab', isOpen: () => true }
    const carrier = new Carrier(world.shared, around)
    const user = { id: '1', username: 'dora' }
    const record = recordWith({ user, userVersion: { generation: 1, id: 'u' } })
    state.open(record, carrier, 'restore')

    state.open(recordWith({ version: { generation: 2, id: 'v-2' } }), carrier, 'refresh')

    expect(state.current?.record).toMatchObject({ user, version: { generation: 2 } })
  })
})

describe('reloadUser that is told of another person (G7)', () => {
  it('does not take them, and ends the session as a refresh would, in every tab', async () => {
    const { world, tab } = await signIn()
    const other = await openAnother(world)
    answerUser(world, 200, { id: 2, username: 'eve' })

    await expect(tab.client.reloadUser()).rejects.toMatchObject({ reason: 'other-user' })
    await settle()

    const ended = { status: 'anonymous', reason: 'other-user' }
    expect([tab.session, other.session]).toEqual([ended, ended])
  })

  it('knows the person again whose name is all there is for an id', async () => {
    const { world, tab } = await signIn()
    answerUser(world, 200, { email: 'dora@example.com' })

    await tab.client.reloadUser()

    expect(tab.session).toMatchObject({ user: { id: '1', email: 'dora@example.com' } })
  })
})

describe('the version of the user in a ledger', () => {
  const open = openSession(emptyLedger, recordWith())
  const told = (generation: number, username = `name-${generation}`) =>
    updateUser(open, 'sid-1', { id: '1', username }, { generation, id: 'u' })
  const next = recordWith({
    version: { generation: 2, id: 'v-2' },
    refreshToken: refreshToken('refresh-2'),
  })
  const nameIn = ({ record }: typeof open) => record?.user.username

  it('stands over the tokens of a refresh that did not know of it, and takes nothing from them', () => {
    const committed = commitRecord(told(5), next)

    expect(nameIn(committed)).toBe('name-5')
    expect(committed.record).toMatchObject({ version: next.version, refreshToken: 'refresh-2' })
    expect(committed.candidates).toEqual([])
  })

  it('is the later one in two places, in either order, whoever has the later tokens', () => {
    const [older, newer] = [told(5), commitRecord(told(4), next)]
    const heard = { type: 'have', isShared: true, tab: 'tab', saidAtMs: 0 } as const

    for (const joined of [
      joinLedgers(older, newer, 0),
      joinLedgers(newer, older, 0),
      hearLedger(newer, { ...heard, ledger: older }, 0),
    ]) {
      expect(nameIn(joined)).toBe('name-5')
      expect(joined.record?.version).toEqual(next.version)
    }
  })

  it('survives storage, and is not asked of a record that an earlier version has stored', () => {
    expect(parseLedger(structuredClone(told(5)))).toEqual(told(5))
    expect(parseLedger(structuredClone(open))).toEqual(open)
    expect(
      nameIn(
        updateUser(told(5), 'sid-1', { id: '1', username: 'late' }, { generation: 4, id: 'u' }),
      ),
    ).toBe('name-5')
    expect(
      updateUser(open, 'another', { id: '1', username: 'x' }, { generation: 4, id: 'u' }),
    ).toBe(open)
  })
})
