import type {
  RouteLocationNormalized,
  RouteLocationNormalizedLoaded,
  RouteLocationRaw,
  RouteRecordNameGeneric,
  Router,
} from 'vue-router'
import { isAtStep, leaveStep } from './browser/step-entry'
import type { AuthClient } from './core/auth-client'
import { isInterruption } from './core/session'
import type { Session } from './core/session'
import type { AuthSnapshot } from './core/session-state'
import { Departures } from './departures'
import { accessOf, checkRoutes, locationOfHome, wrongAccess } from './guard-routes'
import type { RouteAccess } from './guard-routes'
import { redirectTarget } from './redirect-target'
import { requireClient } from './require-client'

declare module 'vue-router' {
  interface RouteMeta {
    /** Who may open the route. @default 'anyone' */
    access?: RouteAccess
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
 * Enforces `meta.access` on every navigation, and when a session begins or ends under an open page: the person is
 * taken to the login with the way back, or from the login to where they were going. Nobody is led to a page that
 * somebody else was on, or on the way to: after a logout, or when another person logs in, that way is forgotten.
 *
 * A route that is added later is looked at when it is opened: a misspelt `meta.access` fails the navigation.
 *
 * @returns a function that removes the guard
 * @throws Error when there is no login route, or the `meta.access` of a route is misspelt
 */
export function installAuthGuard(
  router: Router,
  client: AuthClient,
  options: AuthGuardOptions,
): () => void {
  requireClient(client, 'installAuthGuard(router, auth.client, options)')
  checkRoutes(router, options.loginRoute)
  const guard = new AuthGuard(router, client, options)
  const removers = [
    router.beforeEach(guard.check),
    // Once more when the page has been loaded: the session may have ended meanwhile.
    router.beforeResolve(guard.check),
    router.afterEach(guard.settle),
    client.subscribe(guard.follow),
    router.options.history.listen(guard.revisit),
  ]
  void guard.lead()
  return () => {
    for (const remove of removers) remove()
  }
}

class AuthGuard {
  readonly #router: Router
  readonly #client: AuthClient
  readonly #options: AuthGuardOptions
  readonly #departures: Departures
  #session: Session

  constructor(router: Router, client: AuthClient, options: AuthGuardOptions) {
    this.#router = router
    this.#client = client
    this.#options = options
    this.#session = client.snapshot.session
    this.#departures = new Departures(this.#session)
  }

  /** Waits for the session to be restored, so that a reload keeps its URL. */
  readonly check = async (
    to: RouteLocationNormalized,
    from: RouteLocationNormalizedLoaded,
  ): Promise<true | RouteLocationRaw> => {
    this.#departures.begin(to, from)
    await this.#client.ready()
    // Another navigation was faster: the router drops this one, but would still follow its detour.
    if (from !== this.#router.currentRoute.value) return true
    const detour = this.#detourFrom(to)
    this.#departures.confirm(to)
    return detour ?? true
  }

  /** The session may have changed after the last check, while guards of the app were still at work. */
  readonly settle = (_to: unknown, _from: unknown, failure: unknown): void => {
    this.#departures.settle()
    if (failure === undefined) void this.lead()
  }

  readonly revisit = (path: string): void => {
    this.#departures.revisit(this.#router.resolve(path).fullPath)
  }

  readonly follow = ({ session }: AuthSnapshot): void => {
    if (session === this.#session) return
    this.#session = session
    this.#departures.follow(session)
    void this.lead()
  }

  /** Takes the person away from an open page that the session does not fit any more. */
  async lead(): Promise<void> {
    const { currentRoute } = this.#router
    const { keepsPage = false } = this.#options
    const session = this.#session
    const isOpenPage = currentRoute.value.meta.access === 'authenticated'
    const isHeld = session.status === 'anonymous' && keepsPage && isInterruption(session.reason)
    const detour = isOpenPage && isHeld ? null : this.#detourFrom(currentRoute.value)
    if (detour === null) return
    // From a page of the session that ended one may go back, to log in and to be there again.
    if (isOpenPage && session.status === 'anonymous') await this.#router.push(detour)
    else await this.#replace(detour)
  }

  /** Who goes back from there shall not come to the login any more, at whatever step it was. */
  async #replace(detour: RouteLocationRaw): Promise<void> {
    if (isAtStep(window)) await leaveStep(window)
    await this.#router.replace(detour)
  }

  /** Where to go instead of `to`; `null` when `to` is right. */
  #detourFrom(to: RouteLocationNormalized): RouteLocationRaw | null {
    const { loginRoute, homeRoute } = this.#options
    const isForgotten = this.#departures.isForgotten(to)
    const { status } = this.#session
    const access = accessOf(to.meta, to.path)
    // On a server nobody can know. In a browser the session has been read by now.
    if (status === 'restoring') return null
    switch (access) {
      case 'anyone':
        return null
      case 'authenticated':
        if (status === 'authenticated') return isForgotten ? this.#home : null
        if (to.name === loginRoute) throw wrongAccess('login', loginRoute, 'anonymous')
        return { name: loginRoute, query: isForgotten ? {} : { redirect: to.fullPath } }
      case 'anonymous': {
        const { redirect, ...query } = to.query
        if (status !== 'authenticated') {
          return isForgotten && redirect !== undefined ? { ...to, query } : null
        }
        const target = isForgotten ? null : redirectTarget(redirect, this.#router, location.origin)
        if (target !== null) return target
        if (to.name === homeRoute) throw wrongAccess('home', homeRoute, 'authenticated')
        return this.#home
      }
    }
  }

  get #home(): RouteLocationRaw {
    return locationOfHome(this.#router, this.#options.homeRoute)
  }
}
