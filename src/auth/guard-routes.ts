import type { RouteLocationRaw, RouteMeta, RouteRecordNameGeneric, Router } from 'vue-router'

/** Who may open a route. */
export type RouteAccess = 'anyone' | 'authenticated' | 'anonymous'

const accesses: readonly unknown[] = ['anyone', 'authenticated', 'anonymous']

type RouteName = NonNullable<RouteRecordNameGeneric>

/**
 * Looks at the routes that are there by now: what is wrong with them is said before anybody opens one.
 *
 * @throws Error when there is no login route, when it leads to itself, or when a `meta.access` is misspelt
 */
export function checkRoutes(router: Router, loginRoute: RouteName): void {
  const records = router.getRoutes()
  const login = records.find(({ name }) => name === loginRoute)
  if (!login) {
    throw new Error(
      `No route is named "${String(loginRoute)}". Add it to the router before installAuthGuard, or name your login ` +
        'route in its option loginRoute.',
    )
  }
  for (const { path, meta } of records) accessOf(meta, path)
  if (login.meta.access === 'authenticated') throw wrongAccess('login', loginRoute, 'anonymous')
}

/**
 * Who may open a route.
 *
 * @throws Error on a value that is none: a misspelt one must not let everybody in
 */
export function accessOf({ access = 'anyone' }: RouteMeta, path: string): RouteAccess {
  if (accesses.includes(access)) return access
  throw new Error(
    `meta.access of the route ${path} is ${JSON.stringify(access)}. Write 'anyone', 'authenticated' or 'anonymous'.`,
  )
}

/**
 * Where `homeRoute` is. It may be added later than the guard, and has to be there when somebody is led to it.
 *
 * @throws Error when it is not
 */
export function locationOfHome(router: Router, homeRoute: RouteName): RouteLocationRaw {
  if (router.hasRoute(homeRoute)) return { name: homeRoute }
  throw new Error(
    `No route is named "${String(homeRoute)}". Add it to the router, or name another one in the option homeRoute ` +
      'of installAuthGuard.',
  )
}

/** The route that people are led to would lead them to itself, without end. */
export function wrongAccess(role: 'login' | 'home', name: RouteName, access: RouteAccess): Error {
  return new Error(
    `The ${role} route "${String(name)}" cannot be opened by those who are led to it. Give it ` +
      `meta: { access: '${access}' }.`,
  )
}
