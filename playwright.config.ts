import { defineConfig } from '@playwright/test'
import {
  findInstalledBrowser,
  findInstalledFirefox,
  findInstalledWebKit,
} from './tests/runner/browser.mjs'
import { thisComputer } from './tests/runner/machine.mjs'
import { chromiumSwitches } from './tests/support/chromium-switches'
import type { WebKitOptions } from './tests/webkit/webkit-test'

/** Named by the test runner; looked for here when Playwright is started without it. */
const browser = process.env['LATCHKEY_BROWSER'] ?? findInstalledBrowser(thisComputer)

// So that it is looked for once, and not by every worker.
if (browser !== null) process.env['LATCHKEY_BROWSER'] = browser

const firefox = process.env['LATCHKEY_FIREFOX'] ?? findInstalledFirefox(thisComputer)

if (firefox !== null) process.env['LATCHKEY_FIREFOX'] = firefox

const webKitDriver = process.env['LATCHKEY_WEBKIT'] ?? findInstalledWebKit(thisComputer)

const isRoot = process.getuid?.() === 0

export default defineConfig<object, WebKitOptions>({
  forbidOnly: true,
  retries: 0,
  workers: 2,
  reporter: 'list',
  // For what a busy machine may take; where all is well nobody waits for it.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  use: {
    browserName: 'chromium',
    locale: 'en-US',
    // What was done and what was asked: pictures of every step cost a quarter of the time.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
    launchOptions: {
      ...(browser !== null && { executablePath: browser }),
      args: [...(isRoot ? ['--no-sandbox'] : []), ...chromiumSwitches],
    },
  },
  projects: [
    {
      name: 'e2e',
      testDir: 'tests/e2e',
      outputDir: 'test-results/e2e',
      testMatch: '**/*.e2e.ts',
      grepInvert: /@long/,
      fullyParallel: true,
    },
    {
      name: 'e2e-long',
      testDir: 'tests/e2e',
      outputDir: 'test-results/e2e-long',
      testMatch: '**/*.e2e.ts',
      grep: /@long|@trials/,
      fullyParallel: true,
    },
    {
      name: 'firefox',
      testDir: 'tests/e2e',
      outputDir: 'test-results/firefox',
      testMatch: ['journey.e2e.ts', 'caches-and-redirects.e2e.ts', 'tabs/**/*.e2e.ts'],
      grepInvert: /@chromium/,
      fullyParallel: true,
      use: {
        browserName: 'firefox',
        // The one that people have, by WebDriver BiDi, and not Playwright's own.
        channel: 'moz-firefox',
        launchOptions: { ...(firefox !== null && { executablePath: firefox }), args: [] },
      },
    },
    {
      name: 'webkit',
      testDir: 'tests/webkit',
      outputDir: 'test-results/webkit',
      testMatch: '**/*.e2e.ts',
      fullyParallel: true,
      // Driven by WebDriver; Playwright is the test runner alone.
      use: { webKitDriver },
    },
    {
      name: 'live',
      testDir: 'tests/live',
      outputDir: 'test-results/live',
      testMatch: '**/*.live.ts',
      timeout: 120_000,
    },
  ],
})
