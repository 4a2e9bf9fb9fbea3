import type { TransportRequest } from './transport'

/**
 * A call to the auth API that failed, for whoever has to find out why. It may be shown and logged: it holds
 * no header, no body, no query, and so no token and no password.
 */
export interface FailedCall {
  readonly method: string
  /** Absolute, without user, query and fragment. */
  readonly url: string
  /** What the API answered; `0` for a redirect that was not followed, `null` without an answer. */
  readonly status: number | null
  /** What the answer looked like by its first character; `null` without a body. */
  readonly content: 'json' | 'html' | 'other' | null
}

/** Describes a failed call. `answer` is `null` when there was none. */
export function failedCall(
  { method, url }: Pick<TransportRequest, 'method' | 'url'>,
  answer: { readonly status: number; readonly body: string } | null,
): FailedCall {
  const { origin, pathname } = new URL(url)
  return {
    method,
    url: origin + pathname,
    status: answer?.status ?? null,
    content: answer && contentOf(answer.body),
  }
}

/** What a body looks like by its first character; `null` when it is empty. */
export function contentOf(body: string): FailedCall['content'] {
  const first = body.trimStart().at(0)
  if (first === undefined) return null
  if (first === '<') return 'html'
  return first === '{' || first === '[' ? 'json' : 'other'
}
