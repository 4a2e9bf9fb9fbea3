import type { Locator } from '@playwright/test'
import { configFor, expect, test } from './e2e-test'

const logo =
  '<svg xmlns="http://www.w3.org/2000/svg" width="56" height="28"><path d="M0 0h56v28H0z"/></svg>'

/** Hues all around, and what has none. */
const accents = ['#ffd400', '#b00020', '#0b7a3b', '#1e40ff', '#8a2be2', '#ffffff', '#000000']

test('name, logo and accent are those of config.json', async ({ page, api, server, signedIn }) => {
  const brand = { name: 'Acme', logo: '/acme.svg', accent: '#b00020' }
  server.setConfig({ ...configFor('simplejwt', api.url), brand })
  await page.route('/acme.svg', (route) =>
    route.fulfill({ contentType: 'image/svg+xml', body: logo }),
  )
  await signedIn('/')

  const mark = page.getByRole('banner').getByRole('link', { name: 'Acme', exact: true })
  const image = mark.locator('img')
  await expect(image).toHaveJSProperty('naturalWidth', 56)
  await expect(page).toHaveTitle('Home – Acme')
  await expect(page.locator('link[rel="icon"]')).toHaveAttribute('href', '/acme.svg')
  // Red more than anything else: the hue was taken.
  const [red = 0, green = 0, blue = 0] = await colourOf(page.getByRole('link').last())
  expect(red).toBeGreaterThan(2 * Math.max(green, blue))
})

test(
  'a logo that cannot be loaded leaves the mark in its place',
  { tag: '@long' },
  async ({ page, api, server, app }) => {
    server.setConfig({ ...configFor('simplejwt', api.url), brand: { logo: '/missing.svg' } })
    await page.goto('/login')

    await expect(app.header.locator('svg')).toBeVisible()
    await expect(app.header.locator('img')).toHaveCount(0)
  },
)

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, { tag: '@long' }, () => {
    test.use({ colorScheme })

    test('text in any accent can be read', async ({ page, api, server, app }) => {
      server.setConfig({ ...configFor('simplejwt', api.url), brand: { accent: '#b00020' } })
      await page.goto('/login')
      await expect(app.logInButton).toBeVisible()

      const unreadable = await page.evaluate(findUnreadable, accents)

      expect(unreadable).toEqual([])
    })
  })
}

/** Runs in the page: pairs of colours with a contrast below 4.5, as WCAG 2.2 (1.4.3) counts it. */
function findUnreadable(accents: readonly string[]): string[] {
  const root = document.documentElement
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const pairs = [
    ['--accent', '--paper'],
    ['--accent', '--surface'],
    ['--accent-strong', '--surface'],
    ['--on-fill', '--fill'],
    ['--on-fill', '--fill-strong'],
    ['--ink', '--accent-soft'],
    ['--ink-muted', '--accent-soft'],
  ] as const
  const luminance = (token: string) => {
    if (!canvas) return 0
    canvas.fillStyle = '#f0f'
    canvas.fillStyle = getComputedStyle(root).getPropertyValue(token)
    canvas.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => {
      const share = part / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  return accents.flatMap((accent) => {
    root.style.setProperty('--brand', accent)
    return pairs.flatMap(([text, ground]) => {
      const [dark = 0, light = 0] = [luminance(text), luminance(ground)].sort((a, b) => a - b)
      const contrast = (light + 0.05) / (dark + 0.05)
      return contrast < 4.5 ? `${accent}: ${text} on ${ground} is ${contrast.toFixed(2)}` : []
    })
  })
}

/** Red, green and blue of what is painted there, from 0 to 255. */
function colourOf(element: Locator): Promise<number[]> {
  return element.evaluate((node) => {
    const canvas = document.createElement('canvas').getContext('2d')
    if (!canvas) return []
    canvas.fillStyle = getComputedStyle(node).color
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
  })
}
