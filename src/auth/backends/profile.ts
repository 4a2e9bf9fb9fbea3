/**
 * What differs from API to API, as data. The parameter names are those of `config.json`; see
 * `docs/configuration.md` for each with its default.
 */
export interface Profile {
  /** `pair`: access and refresh token. `single`: the token buys its own successor. `none`: neither. */
  readonly model: 'pair' | 'single' | 'none'
  readonly endpoints: ProfileEndpoints
  readonly obtain: ProfileObtain
  readonly refresh: ProfileRefresh
  readonly read: ProfileRead
  readonly transport: ProfileTransport
  /** The cookie to copy into a header on calls to this page's own origin; `null` for none. */
  readonly csrf: { readonly cookie: string; readonly header: string } | null
  /** Where to read when the access token ends; the first that tells wins. */
  readonly expiry: readonly ExpirySource[]
  /** The same for the refresh token. */
  readonly refreshExpiry: readonly ExpirySource[]
  /** Seconds before expiry to refresh, at most; short lifetimes get less. */
  readonly leeway: number
  readonly challenge: ProfileChallenge
  readonly errors: ProfileErrors
  readonly logout: ProfileLogout
}

/** An address relative to `apiBaseUrl`, or an absolute one. */
export interface Endpoint {
  readonly url: string
  readonly method: string
}

export interface ProfileEndpoints {
  readonly obtain: Endpoint
  /** `null`: the session cannot be refreshed. */
  readonly refresh: Endpoint | null
  /** `null`: the user is read from the token's claims. */
  readonly user: Endpoint | null
  /** `null`: the server cannot be told of a logout. */
  readonly logout: Endpoint | null
}

export interface ProfileObtain {
  readonly encoding: Encoding
  /** The field that takes the user name. */
  readonly identifier: string
  /** The field that takes the password. */
  readonly secret: string
  /** Constant further fields. */
  readonly static: Readonly<Record<string, string>>
}

/**
 * `claim:exp` reads a claim of the token itself (NumericDate). Of the answer's body, by dotted path: `seconds:` from
 * now on, `epoch:` and `epochMs:` since 1970, `iso:` a date as text. `fixed:` is a number of seconds from now on.
 */
export type ExpirySource = string

export type Encoding = 'json' | 'form'

/** In which field of the body a token travels: `body:` and the name of the field. */
export type BodyPlacement = string

export interface ProfileRefresh {
  readonly placement: BodyPlacement
  readonly encoding: Encoding
  /** Constant further fields. */
  readonly static: Readonly<Record<string, string>>
  /** The claim that says when the session ends whatever is done (NumericDate). */
  readonly windowClaim: string | null
  /** The claim from which {@link windowSeconds} is counted. */
  readonly windowFrom: string | null
  /** How long the server goes on refreshing; only its settings know. */
  readonly windowSeconds: number | null
  /** A refusal has one of these statuses… */
  readonly deadStatuses: readonly number[]
  /** …and a JSON object with one of these keys. Anything else keeps the session. */
  readonly deadKeys: readonly string[]
}

export interface ProfileRead {
  /** Dotted paths to the access token; the first that holds a non-empty string wins. */
  readonly access: readonly string[]
  /** The same for the refresh token. */
  readonly refresh: readonly string[]
  /** Dotted path to the user inside the user endpoint's body; `""` for the body itself. */
  readonly userBody: string
}

export interface ProfileTransport {
  readonly header: string
  /** Stands before the token, exact case; may be empty. */
  readonly prefix: string
  /** Send cookies to another origin as well. */
  readonly credentials: boolean
  /** Further addresses that never get the token. Obtain and refresh never do. */
  readonly anonymous: readonly string[]
  /** Further origins that may get the token. The API's own always may. */
  readonly origins: readonly string[]
}

export interface ProfileChallenge {
  /** Statuses of API calls that may mean that the token is bad. */
  readonly statuses: readonly number[]
  /** Codes in the body that say so whatever the status: DRF answers 403 when sessions are its first way in. */
  readonly codes: readonly string[]
  /** Codes in the body that no new token can cure. */
  readonly final: readonly string[]
}

export interface ProfileErrors {
  /** Dotted paths to a text for people, in order. */
  readonly message: readonly string[]
  /** Dotted paths to a code for programs, in order. */
  readonly code: readonly string[]
}

export interface ProfileLogout {
  /** How the refresh token travels to `endpoints.logout`. */
  readonly send: BodyPlacement
}
