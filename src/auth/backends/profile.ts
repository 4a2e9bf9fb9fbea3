import type { CacheUse } from '../core/request-gate'
import type { ProfileOneTimeCode } from './profile-one-time-code'
import type { SafeHooks } from './safe-hooks'

/**
 * What differs from API to API, as data. The parameter names are those of `config.json`; see
 * `docs/configuration.md` for each with its default.
 */
export interface Profile {
  /** Part of the names of what the tabs share: another name is another session. */
  readonly name: string
  /** `pair`: access and refresh token. `single`: the token buys its own successor. `none`: neither. */
  readonly model: 'pair' | 'single' | 'none'
  /** Part of those names as well, in place of what comes from constants and endpoints; left out: these. */
  readonly sessionName?: string
  readonly endpoints: ProfileEndpoints
  /** Those of the profile that this one is made from, where they may be others: whose are not the same is in those names. */
  readonly usualEndpoints?: Pick<ProfileEndpoints, 'obtain' | 'refresh'>
  /** Constant headers of every call to the API. */
  readonly headers: Constants
  readonly obtain: ProfileObtain
  /** The one-time code that a login may want; without it no answer to a login is taken for that. */
  readonly oneTimeCode: ProfileOneTimeCode | null
  readonly refresh: ProfileRefresh
  readonly read: ProfileRead
  readonly transport: ProfileTransport
  /** `null`: the API asks for no proof against cross-site requests. */
  readonly csrf: ProfileCsrf | null
  /** Where to read when the access token ends; the first that tells wins. */
  readonly expiry: readonly ExpirySource[]
  /** The same for the refresh token. */
  readonly refreshExpiry: readonly ExpirySource[]
  /** Seconds before expiry to refresh, at most; short lifetimes get less. */
  readonly leeway: number
  readonly challenge: ProfileChallenge
  readonly errors: ProfileErrors
  readonly logout: ProfileLogout
  /** Functions for what no data can say; `null` for none. */
  readonly hooks: SafeHooks | null
}

/** Constant texts by name. */
export type Constants = Readonly<Record<string, string>>

/** An address relative to `apiBaseUrl`, or an absolute one. */
export interface Endpoint {
  readonly url: string
  readonly method: string
}

export interface ProfileEndpoints {
  readonly obtain: Endpoint
  /** `null`: the session cannot be refreshed. */
  readonly refresh: Endpoint | null
  /** `null`: the user is read from the answer to the login, else from the token's claims. */
  readonly user: Endpoint | null
  /** `null`: the server cannot be told of a logout. */
  readonly logout: Endpoint | null
}

/**
 * `claim:exp` reads a claim of the token itself (NumericDate). Of the answer's body, by dotted path: `seconds:` from
 * now on, `epoch:` and `epochMs:` since 1970, `iso:` a date as text. `fixed:` is a number of seconds from now on.
 */
export type ExpirySource = string

/** How a body is written. */
export type Encoding = 'json' | 'form'

export interface ProfileObtain {
  /** `basic`: no body, the credentials are in the header `Authorization` (RFC 7617). */
  readonly encoding: Encoding | 'basic'
  /** The field that takes the user name; a dotted path makes nested JSON. */
  readonly identifier: string
  /** The field that takes the password. */
  readonly secret: string
  /** Constant further fields; a dotted path makes nested JSON. */
  readonly static: Constants
  /** Constant query. */
  readonly query: Constants
  /** Further statuses that refuse the credentials. 400, 401, 403 and 422 do anyway. */
  readonly refusedStatuses: readonly number[]
}

/** `body:` and the name of a field; `header`: as the access token travels; `cookie`: the browser sends it. */
export type Placement = string

