import { contentOf } from '@/auth/core/failed-call'
import { joinUrl } from '@/auth/backends/join-url'
import type { ProfileName } from '@/auth/backends/profile-names'
import { profiles } from '@/auth/backends/profiles'
import { explainCause } from '@/diagnosis/explain-cause'
import { isLoopback } from '@/diagnosis/connection'
import type { Cause, Connection } from '@/diagnosis/connection'
import { diagnosisEn } from '@/texts/diagnosis/en'
import { answerIn, isRedirect } from './exchange'
import type { Exchange } from './exchange'
import type { Finding, Severity } from './finding'
import type { DoctorOptions } from './options'
import type { Redactor } from './redactor'

/** How the app would be set up, in the words of its own diagnosis. */
export function connectionFor(
  { baseUrl, origin }: DoctorOptions,
  profileName: ProfileName,
  obtain: string = profiles[profileName].endpoints.obtain.url,
): Connection {
  const profile = profiles[profileName]
  const obtainUrl = joinUrl(baseUrl, obtain)
  return { apiBaseUrl: baseUrl, obtainUrl, pageUrl: `${origin}/`, profileName, profile }
}

/** A finding that the diagnosis of the app has words for. */
export function findingOf(
  cause: Cause,
  connection: Connection,
  severity: Severity,
  evidence: readonly string[],
): Finding {
  const { title, why, remedies } = explainCause(cause, connection, null, diagnosisEn)
  return {
    id: cause,
    severity,
    evidence,
    title: ofTheApp(title),
    why: ofTheApp(why),
    remedies: remedies.map((remedy) => ({ ...remedy, text: ofTheApp(remedy.text) })),
  }
}

/** The app says "this page" of itself. */
const ofTheApp = (text: string) =>
  text.replaceAll('this page', 'the app').replaceAll('This page', 'The app')

/** Why no login was found, by what came instead. */
export function judgeNoLogin(
  options: DoctorOptions,
  exchanges: readonly Exchange[],
  redactor: Redactor,
): Finding {
  const failed = exchanges.find(({ outcome }) => outcome.kind === 'failure')
  const evidence = [...exchanges.slice(0, 3), ...exchanges.slice(-1)].map((exchange) =>
    redactor.line(exchange),
  )
  const connection = connectionFor(options, 'simplejwt', options.hints.obtain ?? undefined)
  const lines = [...new Set(evidence)]
  if (failed && isCertificate(failed)) return certificate(lines)
  return findingOf(causeOf(exchanges), connection, 'blocking', lines)
}

function causeOf(exchanges: readonly Exchange[]): Cause {
  const answers = exchanges.flatMap((exchange) => answerIn(exchange) ?? [])
  if (answers.length === 0) return 'down'
  const has = (isOne: (status: number, content: string | null) => boolean) =>
    answers.some(({ status, body }) => isOne(status, contentOf(body)))
  if (answers.every(isRedirect)) return 'redirect'
  if (has((status, content) => status === 400 && content === 'html')) return 'host'
  if (has((status) => status >= 502 && status <= 504)) return 'gateway'
  if (has((status) => status >= 500)) return 'server-error'
  return has((status, content) => status < 300 && content !== 'json') ? 'not-json' : 'wrong-path'
}

const isCertificate = ({ outcome }: Exchange) =>
  outcome.kind === 'failure' && outcome.reason === 'certificate'

const certificate = (evidence: readonly string[]): Finding => ({
  id: 'certificate',
  severity: 'blocking',
  evidence,
  title: 'The certificate of the server is not trusted.',
  why: 'Browsers show a warning in place of the page, and send no login from another page at all.',
  remedies: [
    {
      where: 'server',
      text: 'Use a certificate of a known authority. For one of your own, let browsers know its authority, and this tool with:',
      code: 'NODE_EXTRA_CA_CERTS=ca.pem npm run doctor -- …',
    },
  ],
})

/** What an address alone gives away: a slash that is missing, and http where https is due. */
export function judgeAddress(
  options: DoctorOptions,
  slash: Exchange | null,
  redactor: Redactor,
): readonly Finding[] {
  const findings: Finding[] = []
  // An address that nobody named harms nobody.
  if (slash && options.hints.obtain !== null) {
    const path = new URL(slash.question.url).pathname
    const connection = connectionFor(options, 'simplejwt', new URL(path, options.baseUrl).href)
    findings.push(findingOf('slash', connection, 'serious', [redactor.line(slash)]))
  }
  const { baseUrl } = options
  if (baseUrl.startsWith('http:') && !isLoopback(baseUrl)) findings.push(plainHttp(options))
  return findings
}

function plainHttp(options: DoctorOptions): Finding {
  if (options.origin.startsWith('https:')) {
    return findingOf('mixed-content', connectionFor(options, 'simplejwt'), 'blocking', [])
  }
  return {
    id: 'plain-http',
    severity: 'serious',
    evidence: [],
    title: 'The API is asked over http.',
    why: 'Everybody on the way can read passwords and tokens.',
    remedies: [{ where: 'server', text: 'Serve the API over https.' }],
  }
}
