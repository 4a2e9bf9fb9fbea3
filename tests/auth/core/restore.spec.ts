import { describe, expect, it } from 'vitest'
import { AuthWorld, createTestStore, credentials } from '../../support/auth-world'
import { signIn } from '../../support/sign-in'

describe('restore', () => {
  it('brings back a kept session without asking the network', async () => {
    const { world } = await signIn()
    const before = world.log.length

    const reloaded = world.openTab()
    await reloaded.client.ready()

    expect(reloaded.session).toMatchObject({ status: 'authenticated', user: { username: 'demo' } })
    expect(world.log).toHaveLength(before)
  })

  it('tells how far the clocks are apart, as the login has learnt it', async () => {
    const { world } = await signIn()
    const { record } = world.shared.ledger
    const told = record && { ...record, clockOffsetMs: 86_400_000 }
    world.shared.ledger = { ...world.shared.ledger, record: told }

    const reloaded = world.openTab()
    await reloaded.client.ready()

    expect(reloaded.session).toMatchObject({ clockOffsetMs: 86_400_000 })
  })

  it('is signed in and unreachable when the token has run out and the server is down', async () => {
    const { world } = await signIn()
    await world.clock.advance(1000)
    world.fault = () => 'no-answer'
    world.clock.jump(400_000)

    const reloaded = world.openTab()
    await reloaded.client.ready()
    await world.clock.advance(10)

    expect(reloaded.session.status).toBe('authenticated')
    expect(reloaded.client.snapshot.reachability.status).toBe('unreachable')
  })

  it('gives a session that is not kept to a reload and to new tabs, and stores it nowhere else', async () => {
    const world = new AuthWorld()
    const tabStore = createTestStore({ isShared: false })
    const tab = world.openTab({ tabStore })
    await tab.client.login(credentials)

    const other = world.openTab()
    await other.client.ready()
    tab.client.dispose()
    other.client.dispose()
    const reloaded = world.openTab({ tabStore })
    await reloaded.client.ready()
    reloaded.client.dispose()
    const stranger = world.openTab()
    await world.clock.advance(100)
    await stranger.client.ready()

    expect(other.session.status).toBe('authenticated')
    expect(reloaded.session.status).toBe('authenticated')
    expect(stranger.session.status).toBe('anonymous')
    expect(world.shared.ledger.record).toBeNull()
  })

  it('starts with nobody signed in when storage cannot be read', async () => {
    const world = new AuthWorld()
    world.shared.isBroken = true

    const tab = world.openTab()
    await tab.client.ready()

    expect(tab.session).toEqual({ status: 'anonymous', reason: 'never-logged-in' })
  })
})
