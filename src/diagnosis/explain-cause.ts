import type { Cause, Connection, Findings } from './connection'
import { remediesFor } from './remedies'
import type { Remedy } from './remedies'

/** A cause in words, and the settings that mend it, the likeliest first. */
export interface Explanation {
  readonly title: string
  readonly why: string
  readonly remedies: readonly Remedy[]
}

/** Says what is wrong, why that stops the login, and what mends it. */
export function explainCause(
  cause: Cause,
  connection: Connection,
  findings: Findings | null,
): Explanation {
  return { ...wordsFor(cause, connection, findings), remedies: remediesFor(cause, connection) }
}

type Words = Omit<Explanation, 'remedies'>

function wordsFor(cause: Cause, connection: Connection, findings: Findings | null): Words {
  if (cause === 'slash' || cause === 'hidden-slash') return slashWords(cause, connection)
  if (cause === 'token-refused') return tokenWords(connection)
  const words = plainWords[cause]
  const status = withStatus.includes(cause) ? statusOf(findings) : null
  return status === null ? words : { ...words, title: words.title.replace('.', ` (${status}).`) }
}

/** Causes that a status in the sentence makes clearer. */
const withStatus: readonly Cause[] = ['host', 'wrong-path', 'server-error', 'gateway']

const plainWords: Record<Exclude<Cause, 'slash' | 'hidden-slash' | 'token-refused'>, Words> = {
  offline: {
    title: 'This computer is offline.',
    why: 'Nothing was asked. Check again when there is a connection.',
  },
  'mixed-content': {
    title: 'This page came over https, and its API is asked over http.',
    why: 'Browsers block that: the password would travel in the open.',
  },
  down: {
    title: 'No server answers at this address.',
    why: 'The server does not run, or its address is another, or a firewall stands in between.',
  },
  cors: {
    title: 'The server runs, but does not let this page read its answers (CORS).',
    why: 'A browser hides what another origin answers, unless the server allows it. An origin is scheme, host and port, and must match to the letter: localhost and 127.0.0.1 are two.',
  },
  preflight: {
    title: 'The server lets this page read, but not send a login (CORS preflight).',
    why: 'Before a login the browser asks with OPTIONS whether JSON may be sent. The answer was not yes.',
  },
  credentials: {
    title: 'The server does not allow cookies from this page (CORS credentials).',
    why: 'config.json says that cookies shall be sent to the API. Without them this page may read its answers; with them the server must allow it once more.',
  },
  redirect: {
    title: 'The login address redirects.',
    why: 'A redirected login is lost: browsers send it on without the password. A usual reason is http where the server wants https.',
  },
  'own-app': {
    title: 'The address leads to this app itself, not to an API.',
    why: 'The web server of the app answered with the page that you are looking at.',
  },
  'not-json': {
    title: 'Something else than JSON came where JSON was due.',
    why: 'A server answers there, but not as an API that takes logins.',
  },
  'wrong-path': {
    title: 'There is no login at this address.',
    why: 'The server runs and may be read, but knows no such path for logins.',
  },
  host: {
    title: 'The server refuses the name it was called by.',
    why: 'Django answers like this when the host is not among those it serves.',
  },
  'server-error': {
    title: 'The server fails at the login.',
    why: 'The address is right and may be read. The reason is in the log of the server.',
  },
  gateway: {
    title: 'Something in front of the API answers in its place.',
    why: 'A proxy or load balancer runs, the API behind it does not, or not there.',
  },
  'no-token': {
    title: 'The login worked, but there is no token where it was looked for.',
    why: 'The answer is JSON with other names than config.json says.',
  },
  'none-found': {
    title: 'Nothing is wrong as far as a browser can tell.',
    why: 'The address answers as an API should. If a login failed a moment ago, try it again.',
  },
}

function slashWords(cause: 'slash' | 'hidden-slash', { obtainUrl }: Connection): Words {
  const title = obtainUrl.endsWith('/')
    ? 'The login address has a slash too many at its end.'
    : 'The login address lacks the slash at its end.'
  const hidden =
    ' Here the redirect also hides what the browser is asked to allow, so that it looks like a CORS failure.'
  return {
    title,
    why: `With the other spelling it answers as it should. Django redirects a POST to the address with a slash, or fails, and the login is lost.${cause === 'slash' ? '' : hidden}`,
  }
}

function tokenWords({ profile }: Connection): Words {
  const { header, prefix } = profile.transport
  return {
    title: 'The API does not take the token.',
    why: `The login worked. The token was then sent as "${header}: ${prefix === '' ? '' : `${prefix} `}…" and refused. A wrong word before the token looks to many servers as if there were none.`,
  }
}

/** What the login was answered, else the question; `null` for no answer. */
function statusOf(findings: Findings | null): number | null {
  const { call = null, read = null } = findings ?? {}
  return call?.status ?? (read?.kind === 'read' ? read.status : null)
}
