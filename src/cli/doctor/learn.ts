import { textAt } from '@/auth/backends/json-body'
import { profiles } from '@/auth/backends/profiles'
import type { Profile, ProfileLogout } from '@/auth/backends/profile'
import { isSame, logoutPaths, refreshPaths, userPaths } from './candidates'
import { findForm } from './find-login'
import type { Form } from './find-login'
import { tryRefresh } from './find-refresh'
import type { Refreshing } from './find-refresh'
import { findUser } from './find-user'
import type { UserSearch } from './find-user'
import type { Interview } from './interview'
import { isToken } from './login-hints'
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

  const prefixes = [...new Set([profiles[base].transport.prefix, 'Bearer', 'JWT', 'Token'])]
  const user = await findUser(interview, baseUrl, userPaths(hints, documented), {
    token: access,
    prefixes,
  })
  const renewal = {
    token: signedIn.cookies.refresh === null ? (refresh ?? access) : null,
    base: signedIn.cookies.refresh === null ? profiles[base] : cookieProfile(profiles[base]),
    prefix: user.prefix ?? profiles[base].transport.prefix,
  }
  const paths = refreshPaths(hints, documented, form.path, base)
  const { form: renewing } = await findForm(interview, baseUrl, paths, isToken)
  const renew = () => (renewing ? tryRefresh(interview, baseUrl, renewing, renewal) : null)
  const refreshing = await renew()
  keepSecret(refreshing, redactor)
  const spent = options.probeRotation && refreshing && rotates(refreshing) ? await renew() : null
  keepSecret(spent, redactor)
  const logout = await findLogout(interview, form, base, { options, documented })
  return { form, signedIn, user, refreshing, logout, spent }
}

/** A profile for cookies, with the CSRF cookies of Flask-JWT-Extended where it has none of its own. */
function cookieProfile(base: Profile): Profile {
  const csrf = base.csrf ?? profiles['flask-jwt-extended-cookies'].csrf
  return { ...base, csrf, transport: { ...base.transport, credentials: true } }
}

/** Whether a refresh brought a new refresh token. */
export function rotates({ granted }: Refreshing): boolean {
  return granted !== null && granted.places.refresh !== null
}

async function findLogout(
  interview: Interview,
  { path: obtain }: Form,
  base: SignedIn['base'],
  { options, documented }: Pick<Lesson, 'options' | 'documented'>,
): Promise<LoggingOut | null> {
  const paths = logoutPaths(documented, obtain, base)
  const { form } = await findForm(interview, options.baseUrl, paths, isToken)
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
