import { parseAuthSettings } from '@/auth/backends/auth-settings'
import { extendProfile } from '@/auth/backends/extend-profile'
import { joinUrl } from '@/auth/backends/join-url'
import { parseJsonObject } from '@/auth/backends/json-body'
import { profiles } from '@/auth/backends/profiles'
import type { Connection } from '@/diagnosis/connection'
import { parseCookie } from '../doctor/cookies'
import { answerIn } from '../doctor/exchange'
import type { Finding } from '../doctor/finding'
import type { Interview } from '../doctor/interview'
import { judgeOrigin } from '../doctor/judge-origin'
import { preflight } from '../doctor/questions'
import { apiOrigins, ConfigError } from '../headers/api-origins'
import { isDocument } from './app-view'
import type { AppView } from './app-view'

/** What `config.json` says of the API. */
export interface ConfiguredApi {
  /** Besides the app's own; `null` where nothing could be read. */
  readonly origins: readonly string[] | null
  /** `null` where the app would refuse it. */
  readonly connection: Connection | null
  readonly findings: readonly Finding[]
}

/** Reads the `config.json` of a deployed app. */
export function readConfig({ url, config }: AppView): ConfiguredApi {
  if (config?.status !== 200 || isDocument(config)) {
    const seen = isDocument(config) ? 'a document' : String(config?.status ?? 'no answer')
    return { origins: null, connection: null, findings: [noConfig(seen)] }
  }
  try {
    const origins = apiOrigins(config.body)
    const connection = connectionIn(config.body, url)
    const mixed = url.protocol === 'https:' ? origins.filter((one) => one.startsWith('http:')) : []
    const findings = [
      ...(connection ? [] : [badConfig('The section "auth" is invalid.')]),
      ...mixed.map(mixedContent),
    ]
    return { origins, connection, findings }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { origins: null, connection: null, findings: [badConfig(error.message)] }
  }
}

function connectionIn(text: string, url: URL): Connection | null {
  const { apiBaseUrl, auth } = parseJsonObject(text) ?? {}
  const settings = parseAuthSettings(auth)
  if (!settings || typeof apiBaseUrl !== 'string') return null
  const { profile: profileName, ...changes } = settings
  const profile = extendProfile(profiles[profileName], changes)
  const base = new URL(apiBaseUrl, url).href.replace(/\/$/, '')
  const obtainUrl = joinUrl(base, profile.endpoints.obtain.url)
  return { apiBaseUrl: base, obtainUrl, pageUrl: url.href, profileName, profile }
}

/** Whether the API lets this app in, and nobody else. Where they share an origin there is nothing to allow. */
export async function judgeApi(
  interview: Interview,
  connection: Connection,
): Promise<readonly Finding[]> {
  const { obtainUrl, pageUrl, profile } = connection
  const asked = await judgeOrigin(interview, connection, profile)
  const stranger = 'https://stranger.invalid'
  const header = 'content-type'
  const answer = answerIn(await interview.ask(preflight(obtainUrl, stranger, 'POST', header)))
  const allowed = answer?.headers['access-control-allow-origin']
  const hasCredentials = answer?.headers['access-control-allow-credentials'] === 'true'
  if (allowed === stranger) return [...asked, openApi(hasCredentials)]
  const isOwn = new URL(obtainUrl).origin === new URL(pageUrl).origin
  return allowed === '*' && isOwn ? [...asked, starred] : asked
}

/** The cookies that came with anything that was asked. Those of a login the doctor for the API looks at. */
export function judgeSeenCookies({ exchanges }: Interview, url: URL): readonly Finding[] {
  if (url.protocol !== 'https:') return []
  const cookies = exchanges.flatMap((one) => answerIn(one)?.cookies ?? []).map(parseCookie)
  const open = cookies.filter(({ isSecure, isDeleted }) => !isSecure && !isDeleted)
  const names = [...new Set(open.map(({ name }) => name))]
  return names.length === 0 ? [] : [openCookies(names)]
}

const noConfig = (seen: string): Finding => ({
  id: 'config-missing',
  severity: 'blocking',
  evidence: [`config.json: ${seen}`],
  title: 'config.json is missing.',
  why: 'The app does not know where its API is, and shows an error.',
  remedies: [{ where: 'server', text: 'Put it next to index.html.' }],
})

const badConfig = (message: string): Finding => ({
  id: 'config-broken',
  severity: 'blocking',
  evidence: [message],
  title: 'config.json is invalid.',
  why: 'The app shows an error to everyone.',
  remedies: [
    {
      where: 'config',
      text: 'The app names each invalid key. docs/configuration.md lists all keys.',
    },
  ],
})

const mixedContent = (origin: string): Finding => ({
  id: 'mixed-content',
  severity: 'blocking',
  evidence: [],
  title: `Browsers block requests to ${origin}, because it is not HTTPS.`,
  why: 'An HTTPS page may only send requests to HTTPS URLs (mixed content).',
  remedies: [
    {
      where: 'server',
      text: 'Serve the API over HTTPS, or through the web server of the app (see deploy/).',
    },
  ],
})

const openApi = (hasCredentials: boolean): Finding => ({
  id: 'cors-open',
  severity: hasCredentials ? 'serious' : 'advice',
  evidence: ['It allows https://stranger.invalid, which does not exist.'],
  title: 'The API allows requests from every site (CORS).',
  why: hasCredentials
    ? 'It allows cookies too, so another site can act as whoever is logged in.'
    : 'Another site can try passwords and use stolen tokens.',
  remedies: [
    {
      where: 'server',
      text: 'Allow the origin of the app only. With django-cors-headers:',
      code: 'CORS_ALLOW_ALL_ORIGINS = False\nCORS_ALLOWED_ORIGINS = ["https://app.example.com"]',
    },
  ],
})

const starred: Finding = {
  ...openApi(false),
  evidence: ['It allows every origin. The app is on the same origin, so none is needed.'],
}

const openCookies = (names: readonly string[]): Finding => ({
  id: 'cookie-insecure',
  severity: 'serious',
  evidence: names.map((name) => `${name}: not Secure`),
  title: 'Cookies are also sent without HTTPS.',
  why: 'Anyone on the network can read them.',
  remedies: [
    {
      where: 'server',
      text: 'Mark them as Secure. With Django:',
      code: 'SESSION_COOKIE_SECURE = True\nCSRF_COOKIE_SECURE = True',
    },
  ],
})
