import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { findInstalledBrowser } from '../../tests/runner/browser.mjs'
import { thisComputer } from '../../tests/runner/machine.mjs'

/** A name for this machine on plain http. A browser has no Web Locks there. */
export const insecureHost = 'bench.lan'

export async function launchBrowser(): Promise<Browser> {
  const path = process.env['LATCHKEY_BROWSER'] ?? findInstalledBrowser(thisComputer)
  const isRoot = process.getuid?.() === 0
  return chromium.launch({
    ...(path !== null && { executablePath: path }),
    args: [
      ...(isRoot ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      `--host-resolver-rules=MAP ${insecureHost} 127.0.0.1`,
    ],
  })
}
