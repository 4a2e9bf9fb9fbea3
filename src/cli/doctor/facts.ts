import { textAt } from '@/auth/backends/json-body'
import { numericDate, readClaims } from '@/auth/core/claims'
import { answerIn } from './exchange'
import type { Form } from './find-login'
import type { LoggingOut } from './find-logout'
import { rotates } from './learn'
import type { Learnt } from './learn'
import type { SignedIn } from './sign-in'

/** Something that was found out, in words. */
export interface Fact {
  readonly name: string
  readonly value: string
}

/** What the address of the login says by itself. */
export function describeForm({ path, fields }: Form): Fact {
  const wanted = fields.length === 0 ? '' : `, asks for ${fields.join(', ')}`
  return { name: 'Login', value: `POST ${path}${wanted}` }
}

/** What a session has taught. */
export function describeLearnt(learnt: Learnt): readonly Fact[] {
  const { signedIn, refreshing, logout, spent } = learnt
  const { access, refresh } = signedIn.places
  const { encoding, identifier, secret } = signedIn.obtain
  const way = encoding === 'basic' ? 'HTTP Basic' : `${encoding}: ${identifier}, ${secret}`
  const facts: Fact[] = [
    { name: 'Login', value: `POST ${learnt.form.path} (${way})` },
    { name: 'Access token', value: describeToken(signedIn, access, signedIn.cookies.access) },
  ]
  if (refresh !== null || signedIn.cookies.refresh !== null) {
    const value = describeToken(signedIn, refresh, signedIn.cookies.refresh)
    facts.push({ name: 'Refresh token', value })
  }
  facts.push(
    { name: 'User', value: userOf(learnt) },
    { name: 'Prefix', value: prefixOf(learnt) },
    { name: 'Refresh', value: refreshing ? describeRefresh(learnt) : 'none found' },
    { name: 'Logout', value: logout ? describeLogout(logout) : 'none found' },
  )
  if (spent) {
    facts.push({ name: 'Spent token', value: spent.granted ? 'taken again' : 'refused' })
  }
  return facts
}

function describeToken({ body }: SignedIn, path: string | null, cookie: string | null): string {
  if (path === null) return `in the cookie ${cookie ?? ''}`
  const claims = readClaims(textAt(body, [path]) ?? '')
  if (!claims) return `opaque, in "${path}"`
  const exp = numericDate(claims, 'exp')
  const from = numericDate(claims, 'iat') ?? numericDate(claims, 'orig_iat')
  const lives = exp === null || from === null ? '' : `, lives ${Math.round(exp - from)} s`
  return `JWT, in "${path}"${lives}, claims ${Object.keys(claims).join(', ')}`
}

function userOf({ user }: Learnt): string {
  if (user.forbidden !== null && user.path === null) {
    const { pathname } = new URL(user.forbidden.question.url)
    return `${pathname}, which this user may not read (403)`
  }
  return user.path ?? 'no address found; --user PATH names one'
}

function prefixOf({ user }: Learnt): string {
  if (user.prefix === null) return 'not tried: no address wanted the token'
  return user.prefix === '' ? 'none' : user.prefix
}

const describeLogout = ({ endpoint, send }: LoggingOut) =>
  `${endpoint.method} ${endpoint.url} (${send})`

function describeRefresh(learnt: Learnt): string {
  const { refreshing } = learnt
  if (!refreshing) return 'none found'
  const { path, placement, granted, exchange } = refreshing
  const refused = answerIn(exchange) ? ', refused' : ', no answer'
  const outcome = granted === null ? refused : rotates(learnt) ? ', rotates' : ''
  return `POST ${path} (${placement})${outcome}`
}
