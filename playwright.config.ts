import { defineConfig } from '@playwright/test'
import { findInstalledBrowser } from './tests/runner/browser.mjs'
import { thisComputer } from './tests/runner/machine.mjs'

/** Named by the test runner; looked for here when Playwright is started without it. */
const browser = process.env['LATCHKEY_BROWSER'] ?? findInstalledBrowser(thisComputer)

// So that it is looked for once, and not by every worker.
if (browser !== null) process.env['LATCHKEY_BROWSER'] = browser

const isRoot = process.getuid?.() === 0

export default defineConfig({
  forbidOnly: true,
  retries: 0,
  workers: 2,
  reporter: 'list',
  use: {
    browserName: 'chromium',
    locale: 'en-US',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(browser !== null && { executablePath: browser }),
      args: [
        ...(isRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    {
      name: 'e2e',
      testDir: 'tests/e2e',
      outputDir: 'test-results/e2e',
      testMatch: '**/*.e2e.ts',
      fullyParallel: true,
      timeout: 30_000,
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
