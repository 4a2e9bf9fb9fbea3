// @vitest-environment jsdom
import axios from 'axios'
import { describe, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { RouteLocationNormalized, RouteMeta, Router } from 'vue-router'
import { createAuthFetch } from '@/auth/auth-fetch'
import type { AuthClient } from '@/auth/core/auth-client'
import { installAuthGuard } from '@/auth/guard'
import { redirectTarget } from '@/auth/redirect-target'
import type { AuthGuardOptions } from '@/auth/guard'
import { installAuthInterceptors } from '@/auth/interceptors'
import { endSessions } from '@/mocks/trouble'
import { AuthWorld, credentials } from '../support/auth-world'
import type { Tab } from '../support/auth-world'
import { settle } from '../support/fake-clock'
import { answerWith, authorize, endByServer } from '../support/requests'

const page = { template: '<p>page</p>' }

function createTestRouter() {
  return createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/login', name: 'login', component: page, meta: { access: 'anonymous' } },
      { path: '/', name: 'home', component: page, meta: { access: 'authenticated' } },
      { path: '/lists/:path', name: 'list', component: page, meta: { access: 'authenticated' } },
      { path: '/about', name: 'about', component: page },
    ],
  })
}

const routes = { loginRoute: 'login', homeRoute: 'home' }

async function createGuardedApp(options: Partial<AuthGuardOptions> = {}) {
  const world = new AuthWorld()
  const tab = world.openTab()
  const router = createTestRouter()
  const uninstall = installAuthGuard(router, tab.client, { ...routes, ...options })
  const place = () => router.currentRoute.value.fullPath
  return { world, tab, router, uninstall, place }
}

/** The server ends the session that is open in a tab. */
async function interrupt({ client }: Tab) {
  await endByServer(client)
  await settle()
}

const other = { username: 'admin', password: 'admin' }

