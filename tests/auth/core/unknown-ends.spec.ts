import { describe, expect, it } from 'vitest'
import { calendarMs, calendarSeconds } from '@/auth/core/calendar'
import { parseLedger } from '@/auth/core/parse-ledger'
import { AuthWorld, credentials } from '../../support/auth-world'
import { answer, jwtWith } from '../../support/jwt'
import { isRefresh, kept, signIn } from '../../support/sign-in'

const nowSeconds = Date.UTC(2026, 0, 1, 12) / 1000
/** In ms, and beyond every calendar. */
const noEnds = [nowSeconds * 1000 + 300_000, 253_402_300_800, 253_402_300_799_000, 1e15, 1e306, -1]

describe('calendarMs', () => {
  it.each([1, Date.UTC(2026, 0, 1), 253_402_300_799_000])('believes %d', (ms) => {
    expect(calendarMs(ms)).toBe(ms)
  })

  it.each([NaN, Infinity, -Infinity, 0, -1, 253_402_300_800_000, 1e306, '7', null, undefined])(
    'knows nothing of %s',
    (value) => {
      expect(calendarMs(value)).toBeNull()
      expect(calendarSeconds(value)).toBeNull()
    },
  )

  it.each(noEnds)('knows nothing of %d seconds', (seconds) => {
    expect(calendarSeconds(seconds)).toBeNull()
  })
})

/** Signs in to an API whose tokens say this of themselves, which its answers tell beside them as well. */
async function signInWith(claims: object, beside: object = {}) {
  const world = new AuthWorld({
    auth: { endpoints: { user: null }, expiry: ['claim:exp', 'seconds:expires_in'] },
  })
  const access = jwtWith({ user_id: '1', iat: nowSeconds, ...claims })
  world.fault = (request) =>
    isRefresh(request) || request.url.endsWith('/api/token/')
      ? answer({ access, refresh: jwtWith({ ...claims }), ...beside })
      : answer({})
  const tab = world.openTab()
  await tab.client.login(credentials, kept)
  return { world, tab }
}

describe('an end that no calendar has', () => {
  it.each(noEnds)('is an unknown one: exp %d', async (exp) => {
    const { tab } = await signInWith({ exp })

    expect(tab.session).toMatchObject({
      status: 'authenticated',
      expiresAtMs: null,
      endsAtMs: null,
    })
  })

  it.each(noEnds)('signs nobody out on a reload: exp %d', async (exp) => {
    const { world } = await signInWith({ exp })

    const reloaded = world.openTab()
    await reloaded.client.ready()

    expect(reloaded.session.status).toBe('authenticated')
    expect(await reloaded.request()).toBe(200)
  })

  it('leaves it to the next source', async () => {
    const { world, tab } = await signInWith({ exp: 1e15 }, { expires_in: 300 })

    expect(tab.session).toMatchObject({ expiresAtMs: world.clock.now() + 300_000 })
  })

  it.each([1e306, 253_402_300_799])('is one of %d seconds from now', async (expires_in) => {
    const { tab } = await signInWith({ exp: undefined }, { expires_in })

    expect(tab.session).toMatchObject({ status: 'authenticated', expiresAtMs: null })
  })

  it('says nothing of the clock when a token was issued then', async () => {
    const { world, tab } = await signInWith({ iat: 1e15, exp: nowSeconds + 300 })

    expect(tab.session).toMatchObject({
      clockOffsetMs: 0,
      expiresAtMs: world.clock.now() + 300_000,
    })
  })

  it.each([Infinity, NaN, 1e18, -5, 'soon'])('costs a stored session nothing: %s', async (ms) => {
    const { world } = await signIn()
    const { record } = world.shared.ledger
    const times = { expiresAtMs: ms, lifetimeMs: ms, endsAtMs: ms, clockOffsetMs: ms }
    world.shared.ledger = parseLedger({ record: { ...record, ...times } })

    const reloaded = world.openTab()
    await reloaded.client.ready()

    expect(reloaded.session).toMatchObject({
      status: 'authenticated',
      expiresAtMs: null,
      endsAtMs: null,
      clockOffsetMs: ms === -5 ? -5 : 0,
    })
  })
})
