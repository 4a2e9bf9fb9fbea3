import { describe, expect, it } from 'vitest'
import { noneModel, pairModel, singleAfterExpiryModel, singleModel } from '@/auth/core/models'
import { recordWith } from '../../support/records'

const visible = { leewaySeconds: 30, isVisible: () => true }
const hidden = { leewaySeconds: 30, isVisible: () => false }
const tokenOf = (lifetimeSeconds: number) =>
  recordWith({ expiresAtMs: lifetimeSeconds * 1000, lifetimeMs: lifetimeSeconds * 1000 })

describe('pairModel', () => {
  it.each([
    [2, 1.6],
    [4, 3.1],
    [8, 7.1],
    [20, 18.1],
    [300, 270.1],
    [86_400, 86_370.1],
  ])('renews a token of %i s after %d s', (lifetimeSeconds, seconds) => {
    expect(pairModel.renewAtMs(tokenOf(lifetimeSeconds), visible)).toBe(seconds * 1000)
    expect(pairModel.renewAtMs(tokenOf(lifetimeSeconds), hidden)).toBe(seconds * 1000)
  })

  it('asks just after a whole second: servers cut expiry to it, and before it a second is lost', () => {
    const renewAtMs = pairModel.renewAtMs(tokenOf(5), visible) ?? 0

    expect(renewAtMs % 1000).toBe(100)
  })

  it('is never early by more than it was asked for', () => {
    expect(pairModel.renewAtMs(tokenOf(300), { ...visible, leewaySeconds: 0 })).toBe(300_000)
  })

  it('renews at no known time when the token does not say when it ends', () => {
    expect(pairModel.renewAtMs(recordWith({ expiresAtMs: null }), visible)).toBeNull()
  })

  it('has nothing to do before the end without a refresh token', () => {
    const record = { ...tokenOf(300), refreshToken: null }

    expect(pairModel.renewAtMs(record, visible)).toBe(300_000)
  })

  it('buys with the refresh token, and not at all without one', () => {
    expect(pairModel.canRenew(recordWith())).toBe(true)
    expect(pairModel.canRenew(recordWith({ refreshToken: null }))).toBe(false)
  })
})

describe('singleModel', () => {
  it('buys with the access token, early in a hidden tab', () => {
    expect(singleModel.canRenew(recordWith({ refreshToken: null }))).toBe(true)
    expect(singleModel.renewAtMs(tokenOf(3600), visible)).toBe(3_570_100)
    expect(singleModel.renewAtMs(tokenOf(3600), hidden)).toBe(1_800_000)
  })
})

describe('noneModel', () => {
  it('buys nothing', () => {
    expect(noneModel.canRenew(recordWith())).toBe(false)
  })
})

describe('singleAfterExpiryModel', () => {
  it('need not hurry in a hidden tab: a token that has run out still buys the next', () => {
    const visibly = singleAfterExpiryModel.renewAtMs(tokenOf(300), visible)

    expect(visibly).toBe(270_100)
    expect(singleAfterExpiryModel.renewAtMs(tokenOf(300), hidden)).toBe(visibly)
  })
})