describe('installAuthGuard', () => {
  it('sends a stranger to the login, with the way back', async () => {
    const { router } = await createGuardedApp()

    await router.push('/lists/posts?offset=20#end')

    expect(router.currentRoute.value).toMatchObject({
      name: 'login',
      query: { redirect: '/lists/posts?offset=20#end' },
    })
  })

  it('waits for the session to be restored, so that a reload keeps its URL', async () => {
    const world = new AuthWorld()
    await world.openTab().client.login(credentials, { keepSignedIn: true })
    const router = createTestRouter()
    let open = () => {}
    world.shared.gate = new Promise((resolve) => (open = resolve))
    installAuthGuard(router, world.openTab().client, { loginRoute: 'login', homeRoute: 'home' })

    const navigation = router.push('/lists/posts')
    await settle()
    open()
    await navigation

    expect(router.currentRoute.value.fullPath).toBe('/lists/posts')
  })

  it('lets anybody open a route that does not ask', async () => {
    const { router } = await createGuardedApp()

    await router.push('/about')

    expect(router.currentRoute.value.name).toBe('about')
  })

  it('takes a person who has logged in to where they were going', async () => {
    const { router, tab } = await createGuardedApp()
    await router.push('/lists/posts?offset=20')

    await tab.client.login(credentials)
    await settle()

    expect(router.currentRoute.value.fullPath).toBe('/lists/posts?offset=20')
  })

  it('takes a person who has logged in home when the way back is not ours', async () => {
    const { router, tab } = await createGuardedApp()
    await router.push('/login?redirect=//evil.example/')

    await tab.client.login(credentials)
    await settle()

    expect(router.currentRoute.value.fullPath).toBe('/')
  })

  it('sends somebody who is signed in away from the login', async () => {
    const { router, tab } = await createGuardedApp()
    await tab.client.login(credentials)

    await router.push('/login')

    expect(router.currentRoute.value.fullPath).toBe('/')
  })

  it('leads to the login with the way back when the session ends under a page', async () => {
    const { router, tab } = await createGuardedApp()
    await tab.client.login(credentials)
    await router.push('/lists/posts?offset=20')

    await interrupt(tab)

    expect(router.currentRoute.value.query['redirect']).toBe('/lists/posts?offset=20')
  })

  it('leads to the login when the session ends while the page is being loaded', async () => {
    const { router, tab } = await createGuardedApp()
    await tab.client.login(credentials)
    let show = (_: typeof page) => {}
    const loading = new Promise<typeof page>((resolve) => (show = resolve))
    router.addRoute({
      path: '/late',
      component: () => loading,
      meta: { access: 'authenticated' },
    })
    const navigation = router.push('/late')
    await settle()
    await endByServer(tab.client)
    show(page)
    await navigation

    expect(router.currentRoute.value).toMatchObject({ name: 'login', query: { redirect: '/late' } })
  })

  it('leads to the plain login after a logout', async () => {
    const { router, tab } = await createGuardedApp()
    await tab.client.login(credentials)
    await router.push('/lists/posts')

    await tab.client.logout()
    await settle()

    expect(router.currentRoute.value.fullPath).toBe('/login')
  })

  it('stays at the plain login when a token is refused after the logout', async () => {
    const { router, tab, place } = await createGuardedApp()
    await tab.client.login(credentials)
    await router.push('/lists/posts')
    const sent = await authorize(tab.client)
    await tab.client.logout()

    await tab.client.judge(sent, answerWith({ readBody: () => ({ code: 'user_inactive' }) }))
    await settle()

    expect(place()).toBe('/login')
    expect(tab.session).toMatchObject({ reason: 'logged-out' })
  })

  it('leads nobody back who finds a page in the history from before a logout', async () => {
    const { router, tab, place } = await createGuardedApp()
    await tab.client.login(credentials)
    await router.push('/lists/posts')
    await tab.client.logout()
    await settle()

    router.back()
    await settle()
    expect(place()).toBe('/login')

    await tab.client.login(other)
    await settle()
    expect(place()).toBe('/')
  })

  it('leads back who goes back to the login that was opened after a logout', async () => {
    const { router, tab, place } = await createGuardedApp()
    await tab.client.login(credentials)
    await tab.client.logout()
    await router.push('/lists/posts')
    await router.push('/about')

    router.back()
    await settle()

    expect(place()).toBe('/login?redirect=/lists/posts')
  })

  it('leads back who goes back to a page whose session was interrupted', async () => {
    const { router, tab, place } = await createGuardedApp()
    await tab.client.login(credentials)
    await router.push('/lists/posts')
    await interrupt(tab)

    router.back()
    await settle()
    expect(place()).toBe('/login?redirect=/lists/posts')
  })

  it('leads once to the login, and once back, where a stored session turns out to be dead', async () => {
    const world = new AuthWorld()
    await world.openTab().client.login(credentials, { keepSignedIn: true })
    world.cause(endSessions)
    world.clock.jump(86_400_000)
    const tab = world.openTab()
    const router = createTestRouter()
    installAuthGuard(router, tab.client, routes)
    const places: string[] = []
    router.afterEach(({ fullPath }) => {
      places.push(fullPath)
      // What a page asks when it is opened.
      if (fullPath !== '/login') void tab.request().catch(() => {})
    })

    await router.push('/lists/posts')
    await world.clock.advance(60_000)
    expect(places).toEqual(['/lists/posts', '/login?redirect=/lists/posts'])
    expect(world.countOf(/refresh/)).toBe(1)
    await tab.client.login(credentials)
    await world.clock.advance(60_000)

    expect(places.slice(2)).toEqual(['/lists/posts'])
  })

  it('takes home who comes in after somebody else, and the same person back', async () => {
    const { router, tab, place } = await createGuardedApp()
    await tab.client.login(credentials)
    await router.push('/lists/posts')
    await interrupt(tab)
    await tab.client.login(other)
    await settle()
    expect(place()).toBe('/')

    await router.push('/lists/posts')
    await interrupt(tab)
    await tab.client.login(other)
    await settle()
    expect(place()).toBe('/lists/posts')
  })

  it('takes who comes in after a logout to where they were going', async () => {
    const { router, tab, place } = await createGuardedApp()
    await tab.client.login(credentials)
    await tab.client.logout()
    await router.push('/lists/posts')

    await tab.client.login(other)
    await settle()

    expect(place()).toBe('/lists/posts')
  })

  it('takes home who has logged in in another tab in place of somebody else', async () => {
    const { world, router, tab, place } = await createGuardedApp()
    await tab.client.login(credentials, { keepSignedIn: true })
    await router.push('/lists/posts')

    await world.openTab().client.login(other, { keepSignedIn: true })
    await settle()

    expect(tab.session).toMatchObject({ user: { username: 'admin' } })
    expect(place()).toBe('/')
  })

  it('leads back who was logged out for doing nothing', async () => {
    const { router, tab, place } = await createGuardedApp()
    await tab.client.login(credentials)
    await router.push('/lists/posts')

    await tab.client.logout('idle')
    await settle()

    expect(place()).toBe('/login?redirect=/lists/posts')
  })

  it('takes care of a page that was open before it was installed', async () => {
    const tab = new AuthWorld().openTab()
    const router = createTestRouter()
    await tab.client.login(credentials)
    await router.push('/lists/posts')
    installAuthGuard(router, tab.client, routes)

    await interrupt(tab)

    expect(router.currentRoute.value.fullPath).toBe('/login?redirect=/lists/posts')
  })

  it('takes a stranger away from a page that was open before it was installed', async () => {
    const tab = new AuthWorld().openTab()
    const router = createTestRouter()
    await router.push('/lists/posts')
    await tab.client.ready()

    installAuthGuard(router, tab.client, routes)
    await settle()

    expect(router.currentRoute.value.fullPath).toBe('/login?redirect=/lists/posts')
  })

  it('does nothing any more once uninstalled', async () => {
    const { router, uninstall } = await createGuardedApp()
    uninstall()

    await router.push('/lists/posts')

    expect(router.currentRoute.value.name).toBe('list')
  })
})

