import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { chromiumSwitches } from '../support/chromium-switches'

const playwright = dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'))

/** What this version of Playwright turns off in Chromium, by its own source. */
function offInPlaywright(): readonly string[] {
  const source = readFileSync(join(playwright, 'lib/coreBundle.js'), 'utf8')
  const [, list = ''] = /disabledFeatures = \[([^\]]*)\]\.filter/.exec(source) ?? []
  return [...list.matchAll(/^\s*"(\w+)"/gm)].map(([, name = '']) => name)
}

it('turns off whatever Playwright does', () => {
  const off = chromiumSwitches.find((one) => one.startsWith('--disable-features='))?.split(/[=,]/)

  expect(offInPlaywright().length).toBeGreaterThan(10)
  expect(off).toEqual(expect.arrayContaining([...offInPlaywright()]))
})
