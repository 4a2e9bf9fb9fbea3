import { profiles } from '@/auth/backends/profiles'
import { profileNames } from '@/auth/backends/profile-names'
import type { ProfileName } from '@/auth/backends/profile-names'
import { movedWith } from './moved-endpoints'
import type { Hints } from './options'

/** Where APIs are found that no profile knows: those of tutorials, mostly. */
const furtherLogins = [
  '/api-token-auth/',
  '/jwt-auth/',
  '/api/jwt-auth/',
  '/api/v1/auth/obtain_token/',
  '/api/v1/token/',
  '/token',
  '/api/login/',
]

const furtherUsers = [
  '/user/',
  '/api/user/',
  '/api/users/me/',
  '/api/me/',
  '/me',
  '/api/v1/user/',
  '/api/auth/user/',
  '/auth/user/',
  '/who_am_i',
]

/** Where a login may be: the address that was named, else those the API documents, then the usual ones. */
export function loginPaths(hints: Hints, documented: readonly string[]): readonly string[] {
  if (hints.obtain !== null) return [hints.obtain]
  const said = saidToBe(
    documented,
    /(login|sign-?in|obtain|jwt\/create|token(\/pair)?|access-token|api-token-auth)\/?$/i,
  )
  const usual = Object.values(profiles).map(({ endpoints }) => endpoints.obtain.url)
  return unique([...said, ...usual, ...furtherLogins])
}

/** Where a login that is there may be refreshed. */
export function refreshPaths(
  hints: Hints,
  documented: readonly string[],
  obtain: string,
  base: ProfileName,
): readonly string[] {
  if (hints.refresh !== null) return [hints.refresh]
  const said = saidToBe(documented, /refresh[-_a-z]*\/?$/i)
  const usual = movedWith(obtain, profiles[base], 'refresh')
  const others = profileNames.flatMap((name) => movedWith(obtain, profiles[name], 'refresh'))
  return unique([...usual, ...besides(obtain, 'refresh'), ...others, ...said])
}

/** Where a logout may be told. */
export function logoutPaths(
  documented: readonly string[],
  obtain: string,
  base: ProfileName,
): readonly string[] {
  const said = saidToBe(documented, /(logout|blacklist|revoke_token)\/?$/i)
  const usual = movedWith(obtain, profiles[base], 'logout')
  const others = profileNames.flatMap((name) => movedWith(obtain, profiles[name], 'logout'))
  return unique([
    ...usual,
    ...besides(obtain, 'blacklist'),
    ...besides(obtain, 'logout'),
    ...others,
    ...said,
  ])
}

/** Where the cookie of a CSRF proof may be had. */
export function csrfPaths(documented: readonly string[], obtain: string): readonly string[] {
  const said = saidToBe(documented, /csrf/i)
  return unique([...said, ...besides(obtain, 'csrf'), '/csrf/', '/api/csrf/'])
}

/** Where the API may say who is signed in, and where it wants a token at least: the lists of the configuration. */
export function userPaths(
  hints: Hints,
  documented: readonly string[],
  { obtain, lists }: { readonly obtain: string; readonly lists: readonly string[] },
): readonly string[] {
  if (hints.user !== null) return [hints.user]
  const said = saidToBe(documented, /\/(me|user|userinfo)\/?$/i)
  const read = Object.values(profiles).filter(({ endpoints }) => endpoints.user?.method === 'GET')
  const usual = read.flatMap(({ endpoints }) => endpoints.user?.url ?? [])
  return unique([
    ...said,
    ...read.flatMap((profile) => movedWith(obtain, profile, 'user')),
    ...near(obtain),
    ...furtherUsers.slice(0, 3),
    ...usual,
    ...furtherUsers,
    ...lists.filter(isRelative),
  ])
}

/** Whether two addresses are the same but for the slash at the end. */
export const isSame = (a: string, b: string) => a.replace(/\/+$/, '') === b.replace(/\/+$/, '')

/** Whether an address ends with another, which is not all of it. */
export const isBelow = (path: string, own: string) =>
  !isSame(path, own) && path.replace(/\/+$/, '').endsWith(own.replace(/\/+$/, ''))

/** The user where the login is: `/members/door/` may have `/members/me/`. */
function near(obtain: string): readonly string[] {
  const slash = obtain.endsWith('/') ? '/' : ''
  const parent = obtain.replace(/\/+$/, '').replace(/\/[^/]*$/, '')
  return ['me', 'user'].map((name) => `${parent}/${name}${slash}`)
}

/** The token of this API is for this API: addresses that name another are left alone. */
const isRelative = (url: string) => /^\/(?!\/)/.test(url)

/** Names of neighbours: `/api/token/` has `/api/token/refresh/`, `/auth/login` has `/auth/refresh`. */
function besides(obtain: string, name: string): readonly string[] {
  const slash = obtain.endsWith('/') ? '/' : ''
  const path = obtain.replace(/\/+$/, '')
  const renamed = path.replace(/(obtain|create|pair|login|sign-?in|auth)(?=[^/]*$)/i, name)
  const inside = `${path}/${name}${slash}`
  const beside = `${path.replace(/\/[^/]*$/, '')}/${name}${slash}`
  return renamed === path ? [inside, beside] : [`${renamed}${slash}`, beside, inside]
}

/** The paths that the API documents and that look like it; more than these no API has. */
const saidToBe = (documented: readonly string[], what: RegExp) =>
  documented.filter((path) => what.test(path)).slice(0, 8)

const unique = (paths: readonly string[]) => [...new Set(paths)]