describe('installAuthGuard, set up wrongly (G15)', () => {
  const { client } = new AuthWorld().openTab()
  const misspelt = JSON.parse('{ "access": "authentcated" }') as RouteMeta

  it('says that there is no login route', () => {
    const install = () =>
      installAuthGuard(createTestRouter(), client, { ...routes, loginRoute: 'sign-in' })

    expect(install).toThrow(/No route is named "sign-in".*loginRoute/)
  })

  it('says that the login route is only for those who are signed in', () => {
    const install = () =>
      installAuthGuard(createTestRouter(), client, { ...routes, loginRoute: 'home' })

    expect(install).toThrow(/login route "home".*access: 'anonymous'/)
  })

  it('does not lead to a login without end that its parent protects', async () => {
    const router = createRouter({
      history: createMemoryHistory(),
      routes: [
        {
          path: '/',
          component: page,
          meta: { access: 'authenticated' },
          children: [{ path: 'login', name: 'login', component: page }],
        },
      ],
    })
    installAuthGuard(router, client, routes)

    await expect(router.push('/')).rejects.toThrow(/login route "login".*access: 'anonymous'/)
  })

  it('says that meta.access is misspelt, and lets nobody in', async () => {
    const router = createTestRouter()
    router.addRoute({ path: '/early', component: page, meta: misspelt })
    expect(() => installAuthGuard(router, client, routes)).toThrow(/\/early is "authentcated"/)

    const later = createTestRouter()
    installAuthGuard(later, client, routes)
    later.addRoute({ path: '/late', component: page, meta: misspelt })
    await expect(later.push('/late')).rejects.toThrow(/\/late is "authentcated"/)
    expect(later.currentRoute.value.path).not.toBe('/late')
  })

  it('says that there is no home when somebody is led there, or that it leads to itself', async () => {
    const tab = new AuthWorld().openTab()
    await tab.client.login(credentials)
    const open = async (homeRoute: string) => {
      const router = createTestRouter()
      installAuthGuard(router, tab.client, { ...routes, homeRoute })
      await router.push('/login')
    }

    await expect(open('hoem')).rejects.toThrow(/No route is named "hoem".*homeRoute/)
    await expect(open('login')).rejects.toThrow(/home route "login".*access: 'authenticated'/)
  })

  it.each<[string, (given: AuthClient) => unknown]>([
    ['installAuthGuard', (given) => installAuthGuard(createTestRouter(), given, routes)],
    ['installAuthInterceptors', (given) => installAuthInterceptors(axios.create(), given)],
    ['createAuthFetch', (given) => createAuthFetch(given)],
  ])('%s says that the client is missing', (name, install) => {
    for (const given of [undefined, { client }]) {
      expect(() => install(given as unknown as AuthClient)).toThrow(
        new RegExp(`The client is missing: call ${name}\\(.*auth\\.client`),
      )
    }
  })
})

