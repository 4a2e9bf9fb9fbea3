import { addressOf, answerOf, isCrossOrigin, isLoopback } from './connection'
import type { Answer, Cause, Connection, Findings } from './connection'

/**
 * What is wrong before anything is sent: no network, or an address that the browser refuses to call.
 *
 * @param isOnline - what the browser says of its network
 */
export function causeBeforehand({ obtainUrl, pageUrl }: Connection, isOnline: boolean) {
  if (isLoopback(obtainUrl)) return null
  const { protocol } = new URL(obtainUrl)
  if (new URL(pageUrl).protocol === 'https:' && protocol === 'http:') return 'mixed-content'
  return isOnline ? null : 'offline'
}

/** The cause that explains all that was found; the first that fits, the surest first. */
export function findCause(connection: Connection, findings: Findings): Cause {
  const { call } = findings
  if (call !== null && call.url !== addressOf(connection.obtainUrl)) return 'token-refused'
  return (
    causeOfSlash(findings) ??
    causeOfAnswer(connection, findings) ??
    causeOfSilence(connection, findings)
  )
}

/** Only the address with the other slash answers like an API. */
function causeOfSlash({ call, read, otherSlash }: Findings): Cause | null {
  if (!isEndpoint(otherSlash) || isEndpoint(read) || isEndpoint(answerOf(call))) return null
  return read?.kind === 'none' ? 'hidden-slash' : 'slash'
}

/** What an answer says that could be read: that of the login, else that of the question. */
function causeOfAnswer(connection: Connection, { call, read }: Findings): Cause | null {
  const answer = call?.status == null ? pageOnly(read, call !== null) : answerOf(call)
  if (answer?.kind === 'redirect') return 'redirect'
  if (answer?.kind !== 'read') return null
  const { status, content } = answer
  if (status >= 200 && status < 300 && content === 'json') return call ? 'no-token' : null
  if (isOwnPage(connection, read)) return 'own-app'
  if ([502, 503, 504].includes(status)) return 'gateway'
  if (status >= 500 || status === 408) return 'server-error'
  if (status === 400 && content === 'html') return 'host'
  if (status === 404 || (status === 405 && call !== null)) return 'wrong-path'
  return isEndpoint(answer) ? null : 'not-json'
}

/** After a login without answer, only a web page in its place is worth more than the silence. */
function pageOnly(read: Answer | null, isSilent: boolean): Answer | null {
  const isPage = read?.kind === 'read' && read.status < 300 && read.content === 'html'
  return isSilent && !isPage ? null : read
}

/** Nothing could be read of the login: why is in what the other questions brought. */
function causeOfSilence(connection: Connection, findings: Findings): Cause {
  const { call, reached, read, preflight } = findings
  if (reached !== null && reached.kind !== 'hidden') return 'down'
  if (read === null || read.kind === 'late') return 'down'
  if (read.kind === 'none') return isCrossOrigin(connection) ? 'cors' : 'down'
  if (read.kind === 'redirect') return 'redirect'
  if (preflight?.kind === 'none' || preflight?.kind === 'redirect') return 'preflight'
  const isBlocked = call !== null && isCrossOrigin(connection)
  return isBlocked && connection.profile.transport.credentials ? 'credentials' : 'none-found'
}

/** Like an API that takes logins: to a GET most of them say, in JSON, that they want a POST. */
function isEndpoint(answer: Answer | null): boolean {
  return answer?.kind === 'read' && answer.content === 'json' && answer.status !== 404
}

/** Servers of single-page apps answer every address with the page itself. */
function isOwnPage(connection: Connection, read: Answer | null): boolean {
  const isPage = read?.kind === 'read' && read.status === 200 && read.content === 'html'
  return isPage && !isCrossOrigin(connection)
}
