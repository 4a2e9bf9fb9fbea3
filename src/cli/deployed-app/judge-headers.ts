import { isLoopback } from '@/diagnosis/connection'
import { isRedirect } from '../doctor/exchange'
import type { Finding, Severity } from '../doctor/finding'
import type { AppView } from './app-view'
import { serverIn, writeHeaders } from './prescribe'

/** The shortest that HSTS may hold, in seconds: a year (OWASP ASVS 5.0, 3.4.1). */
const leastHstsSeconds = 31_536_000

interface Rule {
  readonly id: string
  readonly header: string
  readonly severity: Severity
  readonly isGood: (value: string) => boolean
  readonly title: string
  readonly why: string
}

const rules: readonly Rule[] = [
  {
    id: 'nosniff',
    header: 'x-content-type-options',
    severity: 'serious',
    isGood: (value) => value.toLowerCase() === 'nosniff',
    title: 'Browsers may guess the type of a file (X-Content-Type-Options is missing).',
    why: 'An uploaded file could run as a script.',
  },
  {
    id: 'referrer',
    header: 'referrer-policy',
    severity: 'advice',
    isGood: (value) => /^(?:no-referrer|same-origin)$/i.test(value.split(',').at(-1)?.trim() ?? ''),
    title: 'Other sites see which page people come from (Referrer-Policy).',
    why: 'URLs of this app can give away what people are looking at.',
  },
  {
    id: 'permissions',
    header: 'permissions-policy',
    severity: 'advice',
    isGood: (value) => value.includes('camera=()') && value.includes('microphone=()'),
    title: 'The app may use the camera, the microphone and so on (Permissions-Policy).',
    why: 'It does not need them. An injected script could ask for them.',
  },
  {
    id: 'opener',
    header: 'cross-origin-opener-policy',
    severity: 'advice',
    isGood: (value) => value.startsWith('same-origin'),
    title:
      'A site that opens the app in a window keeps control of it (Cross-Origin-Opener-Policy).',
    why: 'It can send that window to a fake login page.',
  },
  {
    id: 'resource',
    header: 'cross-origin-resource-policy',
    severity: 'advice',
    isGood: (value) => /^same-(?:origin|site)$/i.test(value),
    title: 'Other sites may load files of the app (Cross-Origin-Resource-Policy).',
    why: 'A site that holds them in its own process can read them through side channels.',
  },
]

/** The other headers of the document, and whether nobody on the way can change it. */
export function judgeHeaders(view: AppView): readonly Finding[] {
  const { page } = view
  if (!page) return []
  const remedies = [writeHeaders(serverIn(page))]
  const broken = rules.filter(({ header, isGood }) => !isGood(page.headers[header] ?? ''))
  return [
    ...judgeEncryption(view),
    ...broken.map(({ id, header, severity, title, why }) => {
      const evidence = [`${header}: ${page.headers[header] ?? 'none'}`]
      return { id, severity, title, why, evidence, remedies }
    }),
  ]
}

function judgeEncryption({ url, page, unencrypted }: AppView): readonly Finding[] {
  if (url.protocol === 'http:') return isLoopback(url.href) ? [] : [plain]
  const hsts = page?.headers['strict-transport-security'] ?? ''
  const seconds = Number(/max-age="?(\d+)/i.exec(hsts)?.[1] ?? 0)
  const leadsOn =
    unencrypted !== null &&
    isRedirect(unencrypted) &&
    /^https:/i.test(unencrypted.headers['location'] ?? '')
  return [
    ...(seconds >= leastHstsSeconds ? [] : [shortHsts(hsts, serverIn(page))]),
    ...(unencrypted && !leadsOn ? [openDoor(unencrypted.status)] : []),
  ]
}

const plain: Finding = {
  id: 'unencrypted',
  severity: 'serious',
  evidence: [],
  title: 'The app is served without HTTPS.',
  why: 'Anyone on the network can read passwords and change the page.',
  remedies: [
    {
      where: 'server',
      text: 'Get a certificate. Caddy gets one by itself if you put your domain in place of :8080.',
    },
  ],
}

const shortHsts = (value: string, server: ReturnType<typeof serverIn>): Finding => ({
  id: 'hsts',
  severity: 'serious',
  evidence: [`strict-transport-security: ${value === '' ? 'none' : value}`],
  title: 'Browsers do not remember to use HTTPS for at least a year (HSTS).',
  why: 'The first request without https:// can be intercepted.',
  remedies: [writeHeaders(server)],
})

const openDoor = (status: number): Finding => ({
  id: 'http-open',
  severity: 'serious',
  evidence: [`http:// returns ${status}.`],
  title: 'The http:// URL does not redirect to https://.',
  why: 'People stay on it, and anyone on the network can read their passwords.',
  remedies: [
    {
      where: 'server',
      text: 'Redirect it. With nginx:',
      code: 'server { listen 80; return 308 https://$host$request_uri; }',
    },
  ],
})
