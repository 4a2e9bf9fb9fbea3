import type { NavigationGuard, RouteLocationRaw, RouteRecordNameGeneric, Router } from 'vue-router'
import type { AuthClient } from './core/auth-client'
import { isInterruption } from './core/session'
import type { EndReason } from './core/session'
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
  /**
   * Leave a page open whose session was interrupted; see {@link isInterruption}. For an app that asks for the
   * password over the page. @default false
   */
  readonly keepsPage?: boolean
}

/**
 * Keeps `meta.access` on every navigation, and when a session begins or ends under an open page: then
 * the person is taken to the login, with the way back, or from the login to where they were going. Who comes in
 * after somebody else is taken home, and not to where that one was.
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
  const follower = new SessionFollower(router, options, client.snapshot)
  const unsubscribe = client.subscribe((snapshot) => void follower.follow(snapshot))
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

/** Leads where the session wants a person to be. */
class SessionFollower {
  readonly #router: Router
  readonly #options: AuthGuardOptions
  /** Whose pages are open, or were open when the session ended; nobody's after a logout. */
  #owner: string | null = null

  constructor(router: Router, options: AuthGuardOptions, { session }: AuthSnapshot) {
    this.#router = router
    this.#options = options
    if (session.status === 'authenticated') this.#owner = session.user.id
  }

  async follow({ session }: AuthSnapshot): Promise<void> {
    if (session.status === 'anonymous') await this.#followEnd(session.reason)
    if (session.status === 'authenticated') await this.#followBegin(session.user.id)
  }

  async #followEnd(reason: EndReason): Promise<void> {
    const { keepsPage = false, loginRoute } = this.#options
    // Who logs out is not asked back to where they were; the next one here may be somebody else.
    const isLogout = reason === 'logged-out'
    if (isLogout) this.#owner = null
    const { meta, fullPath } = this.#router.currentRoute.value
    if (meta.access !== 'authenticated' || (keepsPage && isInterruption(reason))) return
    await this.#router.push({ name: loginRoute, query: isLogout ? {} : { redirect: fullPath } })
  }

  async #followBegin(userId: string): Promise<void> {
    const isOther = this.#owner !== null && this.#owner !== userId
    this.#owner = userId
    const { meta, query } = this.#router.currentRoute.value
    const home = { name: this.#options.homeRoute }
    if (meta.access === 'authenticated' && isOther) await this.#router.replace(home)
    if (meta.access === 'anonymous') {
      const target = isOther ? home : wayBack(this.#router, query['redirect'], this.#options)
      await this.#router.replace(target)
    }
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
