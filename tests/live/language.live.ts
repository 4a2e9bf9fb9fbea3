import { AppPage } from '../support/app-page.ts'
import { createLiveTest, expect } from './live-test.ts'
import { findPython } from './servers/python-environment.mjs'
import { backendNamed } from './servers/backends.mjs'

const backend = { ...backendNamed('002'), name: '002-translated', env: { TRANSLATED: '1' } }
const test = createLiveTest(backend)

test.skip(findPython() === null && !process.env['CI'], 'The live servers need python3')

// Not the language of the browser: what the person chose in the app.
test('Django answers in the language that was chosen in the app', async ({ page }) => {
  const app = new AppPage(page)
  await page.goto('/login')
  await app.logIn(backend.username, 'wrong')
  await expect(app.alert).toHaveText('No active account found with the given credentials')
  await page.getByLabel('Language').selectOption('de')

  await page.getByRole('textbox', { name: 'Passwort' }).fill('falsch')
  await page.getByRole('button', { name: 'Anmelden' }).click()

  await expect(app.alert).toHaveText('Kein aktiver Account mit diesen Zugangsdaten gefunden')
})
