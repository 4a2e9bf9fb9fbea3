import { createWebHistory } from 'vue-router'
import type { Router } from 'vue-router'
import { vi } from 'vitest'
import { installAuthGuard } from '@/auth/guard'
import { redirectTarget } from '@/auth/redirect-target'
import { createStillRouter } from '../app/app-world'
import { fuzzedApis, pageOrigin } from './apis'
import { breatheAt } from './breathe'
import { quoted } from './quoted'
import { generateReturnPath } from './return-paths'
import type { ReturnPath } from './return-paths'
import { signIn } from './signed-in-client'

/** Where a value of `?redirect=` leads; `null` for nowhere. */
export type TargetOf = (query: string, router: Router) => string | null

export interface ReturnPathOptions {
  readonly seed: number
  readonly count: number
  /** A planted check in place of ours. */
  readonly targetOf?: TargetOf
}

export interface ReturnPathReport {
  /** Ways out of the app, in words: seed, index, and what stood in the query. */
  readonly leaks: readonly string[]
  /** Paths of the app that did not lead there. */
  readonly lost: readonly string[]
  /** How many led to another page than the home page. */
  readonly led: number
}

const ours: TargetOf = (query, router) => redirectTarget(query, router, pageOrigin)

/** Judges what the login page makes of `?redirect=`, as if a browser opened it. */
export function runTargetFuzz({
  seed,
  count,
  targetOf = ours,
}: ReturnPathOptions): ReturnPathReport {
  const router = createQuietRouter()
  const report = createReport()
  for (let index = 0; index < count; index += 1) {
    const path = generateReturnPath(seed, index)
    const target = targetOf(path.text, router)
    if (target !== null) report.led += 1
    const about = `seed ${seed}, index ${index}: ${quoted(path.text)} leads to ${quoted(target ?? '')}`
    if (path.isPlain && target !== path.text) report.lost.push(about)
    if (target !== null && !isInApp(target, '/')) report.leaks.push(about)
  }
  return report
}

function createReport(): { leaks: string[]; lost: string[]; led: number } {
  return { leaks: [], lost: [], led: 0 }
}

/** vue-router warns of each percent sign that encodes nothing. */
function createQuietRouter(options: Parameters<typeof createStillRouter>[0] = {}): Router {
  vi.spyOn(console, 'warn').mockReturnValue()
  return createStillRouter(options)
}

/** Opens the login page with it, in the app's own router, on the history of the page, as a user who has logged in. */
export async function runNavigationFuzz(
  { seed, count }: ReturnPathOptions,
  base: string,
): Promise<ReturnPathReport> {
  const opened = watchHistory()
  const { router, close } = await openGuardedRouter(base)
  const report = createReport()
  for (let index = 0; index < count; index += 1) {
    const path = generateReturnPath(seed, index)
    opened.length = 0
    await breatheAt(index)
    await router.replace(loginWith(path, index))
    const { fullPath, name } = router.currentRoute.value
    if (fullPath !== '/') report.led += 1
    const about = `seed ${seed}, index ${index}, base ${base}: ${quoted(path.text)} opens ${quoted(fullPath)}`
    const isThere = samePlace(router.resolve(path.text).fullPath, fullPath)
    if (path.isPlain && !isThere) report.lost.push(about)
    const hasLeft = name === 'login' || !opened.every((url) => isInApp(url, base))
    if (hasLeft) report.leaks.push(`${about}, by ${quoted(opened.join(' '))}`)
  }
  close()
  return report
}

/** To vue-router, a slash at the end of a path makes no other page: it stays where it is. */
function samePlace(wanted: string, opened: string): boolean {
  const withoutSlash = (path: string) => path.replace(/\/(?=[?#]|$)/, '')
  return withoutSlash(wanted) === withoutSlash(opened)
}

/** Every URL that the page's history is given, which is all that a router of vue-router's opens. */
function watchHistory(): string[] {
  const opened: string[] = []
  for (const method of ['pushState', 'replaceState'] as const) {
    const real = window.history[method].bind(window.history)
    vi.spyOn(window.history, method).mockImplementation((state, unused, url) => {
      opened.push(String(url))
      real(state, unused, url)
    })
  }
  return opened
}

/** Until it is closed it follows the history of the page, which test files share. */
async function openGuardedRouter(base: string): Promise<{ router: Router; close: () => void }> {
  const [api] = fuzzedApis
  if (!api) throw new Error('There is no API')
  const client = await signIn(api)
  const history = createWebHistory(base)
  const router = createQuietRouter({ history })
  const uninstall = installAuthGuard(router, client, { loginRoute: 'login', homeRoute: 'home' })
  const close = () => {
    uninstall()
    history.destroy()
    client.dispose()
  }
  return { router, close }
}

/** As the router writes it, or as somebody has put it into a link. A URL has no lone surrogates. */
function loginWith({ text }: ReturnPath, index: number) {
  const redirect = Buffer.from(text).toString()
  return index % 2 === 0
    ? { name: 'login', query: { redirect } }
    : `/login?redirect=${redirect.replaceAll('#', '%23').replaceAll('&', '%26')}`
}

/** Whether a browser that opens it stays on the origin of the page, and inside the app. */
function isInApp(target: string, base: string): boolean {
  if (!URL.canParse(target, pageOrigin + base)) return false
  const { origin, protocol, pathname } = new URL(target, pageOrigin + base)
  return (
    origin === pageOrigin &&
    protocol === 'http:' &&
    pathname.startsWith(base) &&
    !pathname.startsWith(`${base}/`)
  )
}
