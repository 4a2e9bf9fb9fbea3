/** One call to the auth API. */
export interface TransportRequest {
  readonly method: string
  /** Absolute. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  /** Let it go on when the page goes away. For logout alone. */
  readonly keepalive: boolean
}

/** What came back, whatever its status. */
export interface TransportResponse {
  readonly status: number
  readonly body: string
  /** Case does not matter. `null` as well when CORS hides the header. */
  readonly header: (name: string) => string | null
}

/**
 * Sends one request and nothing else: no interceptor, no retry, no token of its own.
 *
 * @throws AuthUnavailableError without an answer: offline, blocked, or no answer within the deadline
 */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>
