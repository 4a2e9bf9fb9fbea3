import type { TokenGrant } from './tokens'

/** The further step that a login asks for, as it may be shown. */
export interface LoginChallenge {
  readonly kind: 'one-time-code'
  /** How the person gets the code, as the API calls it: `app`, `email`; `null` when it does not say. */
  readonly method: string | null
  /** The server's own words for the person; `null` when it had none. */
  readonly message: string | null
}

/** What the API said to a login. */
export type LoginOutcome =
  | { readonly kind: 'granted'; readonly grant: TokenGrant }
  /** The credentials are right. `state` is for {@link ChallengeAnswer}; never shown, logged or stored. */
  | {
      readonly kind: 'challenge'
      readonly challenge: LoginChallenge
      readonly state: string | null
    }

/** What the person answered, and what the API wants to have back with it, as an ephemeral token. */
export interface ChallengeAnswer {
  readonly code: string
  readonly state: string | null
}

/** What a login came to for the person. */
export type LoginResult =
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'challenge'; readonly challenge: LoginChallenge }

/** How to log in. */
export interface LoginOptions {
  /** "Keep me signed in": the session is shared by all tabs and survives the browser. */
  readonly keepSignedIn?: boolean
}
