import { expect, test } from './e2e-test'

const wanted = '/lists/posts?limit=20&offset=20'
const obtainPaths = ['/api/token/', '/auth/obtain_token/']
const isObtain = ({ method, path }: { readonly method: string; readonly path: string }) =>
  method === 'POST' && obtainPaths.includes(path)

for (const dialect of ['simplejwt', 'legacy'] as const) {
  test.describe(dialect, { tag: dialect === 'legacy' ? '@long' : [] }, () => {
    test.use({ dialect })

    test('a login that wants a one-time code is finished by keyboard, and leads to the page wanted', async ({
      page,
      app,
      api,
    }) => {
      await page.goto(wanted)
      await app.logIn('otp', 'otp')
      await expect(app.code).toBeFocused()
      await expect(app.code).toHaveAccessibleDescription(/In this demo it is 123456/)

      await page.keyboard.type('123 456')
      await page.keyboard.press('Enter')

      await expect(page).toHaveURL(wanted)
      await expect(app.header).toContainText('otp')
      expect(api.log.filter(isObtain).map(({ status }) => status)).toEqual([400, 200])
    })

    test('a wrong code is told at its field, and another one is taken', async ({ page, app }) => {
      await page.goto('/login')
      await app.logIn('otp', 'otp')

      await app.code.fill('000000')
      await app.logInButton.click()
      await expect(app.code).toHaveAccessibleDescription(/This code is wrong/)
      await expect(app.code).toHaveAttribute('aria-invalid', 'true')
      await expect(app.code).toBeFocused()
      await expect(app.code).toHaveValue('')
      await app.code.fill('123456')
      await app.logInButton.click()

      await expect(app.logOutButton).toBeVisible()
    })

    test('Back leads from the code to name and password, and not off the page', async ({
      page,
      app,
    }) => {
      await page.goto('/configuration')
      await page.goto(wanted)
      await app.logIn('otp', 'otp')
      await expect(app.code).toBeFocused()

      await page.goBack()
      await expect(app.password).toBeFocused()
      await expect(app.username).toHaveValue('otp')
      await app.logInButton.click()
      await app.code.fill('123-456')
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(wanted)

      await page.goBack()
      await expect(page).toHaveURL('/configuration')
    })

    test(
      'going back keeps what was typed, and another person can log in',
      { tag: '@long' },
      async ({ page, app }) => {
        await page.goto('/login')
        await app.logIn('otp', 'otp')
        await expect(app.code).toBeFocused()

        await page.getByRole('button', { name: 'Back' }).click()
        await expect(app.username).toHaveValue('otp')
        await expect(app.password).toHaveValue('otp')
        await expect(app.password).toBeFocused()
        await app.logIn('demo', 'demo')

        await expect(app.header).toContainText('demo')
      },
    )
  })
}

test(
  'five wrong codes lead back to the password, which is not there any more, with a sentence',
  { tag: '@long' },
  async ({ page, app, api }) => {
    await page.goto('/login')
    await app.logIn('otp', 'otp')
    const statuses = () => api.log.filter(isObtain).map(({ status }) => status)
    const refusals = [400, 400, 400, 400, 400]
    for (const wrong of refusals.keys()) {
      await expect(app.code).toHaveValue('')
      await app.code.fill(`${wrong}`)
      await app.logInButton.click()
      await expect.poll(() => statuses().length).toBe(wrong + 2)
    }

    await expect(page.getByRole('alert')).toContainText('Too many wrong codes.')
    await expect(app.password).toHaveValue('')
    await expect(app.password).toBeFocused()
    expect(statuses()).toEqual([400, ...refusals])
  },
)

test(
  'a reload at the step begins anew, and leaves neither password nor step behind',
  { tag: '@long' },
  async ({ page, app }) => {
    await page.goto('/login')
    await app.logIn('otp', 'otp')
    await expect(app.code).toBeFocused()

    await page.reload()

    await expect(app.password).toBeVisible()
    await expect(app.code).toHaveCount(0)
    const stored = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))
    expect(stored).not.toContain('otp')
  },
)
