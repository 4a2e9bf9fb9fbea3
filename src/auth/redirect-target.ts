import type { Router } from 'vue-router'

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
  // `blob:https://app.example/` has the origin of the app, and a whole URL as its path.
  const isPath = path.startsWith('/') && !path.startsWith('//')
  if (url.origin !== origin || !isPath) return null
  const { matched, meta } = router.resolve(path)
  return matched.length > 0 && meta.access !== 'anonymous' ? path : null
}
