import { describe, expect, it } from 'vitest'
import { Backoff } from '@/auth/core/backoff'
import { backoffCapMs } from '@/auth/core/limits'
import { noAnswer } from '@/auth/core/outage'
import { buyerOf } from '@/auth/core/record'
import { refreshToken } from '@/auth/core/tokens'
import { FakeClock, settle } from '../../support/fake-clock'
import { recordWith } from '../../support/records'
import { outcomeOf, refreshes, signIn } from '../../support/sign-in'

const busy = { kind: 'unavailable', status: 503 } as const
const used = recordWith()
const next = recordWith({ refreshToken: refreshToken('next') })

function createBackoff(fraction: number, isCookie = false) {
  const clock = new FakeClock()
  const backoff = new Backoff(clock, { id: () => 'id', fraction: () => fraction }, (record) =>
    buyerOf(record, isCookie),
  )
  return { clock, backoff, delayOf: () => backoff.fail(used, noAnswer).nextTryAtMs - clock.now() }
}

describe('pauses between failures (G3)', () => {
  it.each([
    ['the longest', 0.999_999, [1, 2, 4, 8, 16, 32, 60, 60]],
    ['in the middle', 0.5, [0.5, 1, 2, 4, 8, 16, 30, 30]],
    ['the shortest', 0, [0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25]],
  ])('grow up to a bound, by chance %s', (_, fraction, seconds) => {
    const { delayOf } = createBackoff(fraction)

    const delays = seconds.map(() => Math.round(delayOf()) / 1000)

    expect(delays).toEqual(seconds)
  })

  it('are for what buys the next tokens, also in a newer version of the record', () => {
    const { backoff } = createBackoff(0.5)
    backoff.fail(used, busy)

    expect(backoff.pauseOf({ ...used, version: { generation: 2, id: 'v-2' } })).not.toBeNull()
  })

  it('are for the one cookie of the jar, whichever access token came with it', () => {
    const { backoff } = createBackoff(0.5, true)
    const cookie = recordWith({ refreshToken: null })
    backoff.fail(cookie, busy)
    const rival = { ...cookie, accessToken: next.accessToken, version: { generation: 1, id: 'b' } }
    const later = { ...rival, version: { generation: 2, id: 'b' } }

    expect(backoff.pauseOf(rival)).not.toBeNull()
    expect(backoff.pauseOf(later)).toBeNull()
  })

  it('are for one token: the next begins anew, with the shortest', () => {
    const { clock, backoff, delayOf } = createBackoff(0.999_999)
    for (let attempt = 0; attempt < 5; attempt += 1) delayOf()

    expect(backoff.pauseOf(next)).toBeNull()
    expect(Math.round(backoff.fail(next, busy).nextTryAtMs - clock.now())).toBe(1000)
    expect(backoff.pauseOf(used)).toBeNull()
  })

  it('end at their time, and are over when the clock is set back below what a pause can be', () => {
    const { clock, backoff } = createBackoff(0.999_999)
    const { nextTryAtMs } = backoff.fail(used, busy)
    expect(backoff.pauseOf(used)).toMatchObject({ outage: busy })

    clock.set(-backoffCapMs)
    expect(backoff.pauseOf(used)).toBeNull()
    clock.set(nextTryAtMs - clock.now())
    expect(backoff.pauseOf(used)).toBeNull()
  })
})

describe('a server that does not answer (G3)', () => {
  async function signInThenLose() {
    const { world, tab } = await signIn({ settings: { refreshSeconds: 30 * 86_400 } })
    world.fraction = 0.999
    world.fault = () => 'no-answer'
    world.clock.jump(400_000)
    await expect(tab.request()).rejects.toMatchObject({ code: 'auth-unavailable' })
    return { world, tab }
  }

  it('is asked about once a minute in the end, and the session is kept for as long as that', async () => {
    const { world, tab } = await signInThenLose()

    await world.clock.advance(3_600_000)

    expect(world.countOf(refreshes)).toBeGreaterThan(55)
    expect(world.countOf(refreshes)).toBeLessThan(70)
    expect(tab.session.status).toBe('authenticated')
  })

  it('is not asked during a pause by a request, but by whoever insists', async () => {
    const { world, tab } = await signInThenLose()
    const before = world.countOf(refreshes)

    const request = outcomeOf(tab.request())
    await settle()
    expect(request).toMatchObject({ status: 'rejected', error: { code: 'auth-unavailable' } })
    expect(world.countOf(refreshes)).toBe(before)
    const forced = outcomeOf(tab.client.refresh())
    await settle()

    expect(forced).toMatchObject({ status: 'rejected', error: { code: 'auth-unavailable' } })
    expect(world.countOf(refreshes)).toBe(before + 1)
  })

  it('is not asked when another tab tells of tokens that are due as well, before the pause is over', async () => {
    const { world, tab } = await signInThenLose()
    const before = world.countOf(refreshes)
    const { record } = world.shared.ledger
    const newer = record && { ...record, version: { generation: 2, id: 'v-2' } }
    world.shared.ledger = { ...world.shared.ledger, record: newer }

    world.createChannel().post({ type: 'changed' })
    await world.clock.advance(100)
    expect(world.countOf(refreshes)).toBe(before)
    world.fault = () => null
    await world.clock.advance(1_000)

    expect(world.countOf(refreshes)).toBe(before + 1)
    expect(await tab.request()).toBe(200)
  })

  it('is asked again although the clock is set back by a day during a pause', async () => {
    const { world, tab } = await signInThenLose()
    world.clock.set(-86_400_000)
    world.fault = () => null

    await world.clock.advance(backoffCapMs)

    expect(tab.client.snapshot.reachability).toEqual({ status: 'reachable' })
    expect(await tab.request()).toBe(200)
  })

  it('says since when, and when it is asked next', async () => {
    const { world, tab } = await signInThenLose()
    const sinceMs = world.clock.now()
    await world.clock.advance(5_000)

    const { reachability } = tab.client.snapshot

    expect(reachability).toMatchObject({ status: 'unreachable', sinceMs })
    expect(reachability.status === 'unreachable' && reachability.nextTryAtMs).toBeGreaterThan(
      world.clock.now(),
    )
  })
})
