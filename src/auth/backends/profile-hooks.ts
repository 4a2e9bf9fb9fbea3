import type { Credentials, TokenChallenge } from '../core/ports'
import type { SessionRecord } from '../core/record'
import type { User } from '../core/session'

/** An answer of the API, as hooks get it. */
export interface HookAnswer {
  readonly status: number
  /** The parsed JSON; the text itself where it is none. */
  readonly body: unknown
  /** `null` as well when CORS hides the header. */
  readonly header: (name: string) => string | null
}

/** A request as a hook wants it; what is left out stays as the profile has it. */
export interface HookRequest {
  /** Relative to `apiBaseUrl`, or absolute. */
  readonly url?: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as it is; `null` for none. */
  readonly body?: string | null
}

/** What a hook found in an answer to a login or a refresh. */
export interface HookTokens {
  /** `null`: it is in a cookie. */
  readonly access: string | null
  /** `null`: none came. */
  readonly refresh: string | null
  readonly user?: User
}

/** What a refusal says, to the person and to the program. */
export interface HookMessage {
  readonly message: string | null
  /** By form field; `username` and `password` are the form's own names. */
  readonly fieldErrors?: Readonly<Record<string, readonly string[]>>
  readonly code?: string | null
}

/**
 * Functions for what no data can say. Each may be left out, and where it is there it decides: the data of the
 * profile is used again where it returns `undefined`. `createHooks` makes them fit for a profile.
 */
export interface ProfileHooks {
  /** The login request, where the credentials are not two texts in two fields. */
  readonly buildObtain?: (credentials: Credentials) => HookRequest | undefined
  /** The tokens in an answer with any status; `null`: it grants nothing. */
  readonly parseTokens?: (
    answer: HookAnswer,
    call: 'obtain' | 'refresh',
  ) => HookTokens | null | undefined
  /**
   * What an answer of the API, or of the refresh URL, says of the token. Asked for every answer, also those with a
   * status of success. `body` is the text where it is no JSON, and `null` where it is larger than 64 kB or a stream that
   * takes its time.
   */
  readonly classify?: (
    answer: Omit<HookAnswer, 'header'>,
    call: 'api' | 'refresh',
    request: { readonly method: string; readonly url: string },
  ) => TokenChallenge | undefined
  /** What a refused login says. */
  readonly messages?: (answer: HookAnswer) => HookMessage | undefined
  /** How many seconds from now the access token ends; `null`: nobody knows. */
  readonly expiryOf?: (answer: HookAnswer) => number | null | undefined
  /** The requests that tell the server of a logout, one after the other. */
  readonly logout?: (session: SessionRecord) => readonly HookRequest[]
  /** Further headers of each request to the API: signed ones, a tenant. */
  readonly headers?: (request: {
    readonly method: string
    readonly url: string
  }) => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>
  /** Where the API is, asked for each call to the auth API. Must be of an origin that may get the token. */
  readonly baseUrl?: () => string
}
