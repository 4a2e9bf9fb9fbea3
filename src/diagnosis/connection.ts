import type { Auth, FailedCall } from '@/auth'
import type { AppConfig } from '@/config'

/** How this app is set up to reach its API. */
export interface Connection {
  /** Absolute, as {@link Auth} has it. */
  readonly apiBaseUrl: string
  /** Where user name and password are sent. Absolute. */
  readonly obtainUrl: string
  /** The page's own address. */
  readonly pageUrl: string
  readonly profileName: AppConfig['auth']['profile']
  readonly profile: Auth['profile']
}

/** What came of one question to the server, as far as the browser tells. */
export type Answer =
  /** Down, blocked, or hidden by the browser. */
  | { readonly kind: 'none' }
  /** Nothing within the time limit. */
  | { readonly kind: 'late' }
  /** Somebody answered; what, the page may not see. */
  | { readonly kind: 'hidden' }
  | { readonly kind: 'redirect' }
  | {
      readonly kind: 'read'
      readonly status: number
      readonly content: FailedCall['content']
    }

/** The questions, and what came of them; `null` for one that was not asked. */
export interface Findings {
  /** The call that made somebody ask; `null` when nothing has failed yet. */
  readonly call: FailedCall | null
  /** Is anybody there? Asked so that CORS cannot stand in the way. */
  readonly reached: Answer | null
  /** What the login address answers to a plain GET. */
  readonly read: Answer | null
  /** Whether a request may be sent that a browser asks leave for first (CORS preflight). */
  readonly preflight: Answer | null
  /** The same address with the slash at its end added, or taken away. */
  readonly otherSlash: Answer | null
}

/** What is wrong, as far as a browser can tell. */
export type Cause =
  | 'offline'
  | 'mixed-content'
  | 'down'
  | 'cors'
  | 'preflight'
  | 'credentials'
  | 'slash'
  /** The slash again, hidden behind a CORS failure: CorsMiddleware stands below CommonMiddleware. */
  | 'hidden-slash'
  | 'redirect'
  | 'wrong-path'
  | 'own-app'
  | 'not-json'
  | 'host'
  | 'server-error'
  | 'gateway'
  | 'no-token'
  | 'token-refused'
  | 'none-found'

/** Whether the browser keeps the API's answers from the page unless the server allows it. */
export function isCrossOrigin({ obtainUrl, pageUrl }: Connection): boolean {
  return new URL(obtainUrl).origin !== new URL(pageUrl).origin
}

/** Whether an address is on this computer: nobody is on the way, and no network is needed. */
export function isLoopback(url: string): boolean {
  return /^(localhost|127\..*|\[::1\])$/.test(new URL(url).hostname)
}

/** An address without query and fragment. */
export function addressOf(url: string): string {
  const { origin, pathname } = new URL(url)
  return origin + pathname
}

/** The same address with the slash at its end added, or taken away. */
export function withOtherSlash(url: string): string {
  const address = addressOf(url)
  return address.endsWith('/') ? address.slice(0, -1) : `${address}/`
}

/** The answer of the call that failed; `null` when there was no call. */
export function answerOf(call: FailedCall | null): Answer | null {
  if (call === null) return null
  const { status, content } = call
  if (status === null) return { kind: 'none' }
  return status === 0 ? { kind: 'redirect' } : { kind: 'read', status, content }
}
