import { expect, test } from './e2e-test'

test.describe('the content security policy', () => {
  test.use({ expectedErrors: /Content Security Policy/ })

  test('makes no script of a text', async ({ page, app }) => {
    await page.goto('/login')
    await expect(app.logInButton).toBeVisible()

    const thrown = await page.evaluate(() => {
      try {
        document.createElement('script').textContent = 'document.title = "broken"'
        return null
      } catch (error) {
        return error instanceof TypeError
      }
    })

    expect(thrown).toBe(true)
  })
})

test.describe('the content security policy in the page, where a server adds none,', () => {
  test.use({ expectedErrors: /Content Security Policy/, hasHeaders: false })

  test('stops inline script and inline style', async ({ page, app }) => {
    await page.goto('/login')
    await expect(app.logInButton).toBeVisible()

    const outcome = await page.evaluate(async () => {
      const breaches = new Set<string>()
      const bothTold = new Promise<void>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => {
          breaches.add(event.effectiveDirective)
          if (breaches.size === 2) resolve()
        })
      })
      const script = document.createElement('script')
      script.textContent = 'document.title = "broken"'
      document.body.append(script)
      const style = document.createElement('style')
      style.textContent = 'body { display: none }'
      document.head.append(style)
      await bothTold
      return { breaches: [...breaches].sort(), title: document.title }
    })

    expect(outcome.breaches).toEqual(['script-src-elem', 'style-src-elem'])
    expect(outcome.title).not.toBe('broken')
  })
})

test('tokens are in no URL, no text of the page, no cookie and no localStorage', async ({
  page,
  app,
}) => {
  const urls: string[] = []
  page.on('request', (request) => urls.push(request.url()))
  const granted = page.waitForResponse((response) => response.url().endsWith('/api/token/'))
  await page.goto('/account')
  await app.logIn('demo', 'demo')
  const { access, refresh } = (await (await granted).json()) as { access: string; refresh: string }
  await expect(page).toHaveURL('/account')
  await expect(page.getByRole('main')).toContainText('demo')

  const seen = await page.evaluate(() => ({
    html: document.documentElement.outerHTML,
    local: JSON.stringify(localStorage),
    session: JSON.stringify(sessionStorage),
    cookie: document.cookie,
    url: location.href,
    history: JSON.stringify(history.state),
  }))

  const everything = [...urls, ...Object.values(seen)].join('\n')
  expect(everything).not.toContain(access)
  expect(everything).not.toContain(refresh)
})

test.describe('the way back', () => {
  for (const redirect of [
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example/',
    'javascript:alert(1)',
  ]) {
    const tag = redirect.includes('\t') ? [] : '@long'
    test(
      `never leads away: ${JSON.stringify(redirect)}`,
      { tag },
      async ({ page, app, server }) => {
        await page.goto(`/login?redirect=${encodeURIComponent(redirect)}`)
        await app.logIn('demo', 'demo')

        await expect(app.logOutButton).toBeVisible()
        await expect(page).toHaveURL(`${server.url}/`)
      },
    )
  }
})

test.describe('the CSRF cookie', () => {
  const cookie = { name: 'csrftoken', value: 'csrf-value' }

  test.describe('through a proxy', () => {
    test.use({ isProxied: true })

    test('is copied into its header, on requests that change something alone', async ({
      page,
      app,
      signedIn,
      context,
      server,
    }) => {
      await context.addCookies([{ ...cookie, url: server.url }])
      const sent = new Map<string, string | undefined>()
      page.on('request', (request) =>
        sent.set(new URL(request.url()).pathname, request.headers()['x-csrftoken']),
      )
      await signedIn('/lists/posts')
      await expect(app.rows).toHaveCount(20)

      expect(sent.get('/api/token/')).toBe('csrf-value')
      expect(sent.has('/posts/')).toBe(true)
      expect(sent.get('/posts/')).toBeUndefined()
    })
  })

  test('goes to no other origin', async ({ page, app, signedIn, context, api, server }) => {
    await context.addCookies([{ ...cookie, url: server.url }])
    const headers: (string | undefined)[] = []
    page.on('request', (request) => {
      if (request.url().startsWith(api.url)) headers.push(request.headers()['x-csrftoken'])
    })
    await signedIn('/lists/posts')
    await expect(app.rows).toHaveCount(20)

    expect(headers.length).toBeGreaterThan(2)
    expect(headers.filter((value) => value !== undefined)).toEqual([])
  })
})
