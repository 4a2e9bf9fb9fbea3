import type { AuthClient, Authorization } from './core/auth-client'
import { unlessAborted } from './unless-aborted'

/** As `fetch`, for whoever does not use Axios. */
export type AuthFetch = (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>

/**
 * A `fetch` that sends the access token to the API, and to nobody else; renews it before it runs out; and answers a
 * refused token by sending the request once more with a new one. A body that is a stream is sent once.
 *
 * The promise may reject with `AuthUnavailableError` (no token to be had, the session is kept) and with
 * `SessionEndedError`; an `AbortSignal` is obeyed at once, also while waiting for a token.
 *
 * @param send - what sends the request in the end
 */
export function createAuthFetch(
  client: AuthClient,
  send: AuthFetch = (input, init) => fetch(input, init),
): AuthFetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const sent = await waitFor(client.authorize(request.url, request.method), request)
    if (!sent) return await send(request)

    const spare = init?.body instanceof ReadableStream ? null : request.clone()
    const response = await send(withToken(request, sent))
    await client.noteAnswer(sent, (name) => response.headers.get(name))
    const again = await leaveToSendAgain(client, sent, response, spare)
    if (!again || !spare) return response
    return await sendAgain(client, send, withToken(spare, again), again)
  }
}

/** `null` when the answer is to be passed on as it is. */
async function leaveToSendAgain(
  client: AuthClient,
  sent: Authorization,
  response: Response,
  spare: Request | null,
): Promise<Authorization | null> {
  if (response.ok) return null
  const challenge = client.challengeOf(response.status, await bodyOf(response))
  if (challenge === 'final') await client.endByServer(sent)
  if (challenge !== 'renewable' || !spare) return null
  return await waitFor(client.reauthorize(sent), spare)
}

async function sendAgain(
  client: AuthClient,
  send: AuthFetch,
  request: Request,
  again: Authorization,
): Promise<Response> {
  const response = await send(request)
  const isRefused =
    !response.ok && client.challengeOf(response.status, await bodyOf(response)) === 'renewable'
  if (isRefused) client.noteReplayRefused(again)
  return response
}

function withToken(request: Request, { headers, withCredentials }: Authorization): Request {
  for (const [name, value] of Object.entries(headers)) request.headers.set(name, value)
  return withCredentials ? new Request(request, { credentials: 'include' }) : request
}

/** The JSON of an answer that is passed on unread; `null` for anything else. */
async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.clone().json()
  } catch {
    return null
  }
}

function waitFor<Result>(waited: Promise<Result>, { signal }: Request): Promise<Result> {
  return unlessAborted(waited, signal, () => reasonOf(signal))
}

function reasonOf(signal: AbortSignal): Error {
  const reason: unknown = signal.reason
  return reason instanceof Error ? reason : new DOMException('Aborted', 'AbortError')
}
