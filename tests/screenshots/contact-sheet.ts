import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { chromium } from '@playwright/test'
import type { FullConfig, LaunchOptions } from '@playwright/test'
import { looks, pictureOf, sheetFolder, sizes, themes } from './looks.ts'
import type { Look, ThemeName } from './looks.ts'
import { sceneGroups } from './scenes/index.ts'
import type { SceneGroup } from './scenes/scene.ts'
import { sheetStyle } from './sheet-style.ts'

/** Playwright's global teardown: lays out all pictures that there are on one page, and makes a PNG of it per theme. */
export default async function makeContactSheet({ projects }: FullConfig) {
  await writeFile(`${sheetFolder}index.html`, sheet(sceneGroups))
  await picture(projects[0]?.use.launchOptions)
}

/** The page opens from the disk, and needs no script: the boxes at its top hide what is unticked. */
function sheet(groups: readonly SceneGroup[]): string {
  const boxes = [...Object.keys(themes), ...Object.keys(sizes)].map(box).join('\n')
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Every view and state</title>
<style>${sheetStyle}</style>
<h1>Every view and state</h1>
<form>${boxes}</form>
${groups.map(section).join('\n')}
</html>
`
}

const box = (name: string) =>
  `<label><input type="checkbox" id="show-${name}" ${isShownFirst(name) ? 'checked' : ''}> ${name}</label>`

/** One theme at a time fits a screen; 320 px is for those who look for it. */
const isShownFirst = (name: string) => !['dark', 'forced', '320'].includes(name)

function section({ title, scenes }: SceneGroup): string {
  const articles = scenes.map(
    ({ name }) => `<article><h3>${name}</h3><div>${looks.map(figureOf(name)).join('')}</div></article>`,
  )
  return `<section><h2>${title}</h2>${articles.join('\n')}</section>`
}

const figureOf = (scene: string) => (look: Look) => {
  const file = pictureOf(scene, look)
  if (!existsSync(`${sheetFolder}${file}`)) return ''
  const { theme, size } = look
  const alt = `${scene}, ${size} px, ${theme}`
  return `<a class="look-${theme} look-${size}" href="${file}" title="${alt}"><img src="${file}" alt="${alt}"></a>`
}

async function picture(launchOptions: LaunchOptions | undefined) {
  const browser = await chromium.launch(launchOptions)
  try {
    const page = await browser.newPage({ viewport: { width: 2360, height: 1000 } })
    await page.goto(new URL('index.html', `file://${sheetFolder}`).href)
    for (const theme of Object.keys(themes) as ThemeName[]) {
      for (const other of Object.keys(themes)) {
        await page.locator(`#show-${other}`).setChecked(other === theme)
      }
      await page.locator('#show-320').setChecked(theme === 'forced')
      await page.screenshot({ path: `${sheetFolder}contact-sheet-${theme}.png`, fullPage: true })
    }
  } finally {
    await browser.close()
  }
}
