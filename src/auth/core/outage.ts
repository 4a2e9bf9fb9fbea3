import { AuthUnavailableError } from './errors'
import type { OutageKind } from './session'

/** No answer (`status` is `null`), or one of a server, or a gateway, that has problems. */
export interface Unavailable {
  readonly kind: 'unavailable'
  readonly status: number | null
  /** For how long the server asks to be left alone, in ms; left out where it does not. */
  readonly retryAfterMs?: number
}

/** An answer that neither grants nor refuses as the profile knows it. */
export interface Unrecognised {
  readonly kind: 'unrecognised'
  /** `null`: nothing could be sent. */
  readonly status: number | null
  /** Which setting would make something of it, for the developer who configures the app. */
  readonly hint: string
  readonly retryAfterMs?: number
}

/** Why there are no new tokens for the time being. The session is kept. */
export type Outage = Unavailable | Unrecognised

/** No answer came, or nobody was asked. */
export const noAnswer = { kind: 'unavailable', status: null } as const satisfies Outage

/** What an outage is to the person. */
export function outageKindOf({ kind, status }: Outage): OutageKind {
  if (kind === 'unrecognised') return 'not-renewed'
  return status === null ? 'unreachable' : 'server-trouble'
}

/** The error for whoever waits for new tokens. */
export function outageError(outage: Outage): AuthUnavailableError {
  return new AuthUnavailableError(outage.status, { outage: outageKindOf(outage) })
}