const toList = (held: Promise<void>) => (to: RouteLocationNormalized) =>
  to.name === 'list' ? held : undefined

/** Holds up a navigation to the list at one of its awaits; `install` installs our guard. */
const holds: Readonly<
  Record<string, (router: Router, held: Promise<void>, install: () => void) => void>
> = {
  'in a guard before ours': (router, held, install) => {
    router.beforeEach(toList(held))
    install()
  },
  'in a guard after ours': (router, held, install) => {
    install()
    router.beforeEach(toList(held))
  },
  'while the page is being loaded': (router, held, install) => {
    install()
    const component = () => held.then(() => page)
    router.addRoute({
      path: '/lists/:path',
      name: 'list',
      component,
      meta: { access: 'authenticated' },
    })
  },
  'in a last guard before ours': (router, held, install) => {
    router.beforeResolve(toList(held))
    install()
  },
  'in a last guard after ours': (router, held, install) => {
    install()
    router.beforeResolve(toList(held))
  },
}

/** On a public page a guard before ours hides when a navigation began. */
const places = Object.keys(holds)
  .flatMap((place) => ['/about', '/'].map((from) => ({ place, from })))
  .filter(({ place, from }) => from === '/' || place !== 'in a guard before ours')

describe('installAuthGuard, a navigation under way', () => {
  /** The navigation of a tab that somebody signed in in another one, held up. */
  async function hold(place: string, from: string) {
    const world = new AuthWorld()
    const [tab, elsewhere] = [world.openTab(), world.openTab()]
    await elsewhere.client.login(credentials, { keepSignedIn: true })
    await settle()
    const router = createTestRouter()
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    holds[place]?.(router, held, () => installAuthGuard(router, tab.client, routes))
    await router.push(from)
    const navigation = router.push('/lists/posts')
    await settle()
    const finish = async () => {
      release()
      await navigation
      await settle()
      return router.currentRoute.value.fullPath
    }
    return { elsewhere, tab, finish }
  }

  it.each(places)('$place, from $from: a logout leaves no way back', async ({ place, from }) => {
    const { elsewhere, finish } = await hold(place, from)

    await elsewhere.client.logout()

    expect(await finish()).toBe('/login')
  })

  it.each(places)('$place, from $from: another person is taken home', async ({ place, from }) => {
    const { elsewhere, finish } = await hold(place, from)

    await elsewhere.client.login(other, { keepSignedIn: true })

    expect(await finish()).toBe('/')
  })

  it.each(places)('$place, from $from: an interruption leaves one', async ({ place, from }) => {
    const { tab, finish } = await hold(place, from)

    await interrupt(tab)

    expect(await finish()).toMatch(/^\/login\?redirect=\//)
  })

  it('to where somebody was going who has just logged in: a logout leaves no way back', async () => {
    const { world, router, tab, place } = await createGuardedApp()
    await router.push('/lists/posts')
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    router.beforeResolve(toList(held))
    await tab.client.login(credentials, { keepSignedIn: true })
    await settle()
    expect(place()).toBe('/login?redirect=/lists/posts')

    await world.openTab().client.logout()
    release()
    await settle()

    expect(place()).toBe('/login')
  })

  it('of a page that opens while somebody logs out: no way back', async () => {
    const world = new AuthWorld()
    const elsewhere = world.openTab()
    await elsewhere.client.login(credentials, { keepSignedIn: true })
    const router = createTestRouter()
    let open = () => {}
    const opened = new Promise<void>((resolve) => (open = resolve))
    world.shared.gate = opened
    const tab = world.openTab()
    world.shared.gate = Promise.resolve()
    installAuthGuard(router, tab.client, routes)
    const navigation = router.push('/lists/posts')
    await settle()

    await elsewhere.client.logout()
    open()
    await navigation

    expect(router.currentRoute.value.fullPath).toBe('/login')
    expect(tab.client.snapshot.isLoggedOutElsewhere).toBe(true)
  })

  it('that another one has overtaken leads nowhere', async () => {
    const tab = new AuthWorld().openTab()
    const router = createTestRouter()
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    router.beforeEach(toList(held))
    installAuthGuard(router, tab.client, routes)
    await tab.client.login(credentials)
    const overtaken = router.push('/lists/posts')
    await settle()
    await router.push('/about')

    await interrupt(tab)
    release()
    await overtaken
    await settle()

    expect(router.currentRoute.value.fullPath).toBe('/about')
  })

  it('to the login, or an open login: a logout that is heard of late leaves no way back', async () => {
    const { world, router, tab, place } = await createGuardedApp()
    const elsewhere = world.openTab()
    await router.push('/lists/posts')
    expect(place()).toBe('/login?redirect=/lists/posts')
    world.losesMessages = true
    await elsewhere.client.login(credentials, { keepSignedIn: true })
    await elsewhere.client.logout()

    tab.changePage({ isVisible: true })
    await settle()

    expect(place()).toBe('/login')
  })

  it('of a page that is opened after the logout: with the way back', async () => {
    const world = new AuthWorld()
    const elsewhere = world.openTab()
    await elsewhere.client.login(credentials, { keepSignedIn: true })
    await elsewhere.client.logout()
    await world.clock.advance(1)
    const router = createTestRouter()
    installAuthGuard(router, world.openTab().client, routes)

    await router.push('/lists/posts')

    expect(router.currentRoute.value.fullPath).toBe('/login?redirect=/lists/posts')
  })
})

describe('installAuthGuard with keepsPage (G11)', () => {
  async function openPage() {
    const app = await createGuardedApp({ keepsPage: true })
    await app.tab.client.login(credentials)
    await app.router.push('/lists/posts?offset=20')
    return app
  }

  it('leaves the page as it is when its session is interrupted, and when the person is back', async () => {
    const { tab, place } = await openPage()

    await interrupt(tab)
    expect(tab.session.status).toBe('anonymous')
    expect(place()).toBe('/lists/posts?offset=20')

    await tab.client.login(credentials)
    await settle()
    expect(place()).toBe('/lists/posts?offset=20')
  })

  it('takes somebody else home', async () => {
    const { tab, place } = await openPage()
    await interrupt(tab)

    await tab.client.login(other)
    await settle()

    expect(place()).toBe('/')
  })

  it('leads to the login after a logout all the same, and on the way to any other page', async () => {
    const { tab, router, place } = await openPage()
    await interrupt(tab)
    await router.push('/')
    expect(place()).toBe('/login?redirect=/')

    await tab.client.login(credentials)
    await settle()
    await tab.client.logout()
    await settle()
    expect(place()).toBe('/login')
  })
})

describe('redirectTarget (G10)', () => {
  const origin = 'https://app.example'

  it.each(['/', '/lists/posts', '/lists/posts?offset=20&limit=2#row-3', '/about'])(
    'takes %s',
    (path) => {
      expect(redirectTarget(path, createTestRouter(), origin)).toBe(path)
    },
  )

  it.each([
    'https://evil.example/',
    '//evil.example/',
    '///evil.example/',
    '/\\evil.example/',
    '\\\\evil.example/',
    '/\t/evil.example/',
    '/\n/evil.example/',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'https:evil.example',
    'https://app.example.evil.example/',
    'https://app.example@evil.example/',
    'http://app.example/',
    '/no/such/route',
    '/login',
    '/login?redirect=/login',
    '/.//evil.example/',
  ])('ignores %j', (path) => {
    expect(redirectTarget(path, createTestRouter(), origin)).toBeNull()
  })

  it.each(['/.//evil.example/', '/..//evil.example/'])(
    'ignores %j, also where a route catches all',
    (path) => {
      const router = createTestRouter()
      router.addRoute({ path: '/:rest(.*)*', component: page })

      expect(redirectTarget(path, router, origin)).toBeNull()
    },
  )

  it.each([undefined, null, ['/a', '/b'], 7])('ignores %j, which is not a text', (query) => {
    expect(redirectTarget(query, createTestRouter(), origin)).toBeNull()
  })
})
