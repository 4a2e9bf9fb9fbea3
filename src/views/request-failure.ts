import axios, { isAxiosError } from 'axios'
import type { AxiosError, AxiosResponse } from 'axios'
import { boundedJson, failedCall, isAuthError, readWords } from '@/auth'
import type { AuthUnavailableError, FailedCall } from '@/auth'

/** Why the API did not do what a page asked for. `words` are the server's own, where it had any for people. */
export type RequestFailure =
  | { readonly kind: 'forbidden'; readonly words: string | null }
  | { readonly kind: 'not-found' }
  /** No answer, to it or to the token that it needs. Asking again later may help. */
  | { readonly kind: 'unreachable' }
  /** The server, or what stands before it, has problems. `null`: when it was asked for a token. */
  | {
      readonly kind: 'server-trouble'
      readonly status: number | null
      readonly words: string | null
    }
  /** The session has no token to ask with, and the server gives none. */
  | { readonly kind: 'not-renewed' }
  | { readonly kind: 'refused'; readonly status: number; readonly words: string | null }
  /** The API answered with a redirect, which was not followed. `url` is what was asked for. */
  | { readonly kind: 'redirected'; readonly url: string }
  /** Refused with a new token as well, in a session that the server goes on renewing. */
  | { readonly kind: 'token-refused'; readonly words: string | null; readonly call: FailedCall }
  /** The session ended meanwhile. */
  | { readonly kind: 'session-ended' }

/**
 * @param token - the session's own, which is not shown
 * @returns `null` for an error that is a bug, not a failure of the request
 */
export function requestFailureOf(
  error: unknown,
  token: string | null = null,
): RequestFailure | null {
  if (isAuthError(error)) {
    if (error.code === 'redirect-refused') return { kind: 'redirected', url: error.url }
    if (error.code === 'session-ended') return { kind: 'session-ended' }
    return error.code === 'auth-unavailable' ? outageOf(error) : { kind: 'unreachable' }
  }
  if (!isAxiosError<unknown>(error)) return null
  const { response } = error
  if (!response) return { kind: 'unreachable' }
  if (response.status === 404) return { kind: 'not-found' }
  const words = wordsOf(response.data, token)
  if (response.status === 401)
    return { kind: 'token-refused', words, call: callOf(error, response) }
  if (response.status === 403) return { kind: 'forbidden', words }
  if (response.status >= 500) return { kind: 'server-trouble', status: response.status, words }
  return { kind: 'refused', status: response.status, words }
}

function outageOf({ outage }: AuthUnavailableError): RequestFailure {
  return outage === 'server-trouble'
    ? { kind: outage, status: null, words: null }
    : { kind: outage }
}

function callOf({ config }: AxiosError, { status, data }: AxiosResponse<unknown>): FailedCall {
  const request = {
    method: config?.method?.toUpperCase() ?? 'GET',
    url: new URL(axios.getUri(config ?? {}), location.href).href,
  }
  const body = typeof data === 'string' ? data : JSON.stringify(boundedJson(data) ?? '')
  return failedCall(request, { status, body })
}

/** The server's words for people, from JSON only: an HTML page is for nobody here. */
function wordsOf(body: unknown, token: string | null): string | null {
  if (typeof body !== 'object' || body === null) return null
  for (const key of ['detail', 'message', 'error', 'non_field_errors']) {
    const words = readWords(Reflect.get(body, key), token === null ? [] : [token])
    if (words !== null) return words
  }
  return null
}