export interface ProfileRefresh {
  readonly placement: Placement
  readonly encoding: Encoding
  /** Constant further fields. */
  readonly static: Constants
  /** Constant query. */
  readonly query: Constants
  /** Whether a single token can still be refreshed when it has run out. */
  readonly afterExpiry: boolean
  /** The claim that says when the session ends whatever is done (NumericDate). */
  readonly windowClaim: string | null
  /** The claim from which {@link windowSeconds} is counted. */
  readonly windowFrom: string | null
  /** How long the server goes on refreshing; only its settings know. */
  readonly windowSeconds: number | null
  /** A refusal has one of these statuses… */
  readonly deadStatuses: readonly number[]
  /**
   * …and JSON that has one of these: a path (`detail`), or a path and the text it must hold
   * (`error=invalid_grant`). Anything else keeps the session; an empty list recognises nothing.
   */
  readonly deadKeys: readonly string[]
  /** Statuses that suffice where no JSON came with them: nothing, or plain text. An HTML page is no refusal. */
  readonly deadWithoutJson: readonly number[]
}

export interface ProfileRead {
  /** Dotted paths to the access token; the first that holds a text wins. None: it is in a cookie. */
  readonly access: readonly string[]
  /** The same for the refresh token. An empty text is no token. */
  readonly refresh: readonly string[]
  /**
   * Where users are, and where they have what. A text alone is the path to the user in the answer to a login, `""` for
   * all of it; `null`: it has none.
   */
  readonly user: string | null | Partial<UserPaths>
  /** Dotted path to the user inside the user endpoint's body; `""` for the body itself. */
  readonly userBody: string
  /** A header of any answer of the API that may bring a new access token; `null`: none does. */
  readonly header: string | null
}

/** Dotted paths; in a list, the first that holds something wins. The claims of a token are read by the same. */
export interface UserPaths {
  /** To the user in the answer to a login, `""` for all of it; `null`: it has none. */
  readonly path: string | null
  /** Which of them the login has shown stays the one that tells who the person is. */
  readonly id: readonly string[]
  /** What the person logs in with. */
  readonly username: readonly string[]
  /** What the person is called, where there is neither `first_name` nor `last_name`. */
  readonly name: readonly string[]
  readonly email: readonly string[]
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
  /** How far the browser's HTTP cache, which knows no users, is used for requests with a token. */
  readonly cache: CacheUse
  /** `refuse`: no request with a token follows a redirect. */
  readonly redirects: 'follow' | 'refuse'
}

/** Double submit: a cookie that scripts can read is copied into a header of requests that change something. */
export interface ProfileCsrf {
  readonly cookie: string
  readonly header: string
  /** The cookie to copy on a refresh instead; `null`: the same. */
  readonly refreshCookie: string | null
  /**
   * Whether the server gives another cookie at each login and at no other time: a change tells that the cookies may be
   * another person's.
   */
  readonly changesAtLogin: boolean
  /** Asked before the first call that needs the cookie, where the login does not set it. */
  readonly bootstrap: Endpoint | null
}

export interface ProfileChallenge {
  /** Statuses of API calls that may mean that the token is bad… */
  readonly statuses: readonly number[]
  /** …if the JSON has one of these keys; an empty list asks for none. */
  readonly keys: readonly string[]
  /** Codes in the body that say so whatever the status: DRF answers 403 when sessions are its first way in. */
  readonly codes: readonly string[]
  /** Codes in the body that no new token can cure: the session ends. */
  readonly final: readonly string[]
  /** Codes in the body that are not about the session: the answer is passed on, and no refusal. */
  readonly ignored: readonly string[]
  /** Whether an answer with a status of success may be a refusal as well: `{ "code": 401 }` in a 200. */
  readonly inSuccess: boolean
}

export interface ProfileErrors {
  /** Dotted paths to a text for people, in order. */
  readonly message: readonly string[]
  /** Dotted paths to a code for programs, in order. */
  readonly code: readonly string[]
  /** Dotted path to the errors by field: an object, or a list with `loc` and `msg`; `""` for the body. */
  readonly fields: string
  /** Codes that say that the app is set up wrong, and nothing of the credentials: `invalid_client`. */
  readonly configuration: readonly string[]
  /** Sentences for people by code, for servers that send codes alone. */
  readonly texts: Constants
}

export interface ProfileLogout {
  /** How a token travels to `endpoints.logout`. */
  readonly send: Placement
  /** Which tokens are sent, each in a call of its own. */
  readonly tokens: readonly ('access' | 'refresh')[]
  readonly encoding: Encoding
  /** Constant further fields. */
  readonly static: Constants
}
