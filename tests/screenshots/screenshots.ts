import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { type AppServer, startApp } from '../support/app-server.ts'
import { appFolders } from './build-apps.ts'
import { config as defaultConfig, scenes } from './scenes.ts'
import { stubApi } from './stub-api.ts'

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } }

/** WCAG 2.2 AA, and what axe recommends beyond it. */
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const test = base.extend<object, Record<keyof typeof appFolders, AppServer>>({
  production: [
    async ({}, use) => {
      const server = await startApp({ dist: appFolders.production, config: defaultConfig })
      await use(server)
      await server.close()
    },
    { scope: 'worker' },
  ],
  demo: [
    async ({}, use) => {
      const server = await startApp({ dist: appFolders.demo, config: null })
      await use(server)
      await server.close()
    },
    { scope: 'worker' },
  ],
})

for (const scene of scenes) {
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const isMocked = scene.build === 'demo' && scene.name !== 'mock-unsupported'

      test.describe(`${size} ${colorScheme}`, () => {
        test.use({ viewport, colorScheme, serviceWorkers: isMocked ? 'allow' : 'block' })

        test(scene.name, async ({ page, production, demo }) => {
          const { url } = scene.build === 'demo' ? demo : production
          production.setConfig(scene.config ?? defaultConfig)
          if (scene.build !== 'demo') await stubApi(page, scene.api ?? {})
          const violations = await collectCspViolations(page)

          await page.goto(url)
          await scene.lead(page)
          await page.screenshot({
            path: `screenshots/${scene.name}-${size}-${colorScheme}.png`,
            fullPage: true,
          })

          const { violations: found } = await new AxeBuilder({ page }).withTags(axeTags).analyze()
          expect(found.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
          expect(violations()).toEqual([])
          await page.setViewportSize({ width: 320, height: 640 })
          expect(await overflow(page)).toBeLessThanOrEqual(0)
        })
      })
    }
  }
}

/** What the content security policy has blocked. */
async function collectCspViolations(page: Page): Promise<() => readonly string[]> {
  const messages: string[] = []
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) messages.push(message.text())
  })
  return () => messages
}

/** By how much the page is wider than the window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
}
