import type { DiagnosisTexts } from '@/texts/texts'
import type { Cause, Connection } from './connection'
import { withOtherSlash } from './connection'
import { tokenRemedies } from './token-remedies'

/** A setting that mends something. */
export interface Remedy {
  readonly where: 'config' | 'server' | 'computer'
  readonly text: string
  /** What to write there, with this app's own values. */
  readonly code?: string
}

/** The settings that mend a cause, the likeliest first. */
export function remediesFor(
  cause: Cause,
  connection: Connection,
  texts: DiagnosisTexts,
): readonly Remedy[] {
  return remedies[cause](connection, texts.remedies)
}

type Texts = DiagnosisTexts['remedies']
type Remedies = (connection: Connection, texts: Texts) => readonly Remedy[]

const corsMiddleware = `MIDDLEWARE = [
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.common.CommonMiddleware",
    # … the rest
]`

const otherBase = (text: string): Remedy => ({
  where: 'config',
  text,
  code: '"apiBaseUrl": "http://127.0.0.1:8000"',
})

const checkPath: Remedies = ({ obtainUrl, apiBaseUrl }, texts) => [
  {
    where: 'config',
    text: texts.comparePath,
    code: `"apiBaseUrl": ${quoted(apiBaseUrl)},\n"auth": { "endpoints": { "obtain": ${quoted(pathIn(apiBaseUrl, obtainUrl))} } }`,
  },
]

const remedies: Record<Cause, Remedies> = {
  offline: (_, texts) => [{ where: 'computer', text: texts.connect }],
  'mixed-content': ({ apiBaseUrl }, texts) => [
    {
      where: 'config',
      text: texts.httpsAddress,
      code: `"apiBaseUrl": ${quoted(apiBaseUrl.replace(/^http:/, 'https:'))}`,
    },
    { where: 'server', text: texts.serveHttps },
  ],
  down: ({ obtainUrl }, texts) => [
    {
      where: 'server',
      text: texts.start,
      code: `python manage.py runserver ${new URL(obtainUrl).host}`,
    },
    otherBase(texts.correctBase),
  ],
  cors: ({ pageUrl, apiBaseUrl }, texts) => [
    {
      where: 'server',
      text: texts.allowOrigin,
      code: `CORS_ALLOWED_ORIGINS = [${quoted(new URL(pageUrl).origin)}]\n${corsMiddleware}`,
    },
    {
      where: 'config',
      text: texts.oneOrigin,
      code: `"apiBaseUrl": "/"\nAPI_PROXY=${new URL(apiBaseUrl).origin} npm run dev:api`,
    },
  ],
  preflight: (_, texts) => [
    {
      where: 'server',
      text: texts.allowHeader,
      code: 'from corsheaders.defaults import default_headers\n\nCORS_ALLOW_HEADERS = default_headers',
    },
  ],
  credentials: (_, texts) => [
    {
      where: 'config',
      text: texts.noCookies,
      code: '"auth": { "transport": { "credentials": false } }',
    },
    { where: 'server', text: texts.allowCookies, code: 'CORS_ALLOW_CREDENTIALS = True' },
  ],
  slash: (connection, texts) => [otherSlash(connection, texts)],
  'hidden-slash': (connection, texts) => [
    otherSlash(connection, texts),
    {
      where: 'server',
      text: texts.middlewareOrder,
      code: corsMiddleware,
    },
  ],
  redirect: (connection, texts) =>
    connection.apiBaseUrl.startsWith('http:')
      ? httpsRemedies(connection, texts)
      : checkPath(connection, texts),
  'wrong-path': checkPath,
  'own-app': (_, texts) => [
    otherBase(texts.nameOrigin),
    {
      where: 'server',
      text: texts.passOn,
      code: 'API_PROXY=http://127.0.0.1:8000 npm run dev:api',
    },
  ],
  'not-json': checkPath,
  host: ({ obtainUrl }, texts) => [
    {
      where: 'server',
      text: texts.addHost,
      code: `ALLOWED_HOSTS = [${quoted(new URL(obtainUrl).hostname)}]`,
    },
  ],
  'server-error': (_, texts) => [
    {
      where: 'server',
      text: texts.readLog,
      code: 'python manage.py migrate',
    },
  ],
  gateway: (_, texts) => [{ where: 'server', text: texts.startBehind }],
  'no-token': ({ profile }, texts) => [
    {
      where: 'config',
      text: texts.nameToken(profile.read.access.join(', ')),
      code: '"auth": { "read": { "access": ["key"] } }',
    },
  ],
  'token-refused': tokenRemedies,
  'none-found': () => [],
}

function httpsRemedies({ apiBaseUrl }: Connection, texts: Texts): readonly Remedy[] {
  return [
    {
      where: 'config',
      text: texts.leadsTo,
      code: `"apiBaseUrl": ${quoted(apiBaseUrl.replace(/^http:/, 'https:'))}`,
    },
    {
      where: 'server',
      text: texts.allowHttp,
      code: 'SECURE_SSL_REDIRECT = False',
    },
  ]
}

function otherSlash({ apiBaseUrl, obtainUrl, profile }: Connection, texts: Texts): Remedy {
  const obtain = pathIn(apiBaseUrl, withOtherSlash(obtainUrl))
  const refresh = profile.endpoints.refresh?.url
  const isWrongToo =
    refresh !== undefined && refresh !== '' && refresh.endsWith('/') === obtainUrl.endsWith('/')
  const other = isWrongToo
    ? `,\n  "refresh": ${quoted(refresh.endsWith('/') ? refresh.slice(0, -1) : `${refresh}/`)}`
    : ''
  return {
    where: 'config',
    text: texts.asServerHas,
    code: `"auth": { "endpoints": {\n  "obtain": ${quoted(obtain)}${other}\n} }`,
  }
}

/** An address as `config.json` would have it: relative to the API where it is below it. */
function pathIn(apiBaseUrl: string, url: string): string {
  const base = apiBaseUrl.replace(/\/+$/, '')
  return url.startsWith(`${base}/`) ? url.slice(base.length) : url
}

const quoted = (text: string) => JSON.stringify(text)
