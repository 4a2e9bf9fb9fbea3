import { parseArgs } from 'node:util'
import { byWeight } from '../doctor/finding'
import type { Finding } from '../doctor/finding'
import type { Fact } from '../doctor/facts'
import { Interview } from '../doctor/interview'
import type { Limits } from '../doctor/interview'
import { Redactor } from '../doctor/redactor'
import { coloured, plain, renderFinding } from '../doctor/render'
import type { Paint } from '../doctor/render'
import { exitCodes, verdictOf } from '../doctor/report'
import type { Verdict } from '../doctor/report'
import type { Terminal } from '../doctor/run-doctor'
import { isDocument, lookAtApp } from './app-view'
import type { AppView } from './app-view'
import { judgeApi, judgeSeenCookies, readConfig } from './judge-api'
import { judgeFiles, noApp } from './judge-files'
import { judgeHeaders } from './judge-headers'
import { judgePolicy } from './judge-policy'

/** What an app that is deployed was found to be like. */
export interface AppReport {
  readonly app: string
  readonly verdict: Verdict
  readonly facts: readonly Fact[]
  /** The weightiest first. */
  readonly findings: readonly Finding[]
  readonly questions: number
}

export const appUsage = `Usage: npm run doctor -- --app <URL> [--json]

Checks a deployed app: its headers against its config.json, framing, caching,
compression, and whether the API allows it. It does not log in, and sends at
most 20 requests.

Exit codes: 0 healthy, 1 findings, 3 usage.`

const limits: Limits = { requests: 20, stepMs: 5_000, totalMs: 60_000 }

/** The command line makes no sense; the message says why. */
class AppUsageError extends Error {}

/** Examines a deployed app. @returns the exit code */
export async function runAppCheck(
  args: readonly string[],
  terminal: Pick<Terminal, 'send' | 'print' | 'tell' | 'isColoured'>,
): Promise<number> {
  if (args.includes('--help')) {
    terminal.print(`${appUsage}\n`)
    return 0
  }
  try {
    const { url, json } = parse(args)
    const report = await examineApp(url, new Interview(terminal.send, limits, new Redactor()))
    const paint = terminal.isColoured ? coloured : plain
    terminal.print(json ? `${JSON.stringify(report, null, 2)}\n` : render(report, paint))
    return exitCodes[report.verdict]
  } catch (error) {
    if (!(error instanceof AppUsageError)) throw error
    terminal.tell(`${error.message}\n\n${appUsage}`)
    return exitCodes.usage
  }
}

/** Asks, and judges. */
export async function examineApp(url: URL, interview: Interview): Promise<AppReport> {
  const view = await lookAtApp(interview, url)
  const api = readConfig(view)
  const findings = byWeight(
    isDocument(view.page)
      ? [
          ...judgeFiles(view),
          ...api.findings,
          ...judgePolicy(view, api.origins),
          ...judgeHeaders(view),
          ...(api.connection ? await judgeApi(interview, api.connection) : []),
          ...judgeSeenCookies(interview, url),
        ]
      : [noApp(view.page)],
  )
  const verdict = verdictOf(findings)
  const questions = interview.exchanges.length
  return { app: url.href, verdict, facts: factsOf(view, api.origins), findings, questions }
}

function factsOf({ page }: AppView, origins: readonly string[] | null): readonly Fact[] {
  const own = origins?.length === 0 ? 'on the origin of the app' : origins?.join(', ')
  return [
    { name: 'Server', value: page?.headers['server'] ?? 'does not say' },
    { name: 'API', value: own ?? 'unknown' },
  ]
}

function render({ app, facts, findings, verdict }: AppReport, paint: Paint): string {
  const count = findings.filter(({ severity }) => severity !== 'advice').length
  const said =
    verdict === 'healthy' ? 'Healthy' : `${count} ${count === 1 ? 'finding' : 'findings'}`
  const advice = count < findings.length ? ', and advice' : ''
  const sections = [
    [app, ...facts.map(({ name, value }) => `${paint(name.padEnd(6), 'bold')}  ${value}`)],
    ...saidOnce(findings).map((finding, index) => renderFinding(finding, index + 1, paint)),
    [`${said}${advice}.`],
  ]
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

/** One command mends many findings, and is named with the first of them. */
function saidOnce(findings: readonly Finding[]): readonly Finding[] {
  const numbers = new Map<string, number>()
  return findings.map((finding, index) => ({
    ...finding,
    remedies: finding.remedies.map((remedy) => {
      const key = JSON.stringify(remedy)
      const number = numbers.get(key)
      if (number === undefined) numbers.set(key, index + 1)
      return number === undefined ? remedy : { where: remedy.where, text: `See ${number}.` }
    }),
  }))
}

function parse(args: readonly string[]): { readonly url: URL; readonly json: boolean } {
  const { app = '', json } = valuesIn(args)
  const text = app.endsWith('/') ? app : `${app}/`
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new AppUsageError('--app must begin with http:// or https://.')
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new AppUsageError('--app must be an address alone, without user, query and fragment.')
  }
  return { url, json }
}

function valuesIn(args: readonly string[]) {
  try {
    const options = { app: { type: 'string' }, json: { type: 'boolean', default: false } } as const
    return parseArgs({ args: [...args], options }).values
  } catch (cause) {
    throw new AppUsageError(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}
