import { describe, expect, it } from 'vitest'
import { SessionEndedError } from '@/auth/core/errors'
import { AuthWorld, createTestStore, credentials } from '../../support/auth-world'
import { settle } from '../../support/fake-clock'
import { kept, refreshes, signIn } from '../../support/sign-in'

describe('logout wins (G6)', () => {
  it('clears the session here and in storage, and tells the server', async () => {
    const { world, tab } = await signIn()

    await tab.client.logout()

    expect(tab.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
    expect(world.shared.ledger.record).toBeNull()
    expect(world.log.at(-1)).toBe('POST /api/token/blacklist/ 200')
  })

  it('revokes the token that another tab has got a moment ago, and not one that is spent', async () => {
    const { world, tab } = await signIn({
      settings: { rotate: true, blacklistAfterRotation: true },
    })
    const other = world.openTab()
    await other.client.ready()
    world.losesMessages = true
    await other.client.refresh()
    const latest = world.shared.ledger.record

    await tab.client.logout()

    expect(world.bodies.at(-1)).toContain(latest?.refreshToken)
    expect(world.log.at(-1)).toBe('POST /api/token/blacklist/ 200')
  })

  it('clears without a network', async () => {
    const { world, tab } = await signIn()
    world.fault = () => 'no-answer'

    await tab.client.logout()

    expect(tab.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
    expect(world.shared.ledger.record).toBeNull()
  })

  it('holds when the page goes before the store of all tabs has heard of it, and reaches that store then', async () => {
    const world = new AuthWorld()
    const tabStore = createTestStore({ isShared: false })
    const tab = world.openTab({ tabStore })
    await tab.client.login(credentials, kept)
    world.shared.hangAfter(0)
    void tab.client.logout()
    await settle()
    tab.client.dispose()
    world.shared.hangAfter(Infinity)
    expect(world.shared.ledger.record).not.toBeNull()

    const reloaded = world.openTab({ tabStore })
    await reloaded.client.ready()

    expect(reloaded.session.status).toBe('anonymous')
    expect(world.shared.ledger.record).toBeNull()
  })

  it('is not undone by a refresh that is under way', async () => {
    const { world, tab } = await signIn({
      settings: { rotate: true, blacklistAfterRotation: true },
    })
    let answer = () => {}
    world.fault = ({ url }) =>
      refreshes.test(url) ? new Promise((resolve) => (answer = () => resolve(granted()))) : null
    const refresh = tab.client.refresh()
    await settle()

    await tab.client.logout()
    answer()

    await expect(refresh).rejects.toThrow(SessionEndedError)
    expect(tab.session).toEqual({ status: 'anonymous', reason: 'logged-out' })
    expect(world.shared.ledger.record).toBeNull()
  })

  it('does not let a refresh of the former session end the next one', async () => {
    const { world, tab } = await signIn()
    let answer = () => {}
    world.fault = ({ url }) =>
      refreshes.test(url) ? new Promise((resolve) => (answer = () => resolve(granted()))) : null
    const refresh = tab.client.refresh()
    await settle()
    await tab.client.logout()
    await tab.client.login({ username: 'admin', password: 'admin' })

    answer()

    await expect(refresh).rejects.toThrow(SessionEndedError)
    expect(tab.session).toMatchObject({ user: { username: 'admin' } })
  })

  it('leaves alone what somebody else has stored meanwhile', async () => {
    const { world, tab } = await signIn()
    const other = world.openTab()
    await other.client.ready()
    world.losesMessages = true
    await other.client.login({ username: 'admin', password: 'admin' }, kept)

    await tab.client.logout()

    expect(world.shared.ledger.record).toMatchObject({ user: { username: 'admin' } })
  })

  it('in one tab wins over a refresh in another', async () => {
    const { world, tab } = await signIn()
    const other = world.openTab()
    await other.client.ready()
    let answer = () => {}
    world.fault = ({ url }) =>
      refreshes.test(url) ? new Promise((resolve) => (answer = () => resolve(granted()))) : null
    const refresh = other.client.refresh()
    await settle()

    await tab.client.logout()
    answer()

    await expect(refresh).rejects.toThrow(SessionEndedError)
    expect(other.session.status).toBe('anonymous')
    expect(world.shared.ledger.record).toBeNull()
  })
})

function granted() {
  return { status: 200, headers: {}, body: '{"access":"a.b.c","refresh":"d.e.f"}' }
}
