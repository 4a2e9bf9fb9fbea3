import { collectErrors, expect } from '../e2e-test'
import { startPlainChromium } from './plain-chromium'
import { Tabs } from './tabs'
import { test as base } from './tabs-test'

export { expect }

interface Options {
  /** Command line switches of Chromium. */
  readonly switches: readonly string[]
}

/** Tabs of a Chromium that hides, throttles and caches pages as people's own does. */
export const test = base.extend<Options>({
  switches: [[], { option: true }],

  tabs: async ({ api, server, serverClock, launchOptions, switches }, use) => {
    const { context, close } = await startPlainChromium(launchOptions, switches)
    const errors = collectErrors(context)
    await use(await Tabs.create({ context, api, serverClock, appUrl: server.url }))
    await close()
    expect(errors, 'errors of the pages').toEqual([])
  },
})
