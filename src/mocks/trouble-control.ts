import type { Conditions } from './conditions'

/** What can be made to happen on the server. */
export type Act =
  'expire-access-tokens' | 'revoke-refresh-tokens' | 'end-sessions' | 'throttle-logins'

/** Makes trouble for the tabs of this browser. */
export interface TroubleControl {
  /** Whether there are refresh tokens that could rotate. */
  readonly canRotate: boolean
  readonly conditions: () => Promise<Conditions>
  /** @returns the conditions from now on */
  readonly change: (changes: Partial<Conditions>) => Promise<Conditions>
  readonly cause: (act: Act) => Promise<void>
  /** Puts right what can be. Tokens that are gone stay gone. */
  readonly reset: () => Promise<Conditions>
}
