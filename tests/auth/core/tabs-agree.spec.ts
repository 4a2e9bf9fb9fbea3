import { describe, expect, it } from 'vitest'
import { SessionEndedError } from '@/auth/core/errors'
import { emptyLedger } from '@/auth/core/ledger'
import { revokeRefreshTokens } from '@/mocks/trouble'
import { AuthWorld, credentials } from '../../support/auth-world'
import { settle } from '../../support/fake-clock'
import { kept, refreshes, signIn } from '../../support/sign-in'
import { answerWith, authorize } from '../../support/requests'

describe('tabs agree (G7)', () => {
  it('signs in every tab that had nobody signed in', async () => {
    const world = new AuthWorld()
    const [tab, other] = [world.openTab(), world.openTab()]
    await other.client.ready()

    await tab.client.login(credentials, kept)
    await settle()

    expect(other.session).toMatchObject({ status: 'authenticated', user: { username: 'demo' } })
  })

  it('logs out every tab', async () => {
    const { world, tab } = await signIn()
    const other = world.openTab()
    await other.client.ready()

    await tab.client.logout()
    await settle()

    expect(other.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
  })

  it('know which of them has logged out, until somebody logs in', async () => {
    const { world, tab } = await signIn()
    const other = world.openTab()
    await other.client.ready()
    const elsewhere = () => [tab, other].map(({ client }) => client.snapshot.isLoggedOutElsewhere)

    await tab.client.logout()
    await settle()
    expect(elsewhere()).toEqual([false, true])

    await tab.client.login(credentials, kept)
    await settle()
    expect(elsewhere()).toEqual([false, false])
  })

  it('tell each other that it was for doing nothing that somebody was logged out', async () => {
    const { world, tab } = await signIn()
    const other = world.openTab()
    await other.client.ready()

    await tab.client.logout('idle')
    await settle()

    expect(other.session).toEqual({ status: 'anonymous', reason: 'idle' })
    expect(other.client.snapshot.isLoggedOutElsewhere).toBe(false)
  })

  it('hands a new token to the other tabs as soon as it is there', async () => {
    const { world, tab } = await signIn()
    const other = world.openTab()
    await other.client.ready()

    await tab.client.refresh()
    await settle()

    expect(other.token).toBe(tab.token)
    expect(world.countOf(refreshes)).toBe(1)
  })

  it('end together when the server refuses one of them, with its reason', async () => {
    const { world, tab } = await signIn()
    const other = world.openTab()
    await other.client.ready()
    world.cause(revokeRefreshTokens)

    await expect(tab.client.refresh()).rejects.toThrow(SessionEndedError)
    await settle()

    expect(other.session).toEqual({ status: 'anonymous', reason: 'ended-by-server' })
  })

  it('leaves a session of one tab alone when another tab begins or ends a kept one', async () => {
    const { world, tab } = await signIn({}, { keepSignedIn: false })
    world.hint.clear()
    const other = world.openTab()
    await other.client.login({ username: 'admin', password: 'admin' }, kept)
    await settle()
    tab.changePage({ isVisible: true })
    await settle()
    expect(tab.session).toMatchObject({ user: { username: 'demo' } })

    await other.client.logout()
    await settle()

    expect(tab.session).toMatchObject({ user: { username: 'demo' } })
  })

  it('open a session in a new tab as well when the tab that has it takes its time to say so', async () => {
    const { world, tab } = await signIn({}, { keepSignedIn: false })
    world.messageDelayMs = 1500
    const other = world.openTab()
    await world.clock.advance(200)
    expect(other.session).toEqual({ status: 'anonymous', reason: 'never-logged-in' })

    await world.clock.advance(3000)

    expect(other.token).toBe(tab.token)
    expect(world.hint.isSet()).toBe(true)
  })

  it('do not take a late answer for a session after a logout', async () => {
    const { world, tab } = await signIn({}, { keepSignedIn: false })
    world.messageDelayMs = 1500
    const other = world.openTab()
    await world.clock.advance(200)
    await other.client.login({ username: 'admin', password: 'admin' })
    await other.client.logout()

    await world.clock.advance(3000)

    expect(tab.session.status).toBe('authenticated')
    expect(other.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
  })

  it('tells nobody when a message brings nothing new', async () => {
    const { world, tab } = await signIn()
    let changes = 0
    tab.client.subscribe(() => (changes += 1))

    world.createChannel().post({ type: 'changed' })
    await settle()

    expect(changes).toBe(0)
  })

  it('never sends a request that one user made as another', async () => {
    const { world, tab } = await signIn()
    const other = world.openTab()
    await other.client.ready()
    const sent = await authorize(tab.client)

    await other.client.login({ username: 'admin', password: 'admin' }, kept)
    await settle()

    expect(tab.session).toMatchObject({ user: { username: 'admin' } })
    expect(await tab.client.judge(sent, answerWith())).toEqual({
      kind: 'ended',
      reason: 'other-user',
    })
  })

  it('notice a logout of which no message came through', async () => {
    const { world, tab } = await signIn()
    const other = world.openTab()
    await other.client.ready()
    world.losesMessages = true
    await other.client.logout()

    tab.changePage({ isVisible: true })
    await settle()

    expect(tab.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
  })

  it('go on in memory when storage is wiped, and store the session again', async () => {
    const { world, tab } = await signIn()
    world.shared.ledger = emptyLedger

    tab.changePage({ isVisible: true })
    await settle()
    expect(tab.session.status).toBe('authenticated')
    await tab.client.refresh()

    expect(world.shared.ledger.record?.accessToken).toBe(tab.token)
  })
})
