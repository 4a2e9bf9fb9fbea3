import type { Answer, Failure, FailureReason, Question } from './exchange'

/** Sends one question. Never rejects. */
export type Send = (question: Question, signal: AbortSignal) => Promise<Answer | Failure>

/** More of a body than any auth API sends, in bytes. The rest is not read. */
const longestBody = 256 * 1024

/**
 * Asks over HTTP: no redirect is followed, no cookie kept, no certificate trusted that the system does not trust,
 * and no body read beyond 256 KiB.
 */
export const sendOverHttp: Send = async ({ method, url, headers, body }, signal) => {
  try {
    const response = await fetch(url, { method, headers, body, signal, redirect: 'manual' })
    const text = await readStart(response)
    return {
      kind: 'answer',
      status: response.status,
      headers: Object.fromEntries([...response.headers].filter(([name]) => name !== 'set-cookie')),
      cookies: response.headers.getSetCookie(),
      body: text,
    }
  } catch (error) {
    return failureOf(error)
  }
}

async function readStart({ body }: Response): Promise<string> {
  if (!body) return ''
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let text = ''
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text
    length += value.byteLength
    text += decoder.decode(value, { stream: true })
    if (length < longestBody) continue
    // Not awaited: a server that goes on sending may not let go.
    void reader.cancel().catch(() => undefined)
    return text
  }
}

function failureOf(error: unknown): Failure {
  const code = codeOf(error)
  const reason = error instanceof DOMException ? 'late' : (reasons[code] ?? reasonOf(code))
  return { kind: 'failure', reason, detail: `${details[reason]}${code === '' ? '' : ` (${code})`}` }
}

/** Node hides what went wrong in the cause; an address with several of them in the first of several errors. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return codeOf(inner) || code
}

const reasons: Readonly<Record<string, FailureReason>> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  UND_ERR_CONNECT_TIMEOUT: 'late',
  UND_ERR_HEADERS_TIMEOUT: 'late',
}

const reasonOf = (code: string): FailureReason =>
  /CERT|SIGNATURE|ERR_TLS|ERR_SSL/.test(code) ? 'certificate' : 'broken'

const details: Readonly<Record<FailureReason, string>> = {
  refused: 'nothing listens there',
  'unknown-host': 'no computer has this name',
  certificate: 'the certificate is not trusted',
  late: 'no whole answer within the time limit',
  broken: 'the connection broke',
  'not-sent': 'not asked',
}
