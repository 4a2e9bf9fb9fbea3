import { describe, expect, it } from 'vitest'
import type { MockVariables } from '@/mocks/settings'
import { legacyDefaults, parseMockSettings, simpleJwtDefaults } from '@/mocks/settings'

const unset: MockVariables = {
  MOCK_DIALECT: '',
  MOCK_ACCESS_SECONDS: '',
  MOCK_REFRESH_SECONDS: '',
  MOCK_ROTATE: '',
}

describe('parseMockSettings', () => {
  it('is SimpleJWT with its defaults when nothing is set', () => {
    expect(parseMockSettings(unset)).toEqual(simpleJwtDefaults)
  })

  it('reads lifetimes and rotation', () => {
    const variables = {
      ...unset,
      MOCK_ACCESS_SECONDS: '10',
      MOCK_REFRESH_SECONDS: '60',
      MOCK_ROTATE: 'true',
    }

    expect(parseMockSettings(variables)).toEqual({
      ...simpleJwtDefaults,
      accessSeconds: 10,
      refreshSeconds: 60,
      rotate: true,
      blacklistAfterRotation: true,
    })
  })

  it('keeps the week of the legacy dialect unless told otherwise', () => {
    const variables = { ...unset, MOCK_DIALECT: 'legacy', MOCK_ACCESS_SECONDS: '10' }

    expect(parseMockSettings(variables)).toEqual({ ...legacyDefaults, accessSeconds: 10 })
  })

  it.each([
    [{ MOCK_DIALECT: 'jwt' }, 'MOCK_DIALECT is "jwt". Allowed: simplejwt, legacy.'],
    [
      { MOCK_ACCESS_SECONDS: '5m' },
      'MOCK_ACCESS_SECONDS is "5m". Allowed: whole seconds from 1 to 999999999.',
    ],
    [
      { MOCK_REFRESH_SECONDS: '0' },
      'MOCK_REFRESH_SECONDS is "0". Allowed: whole seconds from 1 to 999999999.',
    ],
    [{ MOCK_ROTATE: 'yes' }, 'MOCK_ROTATE is "yes". Allowed: true, false, 1, 0.'],
    [
      { MOCK_DIALECT: 'legacy', MOCK_ROTATE: '1' },
      'MOCK_ROTATE is "1". Allowed: false with legacy.',
    ],
  ])('names the variable that is wrong in %j', (wrong, message) => {
    expect(() => parseMockSettings({ ...unset, ...wrong })).toThrow(new Error(message))
  })
})
