import { extendProfile } from '@/auth/backends/extend-profile'
import { ProfileAuthApi } from '@/auth/backends/profile-auth-api'
import { profiles } from '@/auth/backends/profiles'
import type { AuthSettings } from '@/auth/backends/auth-settings'
import { accessToken, refreshToken } from '@/auth/core/tokens'
import { textAt } from '@/auth/backends/json-body'
import type { Credentials } from '@/auth/core/ports'
import { loginPaths } from './candidates'
import { settingsFor } from './changes-for'
import { documentedPaths } from './documented-paths'
import { describeForm, describeLearnt } from './facts'
import { byWeight } from './finding'
import type { Finding } from './finding'
import { answerIn } from './exchange'
import { findLogin } from './find-login'
import type { Form } from './find-login'
import type { Interview } from './interview'
import { connectionFor, judgeAddress, judgeNoLogin } from './judge-address'
import { judgeLogin, throttled } from './judge-login'
import { judgeOrigin } from './judge-origin'
import { cutShort, judgeProof } from './judge-proof'
import { judgeSession } from './judge-session'
import { judgeTokens } from './judge-tokens'
import { judgeUser } from './judge-user'
import { learn } from './learn'
import type { Learnt } from './learn'
import type { DoctorOptions } from './options'
import { proofFor } from './proof-for'
import { prove } from './prove'
import type { Report } from './report'
import { verdictOf } from './report'
import { recordOf } from './session-record'
import { baseFor, signIn } from './sign-in'

/** What an examination needs from outside. */
export interface Surroundings {
  readonly interview: Interview
  /** This machine's clock, in ms. */
  readonly now: () => number
  /** The addresses of lists that the configuration has. */
  readonly lists: readonly string[]
  /** Told what is being done. */
  readonly tell: (text: string) => void
}

/**
 * Examines an API. Without credentials nothing is sent that changes something.
 *
 * @param credentials - `null` to look without signing in
 */
export async function examine(
  options: DoctorOptions,
  credentials: Credentials | null,
  around: Surroundings,
): Promise<Report> {
  const { interview, tell, lists } = around
  const { redactor } = interview
  redactor.add(credentials?.password ?? '')
  tell('Reading what the API says of itself')
  const documented = await documentedPaths(interview, options.baseUrl)
  tell('Looking for the login')
  const isThere = interview.exchanges.some((exchange) => answerIn(exchange) !== null)
  const paths = isThere ? loginPaths(options.hints, documented) : []
  const named = isThere ? options.hints.obtain : null
  const { form, slash } = await findLogin(interview, options.baseUrl, paths, named)
  const findings = [...judgeAddress(options, slash, redactor)]
  if (!form || interview.isThrottled) {
    findings.push(noForm(options, interview))
    return reportOf(options, around, { findings, verdict: 'cannot-sign-in' })
  }
  if (!credentials) return await withoutCredentials(options, form, findings, around)

  tell(`Logging in at ${form.path}`)
  const login = { form, hints: options.hints, credentials }
  const signedIn = await signIn(interview, options.baseUrl, login)
  if (signedIn.kind === 'not-signed-in') {
    findings.push(judgeLogin(signedIn, options, form, interview))
    const facts = [describeForm(form)]
    return reportOf(options, around, { findings, facts, verdict: 'cannot-sign-in' })
  }
  tell('Learning how the session works')
  const learnt = await learn(interview, form, signedIn, { options, documented, lists })
  return await conclude(options, credentials, learnt, { findings, around })
}

/** Why there is nothing to log in at. */
function noForm(options: DoctorOptions, interview: Interview): Finding {
  const { exchanges, redactor, exhausted } = interview
  if (interview.isThrottled) return throttled('blocking', interview)
  const isAnswered = exchanges.some((exchange) => answerIn(exchange) !== null)
  if (isAnswered && exhausted !== null) return cutShort(exhausted)
  return judgeNoLogin(options, exchanges, redactor)
}

async function withoutCredentials(
  options: DoctorOptions,
  form: Form,
  findings: Finding[],
  around: Surroundings,
): Promise<Report> {
  const { interview } = around
  const base = baseFor(form)
  const connection = connectionFor(options, base, form.path)
  findings.push(...(await judgeOrigin(interview, connection, profiles[base])))
  const isElsewhere = form.path !== profiles[base].endpoints.obtain.url
  const settings: AuthSettings = {
    profile: base,
    ...(isElsewhere && { endpoints: { obtain: form.path } }),
  }
  return reportOf(options, around, { findings, facts: [describeForm(form)], settings })
}

async function conclude(
  options: DoctorOptions,
  credentials: Credentials,
  learnt: Learnt,
  { findings, around }: { readonly findings: Finding[]; readonly around: Surroundings },
): Promise<Report> {
  const { interview, now, tell } = around
  const { redactor } = interview
  const settings = settingsFor(learnt)
  const isAtHome = settings.endpoints?.obtain === undefined
  // What the documentation says that people follow: that of the package whose login is at this address.
  const documented = isAtHome ? settings.profile : learnt.signedIn.base
  const connection = connectionFor(options, documented, learnt.form.path)
  findings.push(
    ...judgeUser(learnt.user, connection, redactor),
    ...judgeSession(learnt, options, redactor),
    ...judgeTokens(learnt.signedIn, now()),
  )
  const { profile: name, ...changes } = settings
  const profile = extendProfile(profiles[name], changes)
  const api = new ProfileAuthApi(profile, options.baseUrl, interview.transport, {
    csrf: proofFor(profile, options.baseUrl, interview),
  })
  interview.sendsCookies = profile.transport.credentials
  if (profile.endpoints.logout) await api.revoke(lastRecord(learnt))

  tell('Asking what a browser would ask')
  findings.push(...(await judgeOrigin(interview, connection, profile)))
  tell('Proving the configuration')
  interview.cookies.clear()
  const proof = await prove(interview, options.baseUrl, profile, credentials)
  findings.push(...judgeProof(proof, interview))
  const facts = describeLearnt(learnt)
  return reportOf(options, around, { findings, facts, settings, proof: proof.steps })
}

/** The tokens that the lesson ended with. */
function lastRecord({ signedIn, refreshing, spent }: Learnt) {
  const granted = [signedIn, refreshing?.granted, spent?.granted].flatMap((each) => each ?? [])
  const last = (which: 'access' | 'refresh') =>
    granted.flatMap(({ body, places }) => textAt(body, [places[which] ?? '-']) ?? []).at(-1)
  const [access, refresh] = [last('access'), last('refresh')]
  return recordOf({
    accessToken: access === undefined ? null : accessToken(access),
    refreshToken: refresh === undefined ? null : refreshToken(refresh),
  })
}

function reportOf(
  { baseUrl, origin }: DoctorOptions,
  { interview }: Surroundings,
  found: Pick<Report, 'findings'> & Partial<Report>,
): Report {
  const findings = byWeight(found.findings)
  return {
    baseUrl,
    origin,
    verdict: verdictOf(findings),
    facts: [],
    settings: null,
    proof: null,
    questions: interview.exchanges.length,
    ...found,
    findings,
  }
}
