import { describe, expect, it } from 'vitest'
import { settle } from '../../support/fake-clock'
import {
  holdRefreshes,
  isRefresh,
  openAnother,
  outcomeOf,
  raceable,
  refreshTokenOf,
  refusal,
  rotating,
  sentTokens,
  signIn,
} from '../../support/sign-in'
import type { AuthWorld, AuthWorldOptions } from '../../support/auth-world'

/** Two tabs with one session, of which nobody tells the other anything but through the store. */
async function twoTabs(options: AuthWorldOptions = rotating) {
  const { world, tab } = await signIn(options)
  const other = await openAnother(world)
  world.losesMessages = true
  return { world, tab, other }
}

describe('a refusal (G1)', () => {
  it('is not believed while another tab may still bring what the token was traded for', async () => {
    const { world, tab, other } = await twoTabs()
    const answers = holdRefreshes(world)
    const first = tab.client.refresh()
    await settle()
    const second = outcomeOf(other.client.refresh())
    await settle()
    world.holdAnswer = () => Promise.resolve()
    await world.clock.advance(4_000)
    expect(other.session.status).toBe('authenticated')

    await answers.release()
    await answers.release()
    await first
    await world.clock.advance(200)

    expect(second.status).toBe('resolved')
    expect(other.token).toBe(tab.token)
    expect(await other.request()).toBe(200)
  })

  it('is believed after the deadline of the tab that has crashed with the new tokens', async () => {
    const { world, tab, other } = await twoTabs()
    const answers = holdRefreshes(world)
    void tab.client.refresh()
    await settle()
    tab.crash()
    await answers.stop()
    const second = outcomeOf(other.client.refresh())

    await world.clock.advance(11_900)
    expect(second.status).toBe('pending')
    await world.clock.advance(300)

    expect(second).toMatchObject({ status: 'rejected', error: { reason: 'ended-by-server' } })
    expect(sentTokens(world)).toHaveLength(2)
  })

  it('ends the session in one tab, and a later success of another brings it back to both', async () => {
    const { world, tab, other } = await twoTabs()
    world.losesMessages = false
    const answers = holdRefreshes(world)
    const first = tab.client.refresh()
    await settle()
    tab.freeze()
    await answers.stop()
    const second = outcomeOf(other.client.refresh())
    await world.clock.advance(12_500)
    expect(second).toMatchObject({ status: 'rejected', error: { reason: 'ended-by-server' } })
    expect(other.session.status).toBe('anonymous')

    await tab.thaw()
    await first
    await settle()

    expect(tab.session.status).toBe('authenticated')
    expect(other.token).toBe(tab.token)
    expect(await other.request()).toBe(200)
  })
})

/** Both tabs have traded the same token, and the server has granted both: one pair is adopted, one is kept. */
async function raced() {
  const { world, tab, other } = await twoTabs(raceable)
  await Promise.all([tab.client.refresh(), other.client.refresh()])
  for (const page of [tab, other]) page.changePage({ isVisible: true })
  await settle()
  const { record, candidates } = world.shared.ledger
  const [winner, loser] = [record?.refreshToken, candidates[0]?.record.refreshToken]
  expect(new Set([winner, loser]).size).toBe(2)
  return { world, tab, other, winner, loser }
}

/** From now on the server refuses these refresh tokens. */
function refuse(world: AuthWorld, ...tokens: unknown[]): void {
  world.fault = (request) =>
    isRefresh(request) && tokens.includes(refreshTokenOf(request)) ? refusal : null
}

describe('two pairs that were granted for one token (G1)', () => {
  it('come to one order that both tabs agree on', async () => {
    const { world, tab, other } = await raced()

    expect(tab.token).toBe(world.shared.ledger.record?.accessToken)
    expect(other.token).toBe(tab.token)
  })

  it('save the session when the one that was adopted is refused: the other is tried and adopted', async () => {
    const { world, tab, winner, loser } = await raced()
    refuse(world, winner)

    await tab.client.refresh()

    expect(sentTokens(world).slice(-2)).toEqual([winner, loser])
    expect(await tab.request()).toBe(200)
    expect(world.shared.ledger.record?.accessToken).toBe(tab.token)
  })

  it('end the session when both are refused, each sent exactly once', async () => {
    const { world, tab, winner, loser } = await raced()
    refuse(world, winner, loser)

    const refresh = outcomeOf(tab.client.refresh())
    await settle()

    expect(refresh).toMatchObject({ status: 'rejected', error: { reason: 'ended-by-server' } })
    expect(sentTokens(world).filter((token) => token === winner)).toHaveLength(1)
    expect(sentTokens(world).filter((token) => token === loser)).toHaveLength(1)
    expect(world.shared.ledger.candidates).toEqual([])
  })

  it('keep the session when the second try brings no answer', async () => {
    const { world, tab, winner, loser } = await raced()
    world.fault = (request) => {
      const token = isRefresh(request) && refreshTokenOf(request)
      if (token === winner) return refusal
      return token === loser ? 'no-answer' : null
    }
    await expect(tab.client.refresh()).rejects.toMatchObject({ code: 'auth-unavailable' })

    expect(tab.session.status).toBe('authenticated')
    expect(world.shared.ledger.record).not.toBeNull()
  })

  it('are both tried again after the second try brought no answer', async () => {
    const { world, tab, winner, loser } = await raced()
    let isDown = true
    world.fault = (request) => {
      const token = isRefresh(request) && refreshTokenOf(request)
      if (token === winner) return refusal
      return token === loser && isDown ? 'no-answer' : null
    }
    await expect(tab.client.refresh()).rejects.toMatchObject({ code: 'auth-unavailable' })
    isDown = false

    await tab.client.refresh()

    expect(await tab.request()).toBe(200)
  })

  it('are tried by one tab alone when both tabs learn of the refusal at once', async () => {
    const { world, tab, other, winner, loser } = await raced()
    refuse(world, winner)

    const both = Promise.all([tab.client.refresh(), other.client.refresh()])
    await world.clock.advance(15_000)
    await both

    expect(sentTokens(world).filter((token) => token === loser)).toHaveLength(1)
    expect(tab.session.status).toBe('authenticated')
    expect(other.session.status).toBe('authenticated')
  })
})
