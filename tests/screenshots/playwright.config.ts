import { defineConfig } from '@playwright/test'
import { findInstalledBrowser } from '../runner/browser.mjs'
import { thisComputer } from '../runner/machine.mjs'
import { chromiumSwitches } from '../support/chromium-switches'

const browser = process.env['LATCHKEY_BROWSER'] ?? findInstalledBrowser(thisComputer)
if (browser !== null) process.env['LATCHKEY_BROWSER'] = browser

const isRoot = process.getuid?.() === 0

/**
 * Builds the app, pictures every view and state of it, looks for what is wrong with each, and puts them on a contact
 * sheet: all of it in `screenshots/`.
 */
export default defineConfig({
  testDir: '.',
  testMatch: 'screenshots.ts',
  globalSetup: './build-apps.ts',
  globalTeardown: './contact-sheet.ts',
  outputDir: '../../test-results/screenshots',
  // A scene may wait for tokens to run out, and is then looked at nine times.
  timeout: 90_000,
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  reporter: 'list',
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    launchOptions: {
      ...(browser !== null && { executablePath: browser }),
      args: [...(isRoot ? ['--no-sandbox'] : []), ...chromiumSwitches],
    },
  },
})
