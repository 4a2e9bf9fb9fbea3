import { test as base, expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { type AppServer, startApp } from '../support/app-server.ts'
import { axeFindings, layoutFindings, motionFindings } from '../support/page-findings.ts'
import { appFolders } from './build-apps.ts'
import { looks, pictureOf, sheetFolder, sizes, themes } from './looks.ts'
import { sceneGroups } from './scenes/index.ts'
import { config as defaultConfig } from './scenes/scene.ts'
import type { Scene } from './scenes/scene.ts'
import { stubApi } from './stub-api.ts'

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
      const server = await startApp({ dist: appFolders.demo, config: null, headers: [] })
      await use(server)
      await server.close()
    },
    { scope: 'worker' },
  ],
})

for (const scene of sceneGroups.flatMap(({ scenes }) => scenes)) {
  const isMocked = scene.build === 'demo' && scene.name !== 'mock-unsupported'

  test.describe(() => {
    test.use({
      viewport: sizes[1280],
      serviceWorkers: isMocked ? 'allow' : 'block',
      contextOptions: { reducedMotion: 'reduce' },
    })

    test(scene.name, async ({ page, production, demo }) => {
      const { url } = scene.build === 'demo' ? demo : production
      production.setConfig(scene.config ?? defaultConfig)
      if (scene.build !== 'demo') await stubApi(page, scene.api ?? {})
      const violations = collectCspViolations(page)

      await page.goto(url)
      await scene.lead(page)

      await lookAt(page, scene)
      expect(await motionFindings(page)).toEqual([])
      expect(violations).toEqual([])
    })
  })
}

/** Takes all pictures of a scene, and says of each look what is wrong with it. */
async function lookAt(page: Page, scene: Scene) {
  for (const look of looks) {
    await page.emulateMedia(themes[look.theme])
    await page.setViewportSize(sizes[look.size])
    const path = `${sheetFolder}${pictureOf(scene.name, look)}`
    await page.screenshot({ path, fullPage: true })
    const found = [
      ...(await layoutFindings(page)),
      ...(look.isForAxe ? await axeFindings(page) : []),
    ]
    expect.soft(found, `${look.theme}, ${look.size} px`).toEqual([])
  }
}

/** What the content security policy blocks from now on. */
function collectCspViolations(page: Page): readonly string[] {
  const messages: string[] = []
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) messages.push(message.text())
  })
  return messages
}
