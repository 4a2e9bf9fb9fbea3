import { createRouter } from 'vue-router'
import type {
  RouteComponent,
  RouteLocation,
  Router,
  RouterHistory,
  RouteRecordRaw,
} from 'vue-router'
import type { AppConfig, ListConfig } from './config'
import type { LanguageTag } from './texts/languages'
import { textIn } from './texts/text-in'
import type { Texts } from './texts/texts'
import { ViewLoadError } from './view-load-error'
import LoginView from './views/LoginView.vue'

declare module 'vue-router' {
  interface RouteMeta {
    /** What the browser's tab says, in front of the app's name. */
    title?: keyof Texts['titles']
  }
}

/** What the router needs to know of the app. */
export interface AppRouterOptions {
  readonly history: RouterHistory
  readonly lists: readonly ListConfig[]
  /** Gets ready what pages call the API with, before the first of them is opened. May be asked more than once. */
  readonly loadHttp: () => Promise<void>
}

/** Every page of the app. Only the login comes with the app itself; the others are loaded when asked for. */
export function createAppRouter({ history, lists, loadHttp }: AppRouterOptions): Router {
  return createRouter({
    history,
    routes: [...plainRoutes, ...httpRoutes(loadHttp), ...listRedirects(lists), notFoundRoute],
    scrollBehavior: (_to, _from, savedPosition) => savedPosition ?? { top: 0 },
  })
}

/** The language that titles are said in. */
export interface Spoken {
  readonly texts: Pick<Texts, 'titles'>
  readonly tag: LanguageTag
}

/** What the browser's tab says. */
export function titleOf(
  { meta, name, params }: RouteLocation,
  { lists, brand }: Pick<AppConfig, 'lists' | 'brand'>,
  { texts, tag }: Spoken,
): string {
  const list = lists.find(({ path }) => path === params['path'])
  const own = name === 'create' ? list?.create?.title : list?.title
  const title = own === undefined ? meta.title && texts.titles[meta.title] : textIn(own, tag)
  return title === undefined ? brand.name : `${title} – ${brand.name}`
}

const lazy = (load: () => Promise<{ default: RouteComponent }>) => async () => {
  try {
    return await load()
  } catch (cause) {
    throw new ViewLoadError(cause)
  }
}

const plainRoutes: readonly RouteRecordRaw[] = [
  {
    path: '/login',
    name: 'login',
    component: LoginView,
    meta: { access: 'anonymous', title: 'login' },
  },
  {
    path: '/',
    name: 'home',
    component: lazy(() => import('./views/HomeView.vue')),
    meta: { access: 'authenticated', title: 'home' },
  },
  {
    path: '/account',
    name: 'account',
    component: lazy(() => import('./views/AccountView.vue')),
    meta: { access: 'authenticated', title: 'account' },
  },
  {
    path: '/configuration',
    name: 'configuration',
    component: lazy(() => import('./views/ConnectionView.vue')),
    meta: { access: 'anyone', title: 'configuration' },
  },
  {
    path: '/forbidden',
    name: 'forbidden',
    component: lazy(() => import('./views/ForbiddenView.vue')),
    meta: { access: 'anyone', title: 'forbidden' },
  },
]

/** Pages that call the API themselves. */
function httpRoutes(loadHttp: AppRouterOptions['loadHttp']): RouteRecordRaw[] {
  const withHttp = (load: Parameters<typeof lazy>[0]) =>
    lazy(async () => {
      const [view] = await Promise.all([load(), loadHttp()])
      return view
    })
  return [
    {
      path: '/lists/:path',
      name: 'list',
      component: withHttp(() => import('./views/ListView.vue')),
      props: true,
      meta: { access: 'authenticated', title: 'notFound' },
    },
    {
      path: '/lists/:path/new',
      name: 'create',
      component: withHttp(() => import('./views/CreateView.vue')),
      props: true,
      meta: { access: 'authenticated', title: 'notFound' },
    },
  ]
}

const notFoundRoute: RouteRecordRaw = {
  path: '/:pathMatch(.*)*',
  name: 'not-found',
  component: lazy(() => import('./views/NotFoundView.vue')),
  meta: { access: 'anyone', title: 'notFound' },
}

/** `/posts` leads to `/lists/posts`, query and all. A page of the app of that name comes first, and wins. */
function listRedirects(lists: readonly ListConfig[]): RouteRecordRaw[] {
  return lists.map(({ path }) => ({
    path: `/${path}`,
    redirect: ({ query, hash }) => ({ name: 'list', params: { path }, query, hash }),
  }))
}
