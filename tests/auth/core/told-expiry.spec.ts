import { describe, expect, it } from 'vitest'
import type { AuthSettings } from '@/auth/backends/auth-settings'
import { AuthWorld, credentials } from '../../support/auth-world'
import { answer } from '../../support/jwt'
import { isRefresh, kept } from '../../support/sign-in'

type Told = (endMs: number) => object
const minute = 60_000

/** An API whose tokens are opaque and live for a minute, which the body of the answer tells in its own way. */
async function signInTold(expiry: AuthSettings['expiry'], told: Told) {
  const world = new AuthWorld({ auth: { expiry, endpoints: { user: null } } })
  const grantedAtMs = new Map<string, number>()
  world.fault = (request) => {
    if (!isRefresh(request) && !request.url.endsWith('/api/token/')) return answer({})
    const nowMs = world.clock.trueNow()
    const access = `opaque-${String(grantedAtMs.size)}`
    grantedAtMs.set(access, nowMs)
    return answer({ access, refresh: 'refresh', ...told(nowMs + minute) })
  }
  const tab = world.openTab()
  await tab.client.login(credentials, kept)
  const ageOfToken = async () =>
    world.clock.trueNow() - (grantedAtMs.get((await tab.client.getAccessToken()) ?? '') ?? 0)
  return { world, ageOfToken }
}

const ways: [string, AuthSettings['expiry'], Told][] = [
  ['seconds from now', ['seconds:expires_in'], () => ({ expires_in: 60 })],
  ['an ISO date', ['iso:expiry'], (endMs) => ({ expiry: new Date(endMs).toISOString() })],
  ['seconds since the epoch', ['epoch:expires_at'], (endMs) => ({ expires_at: endMs / 1000 })],
  ['milliseconds since the epoch', ['epochMs:exp'], (endMs) => ({ exp: endMs })],
  ['the configuration alone', ['fixed:60'], () => ({})],
]

describe('an opaque token whose end is told beside it (G9)', () => {
  it.each(ways)('is renewed before it ends: %s', async (_, expiry, told) => {
    const { world, ageOfToken } = await signInTold(expiry, told)

    for (let second = 0; second < 300; second += 1) {
      await world.clock.advance(1000)
      expect(await ageOfToken()).toBeLessThan(minute)
    }

    expect(world.requests.filter(isRefresh).length).toBeLessThanOrEqual(6)
  })

  it.each(ways)('is renewed before it ends, with the clock set by a day: %s', async (_, ...way) => {
    const { world, ageOfToken } = await signInTold(...way)

    for (const byMs of [86_400_000, -2 * 86_400_000]) {
      world.clock.set(byMs)
      for (let second = 0; second < 150; second += 1) {
        await world.clock.advance(1000)
        expect(await ageOfToken()).toBeLessThan(minute)
      }
    }

    expect(world.requests.filter(isRefresh).length).toBeLessThanOrEqual(9)
  })
})
