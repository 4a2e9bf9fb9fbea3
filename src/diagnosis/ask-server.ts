import { contentOf } from '@/auth'
import type { FailedCall } from '@/auth'
import { addressOf, isCrossOrigin, withOtherSlash } from './connection'
import type { Answer, Connection, Findings } from './connection'

/** How long each answer may take, in ms. */
const timeLimitMs = 5_000

/** DRF answers a browser with a page unless it is asked for JSON. */
const accept = { Accept: 'application/json' }

/**
 * Asks the login address up to four harmless questions, all of them GET, without cookies, tokens and
 * passwords, each with a time limit. It asks only what the answers before have left open, because a
 * server may count them as attempts.
 *
 * @param call - what failed; `null` when nothing has
 */
export async function askServer(
  connection: Connection,
  call: FailedCall | null,
  send: typeof fetch,
): Promise<Findings> {
  const findings = { call, reached: null, read: null, preflight: null, otherSlash: null }
  const url = addressOf(connection.obtainUrl)
  if (call !== null && (call.url !== url || isSuccess(call))) return findings

  const isHidden = isCrossOrigin(connection) && typeof call?.status !== 'number'
  const reached = isHidden ? await ask(send, url, { mode: 'no-cors' }) : null
  if (reached !== null && reached.kind !== 'hidden') return { ...findings, reached }

  const [read, otherSlash] = await Promise.all([
    ask(send, url, { redirect: 'manual', headers: accept }),
    ask(send, withOtherSlash(url), { redirect: 'manual', headers: accept }),
  ])
  // Not with OPTIONS: servers need not allow a method that only browsers send. POST needs no leave.
  const preflight =
    isHidden && read.kind === 'read'
      ? await ask(send, url, {
          redirect: 'manual',
          headers: { ...accept, 'Content-Type': 'application/json' },
        })
      : null
  return { ...findings, reached, read, otherSlash, preflight }
}

async function ask(send: typeof fetch, url: string, init: RequestInit): Promise<Answer> {
  try {
    const response = await send(url, {
      ...init,
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(timeLimitMs),
    })
    if (response.type === 'opaque') return { kind: 'hidden' }
    if (response.type === 'opaqueredirect') return { kind: 'redirect' }
    return { kind: 'read', status: response.status, content: contentOf(await response.text()) }
  } catch (error) {
    const isLate = error instanceof DOMException && error.name === 'TimeoutError'
    return { kind: isLate ? 'late' : 'none' }
  }
}

const isSuccess = ({ status, content }: FailedCall) =>
  status !== null && status >= 200 && status < 300 && content === 'json'
