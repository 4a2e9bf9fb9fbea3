import { textAt } from '@/auth/backends/json-body'
import { profiles } from '@/auth/backends/profiles'
import type { Profile, ProfileLogout } from '@/auth/backends/profile'
import { isSame, logoutPaths, refreshPaths, userPaths } from './candidates'
import { withClient } from './client-constants'
import { answerIn } from './exchange'
import { findForm } from './find-login'
import type { Form } from './find-login'
import { tryRefresh } from './find-refresh'
import type { Refreshing } from './find-refresh'
import { findUser } from './find-user'
import type { UserSearch } from './find-user'
import type { Interview } from './interview'
import { isToken, tokenForm } from './login-hints'
import type { DoctorOptions } from './options'
import type { Redactor } from './redactor'
import type { SignedIn } from './sign-in'

/** How a logout is told. */
export interface LoggingOut {
  readonly path: string
  readonly send: ProfileLogout['send']
  readonly tokens: ProfileLogout['tokens']
}

/** All that one session has taught. */
export interface Learnt {
  readonly form: Form
  readonly signedIn: SignedIn
  readonly user: UserSearch
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
  readonly redactor: Redactor
}

/** Finds out with a session how the API takes tokens, renews them and ends them. */
export async function learn(
  interview: Interview,
  form: Form,
  signedIn: SignedIn,
  { options, documented, redactor }: Lesson,
): Promise<Learnt> {
  const { baseUrl, hints } = options
  const { body, places, base } = signedIn
  const access = places.access === null ? '' : (textAt(body, [places.access]) ?? '')
  const refresh = places.refresh === null ? null : textAt(body, [places.refresh])
  redactor.add(access)
  redactor.add(refresh ?? '')

  const usesCookies = signedIn.cookies.access !== null || signedIn.cookies.refresh !== null
  if (usesCookies) interview.cookies.keep(answerIn(signedIn.exchange)?.cookies ?? [])
  // Without cookies: with them an empty form would refresh, or log out.
  const paths = refreshPaths(hints, documented, form.path, base)
  const { form: renewing } = await findForm(interview, baseUrl, paths, tokenForm)
  const found = await findLogout(interview, form, base, { options, documented })
  const logout: LoggingOut | null =
    found && usesCookies ? { ...found, send: 'cookie', tokens: [] } : found

  const prefixes = [...new Set([profiles[base].transport.prefix, 'Bearer', 'JWT', 'Token'])]
  const user = await findUser(interview, baseUrl, userPaths(hints, documented), {
    token: access,
    prefixes: access === '' ? [''] : prefixes,
    usesCookies: access === '',
  })
  const renewal = {
    token: signedIn.cookies.refresh === null ? (refresh ?? access) : null,
    base: profileFor(signedIn),
    prefix: user.prefix ?? profiles[base].transport.prefix,
  }
  const renew = () => (renewing ? tryRefresh(interview, baseUrl, renewing, renewal) : null)
  interview.sendsCookies = usesCookies
  const refreshing = await renew()
  keepSecret(refreshing, redactor)
  const spent = options.probeRotation && rotates({ signedIn, refreshing }) ? await renew() : null
  keepSecret(spent, redactor)
  return { form, signedIn, user, refreshing, logout, spent }
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

async function findLogout(
  interview: Interview,
  { path: obtain }: Form,
  base: SignedIn['base'],
  { options, documented }: Pick<Lesson, 'options' | 'documented'>,
): Promise<LoggingOut | null> {
  const paths = logoutPaths(documented, obtain, base)
  const { form } = await findForm(interview, options.baseUrl, paths, tokenForm)
  if (!form) return null
  const { endpoints, logout } = profiles[base]
  const { path } = form
  if (endpoints.logout && isSame(endpoints.logout.url, path)) {
    return { path, send: logout.send, tokens: logout.tokens }
  }
  const field = form.fields.find(isToken)
  if (field === undefined) return { path, send: 'header', tokens: ['access'] }
  return { path, send: `body:${field}`, tokens: ['refresh'] }
}

function keepSecret(refreshing: Refreshing | null, redactor: Redactor): void {
  if (!refreshing?.granted) return
  const { body, places } = refreshing.granted
  for (const path of [places.access, places.refresh]) {
    redactor.add(path === null ? '' : (textAt(body, [path]) ?? ''))
  }
}
