import type { NavigationGuard, RouteLocationRaw, RouteRecordNameGeneric, Router } from 'vue-router'
import type { AuthClient } from './core/auth-client'
import type { AuthSnapshot } from './core/session-state'

declare module 'vue-router' {
  interface RouteMeta {
    /** Who may open the route. @default 'anyone' */
    access?: 'anyone' | 'authenticated' | 'anonymous'
  }
}

/** Where the guard sends people, as names of routes. */
export interface AuthGuardOptions {
  readonly loginRoute: NonNullable<RouteRecordNameGeneric>
  /** Where somebody who is signed in and opens an `anonymous` route is sent. */
  readonly homeRoute: NonNullable<RouteRecordNameGeneric>
}

/**
 * Keeps `meta.access` on every navigation, and when a session begins or ends under an open page: then
 * the person is taken to the login, with the way back, or from the login to where they were going.
 *
 * @returns a function that removes the guard
 */
export function installAuthGuard(
  router: Router,
  client: AuthClient,
  options: AuthGuardOptions,
): () => void {
  const guard = createAuthGuard(client, router, options)
  // Once more when the page has been loaded: the session may have ended meanwhile.
  const removeGuards = [router.beforeEach(guard), router.beforeResolve(guard)]
  const unsubscribe = client.subscribe((snapshot) => void followSession(router, snapshot, options))
  return () => {
    for (const remove of removeGuards) remove()
    unsubscribe()
  }
}

/** Waits for the session to be restored, so that a reload keeps its URL. */
function createAuthGuard(
  client: AuthClient,
  router: Router,
  options: AuthGuardOptions,
): NavigationGuard {
  return async (to): Promise<true | RouteLocationRaw> => {
    await client.ready()
    const isAuthenticated = client.snapshot.session.status === 'authenticated'
    switch (to.meta.access ?? 'anyone') {
      case 'anyone':
        return true
      case 'authenticated':
        return isAuthenticated || { name: options.loginRoute, query: { redirect: to.fullPath } }
      case 'anonymous':
        return !isAuthenticated || wayBack(router, to.query['redirect'], options)
    }
  }
}

async function followSession(
  router: Router,
  { session }: AuthSnapshot,
  options: AuthGuardOptions,
): Promise<void> {
  const { meta, fullPath, query } = router.currentRoute.value
  if (session.status === 'anonymous' && meta.access === 'authenticated') {
    // Who logs out is not asked back to where they were; the next one here may be somebody else.
    const isLogout = session.reason === 'logged-out'
    await router.push({ name: options.loginRoute, query: isLogout ? {} : { redirect: fullPath } })
  }
  if (session.status === 'authenticated' && meta.access === 'anonymous') {
    await router.replace(wayBack(router, query['redirect'], options))
  }
}

function wayBack(router: Router, redirect: unknown, options: AuthGuardOptions): RouteLocationRaw {
  return redirectTarget(redirect, router, location.origin) ?? { name: options.homeRoute }
}

/**
 * The path to open after login, taken from `?redirect=`. Resolved the way a browser would, because a
 * pattern misses what a URL parser drops (`/\t/evil.com` is `//evil.com`). Anything on another origin, or
 * that no route matches, is ignored (open redirect, CWE-601).
 *
 * @param origin - this app's origin, as from `location.origin`
 */
export function redirectTarget(query: unknown, router: Router, origin: string): string | null {
  if (typeof query !== 'string' || !URL.canParse(query, origin)) return null
  const url = new URL(query, origin)
  const path = url.pathname + url.search + url.hash
  if (url.origin !== origin || path.startsWith('//')) return null
  const { matched, meta } = router.resolve(path)
  return matched.length > 0 && meta.access !== 'anonymous' ? path : null
}
