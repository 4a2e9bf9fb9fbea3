import { joinUrl } from '@/auth/backends/join-url'
import { parseJsonObject } from '@/auth/backends/json-body'
import type { Endpoint, Profile, ProfileLogout } from '@/auth/backends/profile'
import { isSame } from './candidates'
import { answerIn, isRedirect } from './exchange'
import type { Answer } from './exchange'
import type { Interview } from './interview'
import { isSecret, isToken, readFormHints } from './login-hints'
import { movedWith } from './moved-endpoints'
import { emptyPost, options } from './questions'

/** How a logout is told. */
export interface LoggingOut {
  readonly endpoint: Endpoint
  readonly send: ProfileLogout['send']
  readonly tokens: ProfileLogout['tokens']
}

/** The login that the logout belongs to. */
export interface LoginOf {
  readonly base: Profile
  /** Where it is. */
  readonly obtain: string
}

/**
 * Looks for the address that takes a logout, without a token and without cookies, so that nobody is logged out: one
 * OPTIONS each, and an empty POST where it takes POSTs.
 */
export async function findLogout(
  interview: Interview,
  baseUrl: string,
  paths: readonly string[],
  from: LoginOf,
): Promise<LoggingOut | null> {
  for (const path of paths) {
    const url = joinUrl(baseUrl, path)
    const about = answerIn(await interview.ask(options(url)))
    if (!about || about.status === 404 || isRedirect(about)) continue
    const allow = about.headers['allow'] ?? 'POST'
    if (!allow.includes('POST')) {
      if (!allow.includes('DELETE')) continue
      return { endpoint: { url: path, method: 'DELETE' }, ...wayOf(path, from, undefined) }
    }
    const answer = answerIn(await interview.ask(emptyPost(url)))
    if (!answer || !isLogout(answer)) continue
    const field = readFormHints(answer).fields.find(isToken)
    return { endpoint: { url: path, method: 'POST' }, ...wayOf(path, from, field) }
  }
  return null
}

/** Without a token a logout is refused in JSON, or has nothing to do. A form with a password is a login. */
function isLogout(answer: Answer): boolean {
  const { status, body } = answer
  if (status < 300) return body.trim() === '' || parseJsonObject(body) !== null
  const { likeness, fields } = readFormHints(answer)
  return likeness !== 'no' && !fields.some(isSecret)
}

/** As the profile has it where the address is its own, moved or not, else by the field that is asked for. */
function wayOf(
  path: string,
  { base, obtain }: LoginOf,
  field: string | undefined,
): Pick<LoggingOut, 'send' | 'tokens'> {
  const { logout } = base
  const isOwn = movedWith(obtain, base, 'logout').some((own) => isSame(own, path))
  if (isOwn || (field === undefined && logout.send === 'header')) {
    return { send: logout.send, tokens: logout.tokens }
  }
  if (field === undefined) return { send: 'header', tokens: ['access'] }
  return { send: `body:${field}`, tokens: ['refresh'] }
}
