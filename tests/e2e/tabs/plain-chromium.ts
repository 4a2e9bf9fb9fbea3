import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from '@playwright/test'
import type { BrowserContext, LaunchOptions } from '@playwright/test'

/** A browser that was started as people start theirs. */
export interface PlainChromium {
  readonly context: BrowserContext
  readonly close: () => Promise<void>
}

/**
 * Starts Chromium without what Playwright changes in it: here a hidden page is hidden and its timers are
 * throttled, a page that is left goes into the back-forward cache, and no page believes it has the focus.
 *
 * @param options - those of the tests; `executablePath` and `args` are taken over
 */
export async function startPlainChromium(
  { executablePath, args = [] }: LaunchOptions,
  further: readonly string[] = [],
): Promise<PlainChromium> {
  const profile = await mkdtemp(join(tmpdir(), 'latchkey-profile-'))
  const child = spawn(
    executablePath ?? chromium.executablePath(),
    [
      '--headless',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--no-default-browser-check',
      ...args,
      ...further,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const exited = once(child, 'exit')
  const browser = await chromium.connectOverCDP(await endpointOf(child), { noDefaults: true })
  const [context] = browser.contexts()
  if (!context) throw new Error('Chromium has no window')
  return {
    context,
    close: async () => {
      await browser.close()
      child.kill()
      await exited
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function endpointOf({ stderr }: ChildProcess): Promise<string> {
  if (!stderr) throw new Error('Chromium says nothing')
  for await (const line of createInterface({ input: stderr })) {
    const endpoint = /DevTools listening on (\S+)/.exec(line)?.[1]
    if (endpoint !== undefined) {
      stderr.resume()
      return endpoint
    }
  }
  throw new Error('Chromium has ended')
}
