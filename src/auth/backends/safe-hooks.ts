import type { LoginRefusedError } from '../core/errors'
import type { Credentials, TokenChallenge } from '../core/ports'
import type { SessionRecord } from '../core/record'
import type { ApiRequest } from '../core/request-gate'
import type { TransportResponse } from '../core/transport'
import type { AuthCall } from './auth-calls'
import type { Constants } from './profile'
import type { Expiry } from './read-expiry'
import type { FoundTokens } from './read-grant'

declare const safe: unique symbol

/**
 * Hooks as the adapter calls them, which only `createHooks` makes: an app without hooks carries nothing of them. Each
 * throws `AuthError`s alone; `undefined` leaves it to the data.
 */
export interface SafeHooks {
  readonly [safe]: true
  readonly loginCall?: (call: AuthCall, credentials: Credentials) => AuthCall
  readonly logoutCalls?: (session: SessionRecord) => readonly AuthCall[]
  readonly tokens?: (
    response: TransportResponse,
    call: 'obtain' | 'refresh',
  ) => FoundTokens | null | undefined
  readonly expiry?: (response: TransportResponse) => Expiry | undefined
  readonly verdict?: (
    status: number,
    body: unknown,
    call: 'api' | 'refresh',
    request: ApiRequest,
  ) => TokenChallenge | undefined
  readonly refusal?: (response: TransportResponse) => LoginRefusedError | undefined
  readonly headers?: (request: {
    readonly method: string
    readonly url: string
  }) => Promise<Constants>
  readonly baseUrl?: () => string
}
