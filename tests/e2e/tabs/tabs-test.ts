import { legacyDefaults, simpleJwtDefaults } from '../../../src/mocks/settings'
import { test as base } from '../e2e-test'
import { Tabs } from './tabs'

export { expect } from '../e2e-test'

/** What servers do about a refresh token that comes a second time. */
export const policies = ['refuses a spent token', 'ends the session of a spent token'] as const

interface Tolerance {
  readonly reuse: (typeof policies)[number]
}

interface Fixtures {
  /** The tabs of the test's browser. */
  readonly tabs: Tabs
}

/** An e2e test against a server whose tokens are good for one refresh: SimpleJWT with rotation and blacklist. */
export const test = base.extend<Tolerance & Fixtures>({
  reuse: ['refuses a spent token', { option: true }],

  settings: async ({ dialect, accessSeconds, reuse }, use) => {
    if (dialect === 'legacy') return use({ ...legacyDefaults, accessSeconds })
    await use({
      ...simpleJwtDefaults,
      accessSeconds,
      refreshSeconds: 30 * 86_400,
      rotate: true,
      blacklistAfterRotation: true,
      revokeFamilyOnReuse: reuse === 'ends the session of a spent token',
    })
  },

  tabs: async ({ context, api, server, serverClock }, use) => {
    await use(await Tabs.create({ context, api, serverClock, appUrl: server.url }))
  },
})
