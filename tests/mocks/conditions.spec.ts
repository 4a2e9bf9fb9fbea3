import { describe, expect, it } from 'vitest'
import { calm, parseConditions, settingsUnder } from '@/mocks/conditions'
import { legacyDefaults, simpleJwtDefaults } from '@/mocks/settings'

const rough = {
  answers: 'unavailable',
  latencyMs: 3000,
  clockAheadMs: -3_600_000,
  accessSeconds: 10,
  rotates: true,
} as const

describe('parseConditions', () => {
  it('reads what was stored', () => {
    expect(parseConditions(structuredClone(rough))).toEqual(rough)
  })

  it.each([
    ['nothing', undefined],
    ['a text', 'rough'],
    ['a list', []],
    ['an older or a newer shape', { answers: 'smoke', latencyMs: NaN, rotates: 'yes', extra: 1 }],
  ])('is calm after %s', (_, stored) => {
    expect(parseConditions(stored)).toEqual(calm)
  })
})

describe('settingsUnder', () => {
  it.each([simpleJwtDefaults, legacyDefaults])(
    'leaves the settings of $dialect as they are when nothing is wrong',
    (settings) => {
      expect(settingsUnder(calm, settings)).toEqual(settings)
    },
  )

  it('shortens the life of tokens, and lets those of SimpleJWT rotate', () => {
    expect(settingsUnder(rough, simpleJwtDefaults)).toEqual({
      ...simpleJwtDefaults,
      accessSeconds: 10,
      rotate: true,
      blacklistAfterRotation: true,
    })
    expect(settingsUnder(rough, legacyDefaults)).toEqual({ ...legacyDefaults, accessSeconds: 10 })
  })

  it('can end the rotation that the settings ask for', () => {
    const rotating = { ...simpleJwtDefaults, rotate: true, blacklistAfterRotation: true }

    expect(settingsUnder({ ...calm, rotates: false }, rotating)).toEqual(simpleJwtDefaults)
  })
})
