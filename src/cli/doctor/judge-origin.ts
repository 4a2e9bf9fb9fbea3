import { joinUrl } from '@/auth/backends/join-url'
import type { Profile } from '@/auth/backends/profile'
import type { Connection } from '@/diagnosis/connection'
import { answerIn } from './exchange'
import type { Answer, Exchange } from './exchange'
import type { Finding } from './finding'
import type { Interview } from './interview'
import { findingOf } from './judge-address'
import { oneSite } from './judge-cookies'
import { preflight, read } from './questions'
import type { Redactor } from './redactor'

/**
 * Asks what a browser would ask before a page of the origin may log in and use the token: at most two preflights, and one GET.
 * Nothing is asked where app and API share one origin.
 */
export async function judgeOrigin(
  interview: Interview,
  connection: Connection,
  profile: Profile,
): Promise<readonly Finding[]> {
  const { redactor } = interview
  const { origin } = new URL(connection.pageUrl)
  if (new URL(connection.obtainUrl).origin === origin) return []
  const login = await interview.ask(preflight(connection.obtainUrl, origin, 'POST', 'content-type'))
  const evidence = [lineOf(login, origin, redactor)]
  const answer = answerIn(login)
  if (!answer) return []
  const allowed = answer.headers['access-control-allow-origin']
  if (allowed !== origin && allowed !== '*') {
    return [findingOf('cors', connection, 'blocking', evidence)]
  }
  if (!permits(answer, 'content-type')) {
    return [findingOf('preflight', connection, 'blocking', evidence)]
  }
  const { user } = profile.endpoints
  const { transport } = profile
  const findings: Finding[] = []
  const isOpen = answer.headers['access-control-allow-credentials'] === 'true' && allowed !== '*'
  if (transport.credentials && !isOpen) {
    const finding = findingOf('credentials', connection, 'blocking', evidence)
    const isNeeded = profile.read.access.length === 0 || profile.refresh.placement === 'cookie'
    findings.push(isNeeded ? { ...finding, remedies: cookieRemedies } : finding)
  }
  findings.push(...(await judgeExposed(interview, connection)))
  if (!user) return findings
  const header = transport.header.toLowerCase()
  const url = joinUrl(connection.apiBaseUrl, user.url)
  const api = await interview.ask(preflight(url, origin, user.method, header))
  const second = answerIn(api)
  if (second && !permits(second, header)) {
    findings.push(tokenHeader(header, [lineOf(api, origin, redactor)]))
  }
  return findings
}

/** Whether a script may read how long it has to wait after too many logins. */
async function judgeExposed(
  interview: Interview,
  { obtainUrl, pageUrl }: Connection,
): Promise<readonly Finding[]> {
  const { origin } = new URL(pageUrl)
  const answer = answerIn(await interview.ask(read(obtainUrl, { Origin: origin })))
  const exposed = answer?.headers['access-control-expose-headers']?.toLowerCase() ?? ''
  if (!answer || exposed.includes('retry-after') || exposed.trim() === '*') return []
  return [retryHidden(exposed)]
}

/** Where the tokens are in cookies, there is no doing without them. */
const cookieRemedies: Finding['remedies'] = [
  {
    where: 'server',
    text: 'Allow them. With django-cors-headers:',
    code: 'CORS_ALLOW_CREDENTIALS = True',
  },
  oneSite,
]

function permits({ status, headers }: Answer, header: string): boolean {
  const allowed = (headers['access-control-allow-headers'] ?? '').toLowerCase()
  const names = allowed.split(',').map((name) => name.trim())
  // The star means every header but Authorization (Fetch §3.3.4).
  const isStarred = names.includes('*') && header !== 'authorization'
  return status >= 200 && status < 300 && (names.includes(header) || isStarred)
}

function lineOf(exchange: Exchange, origin: string, redactor: Redactor): string {
  const headers = answerIn(exchange)?.headers ?? {}
  const { method, url } = exchange.question
  const status = answerIn(exchange)?.status ?? 0
  const names = ['origin', 'headers', 'credentials']
  const allowed = names.flatMap((name) => {
    const value = headers[`access-control-allow-${name}`]
    return value === undefined ? [] : [`${name} ${value}`]
  })
  const said = allowed.length === 0 ? 'allows nothing' : `allows ${allowed.join('; ')}`
  return redactor.text(`${method} ${url} from ${origin}: ${status}, ${said}`)
}

const tokenHeader = (header: string, evidence: readonly string[]): Finding => ({
  id: 'token-header',
  severity: 'blocking',
  evidence,
  title: 'The server does not let the page send its token (CORS preflight).',
  why: 'The login works, and every request after it is stopped by the browser.',
  remedies: [
    {
      where: 'server',
      text: `Allow the header ${header} (django-cors-headers does by default):`,
      code: 'from corsheaders.defaults import default_headers\n\nCORS_ALLOW_HEADERS = default_headers',
    },
  ],
})

const retryHidden = (exposed: string): Finding => ({
  id: 'retry-after-hidden',
  severity: 'advice',
  evidence: [`Access-Control-Expose-Headers: ${exposed === '' ? 'none' : exposed}`],
  title: 'The app cannot read how long it has to wait after a 429 (Retry-After).',
  why: 'Browsers show a page of another origin the headers alone that the server names. After too many logins the app then guesses the time from the text.',
  remedies: [
    {
      where: 'server',
      text: 'Name it in Access-Control-Expose-Headers. With django-cors-headers:',
      code: 'CORS_EXPOSE_HEADERS = ["Retry-After"]',
    },
  ],
})
