import { configFor, expect, test } from './e2e-test'

test('a missing config.json gives a page that says so', async ({ page, server }) => {
  server.setConfig(null)

  await page.goto('/lists/posts')

  await expect(page.getByRole('main')).toContainText('config.json')
  await expect(page.getByRole('main')).toContainText('404')
})

test(
  'a wrong key is named, with what was found and what is allowed',
  { tag: '@long' },
  async ({ page, server, api }) => {
    server.setConfig({ ...configFor('simplejwt', api.url), auth: { profile: 'simple-jwt' } })

    await page.goto('/')

    const main = page.getByRole('main')
    await expect(main).toContainText('auth.profile')
    await expect(main).toContainText('simple-jwt')
    await expect(main).toContainText('djangorestframework-jwt')
  },
)

test(
  'a request that cannot be built is a wrong setting, named before anybody logs in',
  { tag: '@long' },
  async ({ page, server, api }) => {
    const endpoints = { refresh: { url: '/refresh/', method: 'GET' } }
    server.setConfig({
      ...configFor('simplejwt', api.url),
      auth: { profile: 'simplejwt', endpoints },
    })

    await page.goto('/')

    const main = page.getByRole('main')
    await expect(main).toContainText('auth.refresh.placement')
    await expect(main).toContainText('a GET, which has no body')
  },
)

test(
  'an address that is none is named, and its password is not repeated',
  { tag: '@long' },
  async ({ page, server, api }) => {
    const good = configFor('simplejwt', api.url)
    server.setConfig({
      ...good,
      apiBaseUrl: 'api',
      brand: { logo: '/\t/evil.test/x.svg' },
      lists: [{ title: 'Posts', path: 'posts', url: 'https://ada:s3cret@api.test/posts/' }],
    })

    await page.goto('/lists/posts')

    const main = page.getByRole('main')
    await expect(main).toContainText('"api", which is relative to each page')
    await expect(main).toContainText('brand.logo')
    await expect(main).toContainText('a URL with a user name or a password')
    await expect(main).not.toContainText('s3cret')
  },
)

test('a near miss is named', { tag: '@long' }, async ({ page, server, api }) => {
  const auth = { profile: 'simplejwt', endpoint: {} }
  server.setConfig({ ...configFor('simplejwt', api.url), apiBaseURL: api.url, auth })

  await page.goto('/')

  const main = page.getByRole('main')
  await expect(main).toContainText('Did you mean "apiBaseUrl"?')
  await expect(main).toContainText('Did you mean "endpoints"?')
})

test(
  'an HTML page in place of config.json is called that',
  { tag: '@long' },
  async ({ page, server }) => {
    server.setConfig('<!doctype html><title>App</title>')

    await page.goto('/')

    await expect(page.getByRole('main')).toContainText('an HTML page')
  },
)

test('the same build follows an edited config.json', async ({ page, app, server, api }) => {
  await page.goto('/login')
  await expect(app.logInButton).toBeVisible()
  server.setConfig({ ...configFor('simplejwt', api.url), lists: [] })

  await page.reload()
  await app.logIn('demo', 'demo')

  await expect(app.logOutButton).toBeVisible()
  await expect(page.getByRole('link', { name: 'Posts' })).toHaveCount(0)
})
