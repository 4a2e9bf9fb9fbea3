import { textAt } from '@/auth/backends/json-body'
import { profiles } from '@/auth/backends/profiles'
import type { Profile } from '@/auth/backends/profile'
import { csrfPaths, logoutPaths, refreshPaths, userPaths } from './candidates'
import { withClient } from './client-constants'
import { answerIn } from './exchange'
import type { Exchange } from './exchange'
import { findCsrf } from './find-csrf'
import { findForm } from './find-login'
import type { Form } from './find-login'
import { tryRefresh } from './find-refresh'
import type { Refreshing } from './find-refresh'
import { findLogout } from './find-logout'
import type { LoggingOut } from './find-logout'
import { findUser, showGarbage } from './find-user'
import type { UserSearch } from './find-user'
import type { Interview } from './interview'
import { tokenForm } from './login-hints'
import type { DoctorOptions, Hints } from './options'
import type { SignedIn } from './sign-in'

/** All that one session has taught. */
export interface Learnt {
  readonly form: Form
  readonly signedIn: SignedIn
  readonly user: UserSearch
  /** What was answered to a token that is none; `null` when that was not tried. */
  readonly badToken: Exchange | null
  /** What sets the cookie of the CSRF proof where the login does not; `null` for nothing. */
  readonly bootstrap: string | null
  readonly refreshing: Refreshing | null
  readonly logout: LoggingOut | null
  /** What a refresh token was answered that had been traded in; `null` when that was not tried. */
  readonly spent: Refreshing | null
}

/** What a lesson is given besides the questions it asks. */
export interface Lesson {
  readonly options: DoctorOptions
  /** The paths that the API documents. */
  readonly documented: readonly string[]
  /** The addresses of lists that the configuration has. */
  readonly lists: readonly string[]
}

/** Finds out with a session how the API takes tokens, renews them and ends them. */
export async function learn(
  interview: Interview,
  form: Form,
  signedIn: SignedIn,
  { options, documented, lists }: Lesson,
): Promise<Learnt> {
  const { baseUrl, hints } = options
  const { body, places, base } = signedIn
  const access = places.access === null ? '' : (textAt(body, [places.access]) ?? '')
  const refresh = places.refresh === null ? null : textAt(body, [places.refresh])

  const usesCookies = signedIn.cookies.access !== null || signedIn.cookies.refresh !== null
  if (usesCookies) interview.cookies.keep(answerIn(signedIn.exchange)?.cookies ?? [])
  const bootstrap = usesCookies
    ? await findBootstrap(interview, form, signedIn, { options, documented })
    : null
  // Without cookies: with them an empty form would refresh, or log out.
  const paths = refreshPaths(hints, documented, form.path, base)
  const { form: renewing } = await findForm(interview, baseUrl, paths, tokenForm)
  const goodbyes = logoutPaths(documented, form.path, base)
  const told = await findLogout(interview, baseUrl, goodbyes, {
    base: profiles[base],
    obtain: form.path,
  })
  const logout: LoggingOut | null =
    told && usesCookies ? { ...told, send: 'cookie', tokens: [] } : told

  const shown = await findUser(
    interview,
    baseUrl,
    userPaths(hints, documented, { obtain: form.path, lists }),
    {
      token: access,
      prefixes: access === '' ? [''] : prefixesFor(signedIn, hints),
      named: hints.user,
    },
  )
  const user = { ...shown, prefix: shown.prefix ?? hints.prefix }
  const badToken = access === '' ? null : await showGarbage(interview, shown)
  const renewal = {
    token: signedIn.cookies.refresh === null ? (refresh ?? access) : null,
    base: profileFor(signedIn),
    prefix: user.prefix ?? profiles[base].transport.prefix,
    hints,
  }
  const renew = () => (renewing ? tryRefresh(interview, baseUrl, renewing, renewal) : null)
  interview.sendsCookies = usesCookies
  const refreshing = await renew()
  const spent = options.probeRotation && rotates({ signedIn, refreshing }) ? await renew() : null
  return { form, signedIn, user, badToken, bootstrap, refreshing, logout, spent }
}

/** What sets the cookie of the CSRF proof, where the login has not set it. */
async function findBootstrap(
  interview: Interview,
  { path }: Form,
  signedIn: SignedIn,
  { options, documented }: Pick<Lesson, 'options' | 'documented'>,
): Promise<string | null> {
  const { csrf } = profileFor(signedIn)
  if (!csrf || interview.cookies.value(csrf.cookie) !== null) return null
  return await findCsrf(interview, options.baseUrl, csrfPaths(documented, path), csrf.cookie)
}

/** The words that may stand before the token, the likeliest first. */
function prefixesFor({ base, body }: SignedIn, { prefix }: Hints): readonly string[] {
  if (prefix !== null) return [prefix]
  const told = textAt(body, ['token_type']) ?? 'Bearer'
  const usual = [profiles[base].transport.prefix, 'Bearer', 'JWT', 'Token']
  const isNew = !usual.some((word) => word.toLowerCase() === told.toLowerCase())
  return [...new Set([...usual.slice(0, 1), ...(isNew ? [told] : []), ...usual.slice(1)])]
}

/** The profile to refresh with. */
function profileFor(signedIn: SignedIn): Profile {
  const base = profiles[signedIn.base]
  const { refresh } = base
  const known = { ...base, refresh: { ...refresh, static: withClient(refresh.static, signedIn) } }
  return signedIn.cookies.refresh === null ? known : cookieProfile(known)
}

/** A profile for cookies, with the CSRF cookies of Flask-JWT-Extended where it has none of its own. */
function cookieProfile(base: Profile): Profile {
  const csrf = base.csrf ?? profiles['flask-jwt-extended-cookies'].csrf
  return { ...base, csrf, transport: { ...base.transport, credentials: true } }
}

/** Whether a refresh brought another refresh token; some servers send the old one again. */
export function rotates({
  signedIn,
  refreshing,
}: Pick<Learnt, 'signedIn' | 'refreshing'>): boolean {
  const path = refreshing?.granted?.places.refresh ?? null
  const next = path === null ? null : textAt(refreshing?.granted?.body, [path])
  return next !== null && next !== textAt(signedIn.body, [signedIn.places.refresh ?? '-'])
}
