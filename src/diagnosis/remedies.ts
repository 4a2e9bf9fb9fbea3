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
export function remediesFor(cause: Cause, connection: Connection): readonly Remedy[] {
  return remedies[cause](connection)
}

type Remedies = (connection: Connection) => readonly Remedy[]

const corsMiddleware = `MIDDLEWARE = [
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.common.CommonMiddleware",
    # … the rest
]`

const otherBase: Remedy = {
  where: 'config',
  text: 'Correct the address of the API, where it is another:',
  code: '"apiBaseUrl": "http://127.0.0.1:8000"',
}

const checkPath: Remedies = ({ obtainUrl, apiBaseUrl }) => [
  {
    where: 'config',
    text: 'Compare with the urls.py of the server. Both together make the address:',
    code: `"apiBaseUrl": ${quoted(apiBaseUrl)},\n"auth": { "endpoints": { "obtain": ${quoted(pathIn(apiBaseUrl, obtainUrl))} } }`,
  },
]

const remedies: Record<Cause, Remedies> = {
  offline: () => [{ where: 'computer', text: 'Connect it to the network.' }],
  'mixed-content': ({ apiBaseUrl }) => [
    {
      where: 'config',
      text: 'Use the https address of the API:',
      code: `"apiBaseUrl": ${quoted(apiBaseUrl.replace(/^http:/, 'https:'))}`,
    },
    { where: 'server', text: 'Serve the API over https, or both from one origin.' },
  ],
  down: ({ obtainUrl }) => [
    {
      where: 'server',
      text: 'Start it. With the server that Django brings along:',
      code: `python manage.py runserver ${new URL(obtainUrl).host}`,
    },
    otherBase,
  ],
  cors: ({ pageUrl, apiBaseUrl }) => [
    {
      where: 'server',
      text: 'With django-cors-headers, name the origin of this page, and put CorsMiddleware above CommonMiddleware:',
      code: `CORS_ALLOWED_ORIGINS = [${quoted(new URL(pageUrl).origin)}]\n${corsMiddleware}`,
    },
    {
      where: 'config',
      text: 'Or let the web server of this app pass the paths of the API on, so that there is one origin. While developing, start it with API_PROXY:',
      code: `"apiBaseUrl": "/"\nAPI_PROXY=${new URL(apiBaseUrl).origin} npm run dev:api`,
    },
  ],
  preflight: () => [
    {
      where: 'server',
      text: 'Allow the header content-type (django-cors-headers does by default), and let OPTIONS pass whatever stands in front:',
      code: 'from corsheaders.defaults import default_headers\n\nCORS_ALLOW_HEADERS = default_headers',
    },
  ],
  credentials: () => [
    {
      where: 'config',
      text: 'Send no cookies, where the API needs none:',
      code: '"auth": { "transport": { "credentials": false } }',
    },
    { where: 'server', text: 'Or allow them:', code: 'CORS_ALLOW_CREDENTIALS = True' },
  ],
  slash: (connection) => [otherSlash(connection)],
  'hidden-slash': (connection) => [
    otherSlash(connection),
    {
      where: 'server',
      text: 'Put CorsMiddleware above CommonMiddleware, so that no such failure hides behind CORS again:',
      code: corsMiddleware,
    },
  ],
  redirect: (connection) =>
    connection.apiBaseUrl.startsWith('http:') ? httpsRemedies(connection) : checkPath(connection),
  'wrong-path': checkPath,
  'own-app': () => [
    { ...otherBase, text: 'Name the origin of the API:' },
    {
      where: 'server',
      text: 'Or let the web server of this app pass the paths of the API on. While developing:',
      code: 'API_PROXY=http://127.0.0.1:8000 npm run dev:api',
    },
  ],
  'not-json': checkPath,
  host: ({ obtainUrl }) => [
    {
      where: 'server',
      text: "Add the name to Django's hosts:",
      code: `ALLOWED_HOSTS = [${quoted(new URL(obtainUrl).hostname)}]`,
    },
  ],
  'server-error': () => [
    {
      where: 'server',
      text: 'Read its log. A usual reason is a database without tables:',
      code: 'python manage.py migrate',
    },
  ],
  gateway: () => [
    { where: 'server', text: 'Start the API behind it, and check where the proxy looks for it.' },
  ],
  'no-token': ({ profile }) => [
    {
      where: 'config',
      text: `Name where the token is. Looked for: ${profile.read.access.join(', ')}.`,
      code: '"auth": { "read": { "access": ["key"] } }',
    },
  ],
  'token-refused': tokenRemedies,
  'none-found': () => [],
}

function httpsRemedies({ apiBaseUrl }: Connection): readonly Remedy[] {
  return [
    {
      where: 'config',
      text: 'Write the address that it leads to, such as:',
      code: `"apiBaseUrl": ${quoted(apiBaseUrl.replace(/^http:/, 'https:'))}`,
    },
    {
      where: 'server',
      text: 'Where it is to be reached over http, during development alone:',
      code: 'SECURE_SSL_REDIRECT = False',
    },
  ]
}

function otherSlash({ apiBaseUrl, obtainUrl, profile }: Connection): Remedy {
  const obtain = pathIn(apiBaseUrl, withOtherSlash(obtainUrl))
  const refresh = profile.endpoints.refresh?.url
  const isWrongToo =
    refresh !== undefined && refresh !== '' && refresh.endsWith('/') === obtainUrl.endsWith('/')
  const other = isWrongToo
    ? `,\n  "refresh": ${quoted(refresh.endsWith('/') ? refresh.slice(0, -1) : `${refresh}/`)}`
    : ''
  return {
    where: 'config',
    text: 'Write the address as the server has it:',
    code: `"auth": { "endpoints": {\n  "obtain": ${quoted(obtain)}${other}\n} }`,
  }
}

/** An address as `config.json` would have it: relative to the API where it is below it. */
function pathIn(apiBaseUrl: string, url: string): string {
  const base = apiBaseUrl.replace(/\/+$/, '')
  return url.startsWith(`${base}/`) ? url.slice(base.length) : url
}

const quoted = (text: string) => JSON.stringify(text)
