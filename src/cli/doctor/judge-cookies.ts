import { parseCookie } from './cookies'
import type { Cookie } from './cookies'
import { answerIn } from './exchange'
import type { Finding } from './finding'
import type { DoctorOptions } from './options'
import type { SignedIn } from './sign-in'

const sessions = /^(sessionid|session|connect\.sid|laravel_session|jsessionid|phpsessid)$/i

/** What the cookies of a login give away. No value of a cookie is ever shown. */
export function judgeCookies(
  { exchange, cookies: tokens }: SignedIn,
  options: DoctorOptions,
): readonly Finding[] {
  const cookies = (answerIn(exchange)?.cookies ?? []).map(parseCookie)
  const holders = cookies.filter(({ name }) => name === tokens.access || name === tokens.refresh)
  const open = holders.find(({ isHttpOnly }) => !isHttpOnly)
  const lost = isCrossSite(options) ? holders.find((cookie) => isKeptBack(cookie)) : undefined
  const session = cookies.find(({ name, isDeleted }) => sessions.test(name) && !isDeleted)
  return [
    ...(lost ? [keptBack(lost)] : []),
    ...(!lost && holders.length > 0 && isCrossSite(options) ? [thirdParty] : []),
    ...(open ? [readable(open)] : []),
    ...(session ? [sessionBeside(session)] : []),
  ]
}

/** Whether browsers take app and API for two sites. Of a name its last two parts count, so `co.uk` is taken for one. */
function isCrossSite({ baseUrl, origin }: DoctorOptions): boolean {
  return siteOf(baseUrl) !== siteOf(origin)
}

function siteOf(url: string): string {
  const { protocol, hostname } = new URL(url)
  const isAddress = /^[\d.]+$|^\[/.test(hostname)
  return `${protocol}//${isAddress ? hostname : hostname.split('.').slice(-2).join('.')}`
}

/** Only these go to another site (RFC 6265bis §5.6). */
const isKeptBack = ({ sameSite, isSecure }: Cookie) => sameSite !== 'none' || !isSecure

const describe = ({ name, isHttpOnly, isSecure, sameSite }: Cookie) =>
  `${name}: ${isHttpOnly ? 'HttpOnly' : 'not HttpOnly'}, ${isSecure ? 'Secure' : 'not Secure'}, SameSite ${sameSite ?? 'not set'}`

/** Where app and API are one site, or one origin, cookies are no matter of permission. */
export const oneSite = {
  where: 'server',
  text: 'Serve app and API below one domain, or let the web server of the app pass the paths of the API on.',
} as const

const keptBack = (cookie: Cookie): Finding => ({
  id: 'cookie-kept-back',
  severity: 'blocking',
  evidence: [describe(cookie)],
  title: 'Browsers keep the cookie with the token back.',
  why: 'App and API are two sites. Only a cookie with SameSite=None and Secure is sent from one to the other.',
  remedies: [oneSite],
})

const thirdParty: Finding = {
  id: 'cookie-third-party',
  severity: 'serious',
  evidence: [],
  title: 'The cookie with the token belongs to another site than the app.',
  why: 'Safari blocks such cookies, and others may: people there are logged out at once.',
  remedies: [oneSite],
}

const readable = (cookie: Cookie): Finding => ({
  id: 'cookie-readable',
  severity: 'serious',
  evidence: [describe(cookie)],
  title: 'Scripts can read the cookie with the token.',
  why: 'It has the dangers of a cookie, and does not keep the token from a script that has got into the page.',
  remedies: [
    {
      where: 'server',
      text: 'Let it be HttpOnly. With dj-rest-auth:',
      code: 'REST_AUTH = { "JWT_AUTH_HTTPONLY": True }',
    },
  ],
})

const sessionBeside = ({ name }: Cookie): Finding => ({
  id: 'session-cookie',
  severity: 'serious',
  evidence: [`The login sets the cookie ${name}.`],
  title: 'The login opens a session of cookies beside the tokens.',
  why: 'It goes on after the app has logged out, and then requests that change something want a CSRF proof.',
  remedies: [
    {
      where: 'server',
      text: 'Open none. With dj-rest-auth:',
      code: 'REST_AUTH = { "SESSION_LOGIN": False }',
    },
  ],
})
