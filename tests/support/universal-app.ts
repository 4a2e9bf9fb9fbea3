import { createPinia } from 'pinia'
import type { Pinia } from 'pinia'
import { createSSRApp, h } from 'vue'
import type { App } from 'vue'
import { createMemoryHistory, createRouter, RouterView, useRoute } from 'vue-router'
import type { Router } from 'vue-router'
import { installAuthGuard, LoginForm, useAuthStore, useLogin } from '@/auth'
import type { Auth } from '@/auth'

const Login = {
  setup() {
    const { error, isPending, challenge } = useLogin()
    return () =>
      h(LoginForm, { error: error.value, isPending: isPending.value, challenge: challenge.value })
  },
}

const Account = {
  setup() {
    const store = useAuthStore()
    return () => h('p', `Account of ${store.user?.username ?? 'nobody'}`)
  },
}

const About = { render: () => h('p', 'About us') }

/** Shows nothing that depends on who is signed in before that is known. */
const Root = {
  setup() {
    const [store, route] = [useAuthStore(), useRoute()]
    const isKnown = () => store.status !== 'restoring' || route.meta.access === 'anyone'
    return () => [
      h('header', store.user?.username ?? store.status),
      h('main', isKnown() ? h(RouterView) : 'One moment'),
    ]
  },
}

/** An app as a server and a browser build it. */
export interface UniversalApp {
  readonly app: App
  readonly pinia: Pinia
  readonly router: Router
}

/** A new app, at `path`; over an auth that many of them may share. */
export async function createUniversalApp(auth: Auth, path: string): Promise<UniversalApp> {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/login', name: 'login', component: Login, meta: { access: 'anonymous' } },
      { path: '/account', name: 'account', component: Account, meta: { access: 'authenticated' } },
      { path: '/about', component: About, meta: { access: 'anyone' } },
    ],
  })
  installAuthGuard(router, auth.client, { loginRoute: 'login', homeRoute: 'account' })
  await router.push(path)
  const pinia = createPinia()
  const app = createSSRApp(Root).use(pinia).use(auth).use(router)
  return { app, pinia, router }
}
