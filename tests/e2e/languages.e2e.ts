import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { configFor, expect, test } from './e2e-test'

const posts = {
  title: { en: 'Posts', de: 'Beiträge' },
  path: 'posts',
  url: '/posts/',
  create: {
    title: { en: 'New post', de: 'Neuer Beitrag' },
    fields: [{ name: 'title', label: { en: 'Title', de: 'Titel' } }],
  },
}

test.describe('a browser that asks for German', () => {
  test.use({ locale: 'de-AT' })

  test(
    'is spoken to in German, by the server as well',
    { tag: '@long' },
    async ({ page, api, server }) => {
      server.setConfig({ ...configFor('simplejwt', api.url), lists: [posts] })
      const asked = new Map<string, string | undefined>()
      page.on('request', (request) => {
        const address = `${request.method()} ${request.url()}`
        if (address.includes(api.url)) asked.set(address, request.headers()['accept-language'])
      })
      await page.goto('/lists/posts')
      await expect(page.locator('html')).toHaveAttribute('lang', 'de')
      await expect(page).toHaveTitle('Anmelden – Latchkey')
      await check(page, 'login')

      await logIn(page, 'falsch')
      await expect(page.getByRole('alert')).toHaveText(
        'Kein aktiver Account mit diesen Zugangsdaten gefunden',
      )
      await logIn(page, 'demo')

      await expect(page.getByRole('heading', { name: 'Beiträge' })).toBeVisible()
      await expect(page).toHaveTitle('Beiträge – Latchkey')
      await check(page, 'list')
      await page.getByRole('link', { name: 'Neuer Beitrag' }).click()
      await page.getByRole('button', { name: 'Senden' }).click()
      await expect(page.getByText('„Titel“ fehlt.')).toBeVisible()
      await check(page, 'form')
      await page.getByRole('link', { name: 'Konto von demo' }).click()
      await expect(page.getByRole('heading', { name: 'Verlauf der Sitzung' })).toBeVisible()
      await expect(page.getByText('Angemeldet.', { exact: true })).toBeVisible()
      await check(page, 'account')
      await page.getByRole('link', { name: 'Startseite' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Angemeldet als /)
      await check(page, 'home')
      await page.getByRole('button', { name: 'Abmelden' }).click()
      await expect(page.getByRole('status').first()).toHaveText('Sie sind abgemeldet.')
      // The last of them is on its way when the page says that nobody is signed in any more.
      await expect.poll(() => [...asked.keys()].some((to) => to.endsWith('/blacklist/'))).toBe(true)
      expect(new Set(asked.values())).toEqual(new Set(['de, en;q=0.5']))
    },
  )

  test('is told what is wrong with the configuration in German', async ({ page, server }) => {
    server.setConfig('{}')
    await page.goto('/')

    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'Die App ist nicht richtig eingerichtet',
    )
  })

  test(
    'is told what is wrong with the connection in German',
    { tag: '@long' },
    async ({ page, server }) => {
      server.setConfig(configFor('simplejwt', 'http://127.0.0.1:9'))
      await page.goto('/configuration')

      await expect(page.getByText('Unter dieser Adresse antwortet kein Server.')).toBeVisible()
      await expect(page.getByText('Starten Sie ihn.')).toBeVisible()
      await page.getByLabel('Sprache').selectOption('en')
      await expect(page.getByText('No server answers at this address.')).toBeVisible()
    },
  )
})

test('a switch at the login keeps what is typed, and is kept itself', async ({ page, app }) => {
  await page.goto('/login')
  await app.username.fill('dana')
  const fetched = languagesOf(page)

  await page.getByRole('combobox', { name: 'Language' }).focus()
  await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch')

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Anmelden')
  await expect(page.getByLabel('Benutzername')).toHaveValue('dana')
  await expect(page).toHaveTitle('Anmelden – Latchkey')
  await expect(page.getByRole('combobox', { name: 'Sprache' })).toBeFocused()
  expect(fetched()).toEqual(['de'])
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Anmelden')
})

test('only the language that is spoken is loaded', { tag: '@long' }, async ({ page, app }) => {
  const fetched = languagesOf(page)
  await page.goto('/login')
  await expect(app.logInButton).toBeVisible()

  expect(fetched()).toEqual(['en'])
})

test(
  'a language that config.json does not name is not offered',
  { tag: '@long' },
  async ({ page, api, server }) => {
    server.setConfig({ ...configFor('simplejwt', api.url), languages: ['de'] })
    await page.goto('/login')

    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Anmelden')
    await expect(page.getByRole('combobox')).toHaveCount(0)
  },
)

test(
  'one that there is not is a mistake in config.json',
  { tag: '@long' },
  async ({ page, api, server }) => {
    server.setConfig({ ...configFor('simplejwt', api.url), languages: ['en', 'dee'] })
    await page.goto('/login')

    await expect(page.getByText('Did you mean "de"?')).toBeVisible()
  },
)

for (const width of [390, 1280]) {
  test.describe(`from right to left, ${width} px`, { tag: '@long' }, () => {
    test.use({ viewport: { width, height: 800 } })

    test('every page is the other way round, and whole', async ({ page, app, api, server }) => {
      const languages = ['ar-XB', 'en']
      server.setConfig({ ...configFor('simplejwt', api.url), lists: [posts], languages })
      await page.goto('/login')
      await page.getByRole('combobox').selectOption('ar-XB')
      await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
      await check(page, 'login')
      const label = await page.getByText('Username').boundingBox()
      const field = await app.username.boundingBox()
      // The label begins where the field does: at the right.
      expect(label && field && field.x + field.width - (label.x + label.width)).toBeLessThan(2)

      await page.getByLabel('Username').fill('demo')
      await page.getByRole('textbox', { name: 'Password' }).fill('demo')
      await page.getByRole('button', { name: 'Log in' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Signed in as')
      await check(page, 'home')
      for (const path of ['/lists/posts', '/lists/posts/new', '/account', '/configuration']) {
        await page.goto(path)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
        await check(page, path)
      }
    })
  })
}

async function logIn(page: Page, password: string) {
  await page.getByLabel('Benutzername').fill('demo')
  await page.getByRole('textbox', { name: 'Passwort' }).fill(password)
  await page.getByRole('button', { name: 'Anmelden' }).click()
}

/** Which languages are fetched from now on. */
function languagesOf(page: Page): () => readonly string[] {
  const tags: string[] = []
  page.on('request', (request) => {
    const [, tag] = /\/(en|de)-[^/]+\.js$/.exec(request.url()) ?? []
    if (tag !== undefined) tags.push(tag)
  })
  return () => tags
}

async function check(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    name,
  ).toEqual([])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, `${name}: sideways scroll`).toBeLessThanOrEqual(0)
}
