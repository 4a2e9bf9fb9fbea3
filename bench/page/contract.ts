import type { AxiosInstance, AxiosRequestConfig } from 'axios'

/** The columns of every table, in their order. */
export const clientNames = [
  'latchkey',
  'axios-auth-refresh',
  'axios-auth-refresh, tuned',
  'axios-jwt',
  'isRefreshing and queue',
  'lock and localStorage',
] as const

/** Who is measured. */
export type ClientName = (typeof clientNames)[number]

/** How the API speaks. Every client is told the same, as far as it has a setting for it. */
export interface ApiDialect {
  /** Where it is. Empty: on the page's own origin. */
  readonly origin: string
  /** Whether another API is asked through the same instance. */
  readonly sharesInstance: boolean
  /** `pair`: as SimpleJWT. `single`: as djangorestframework-jwt, one token that buys its successor. */
  readonly model: 'pair' | 'single'
  /** What an API call is answered when its token is bad. */
  readonly refusal: Refusal
  /** The header that carries the token. The prefix may be empty. */
  readonly tokenHeader: { readonly name: string; readonly prefix: string }
  /** What the API wants of every request besides. */
  readonly constantHeaders: Readonly<Record<string, string>>
}

/** A status, and the code in the body where the status alone does not tell. */
export interface Refusal {
  readonly status: 401 | 403
  /** `null`: every answer with the status is one. */
  readonly code: string | null
}

/** Whom the server knows. */
export const users = {
  ada: { username: 'ada', password: 'secret' },
  grace: { username: 'grace', password: 'secret' },
} as const

export type Username = keyof typeof users
export type Credentials = (typeof users)[Username]

/** One way of signing in and of sending requests, behind what all of them have. */
export interface Client {
  /** The instance whose requests are measured. */
  readonly http: AxiosInstance
  /** What its documentation tells to add to a request of the login form. */
  readonly loginRequest: AxiosRequestConfig
  readonly login: (user: Credentials) => Promise<void>
  readonly logout: () => Promise<void>
  /** Whether this tab has a session to go on with. */
  readonly isSignedIn: () => boolean | Promise<boolean>
}

/**
 * Starts a client as an app does when its page loads: with what is stored, if anything is.
 *
 * @param shared - the instance to install it on; one of its own when left out
 */
export type OpenClient = (dialect: ApiDialect, shared?: AxiosInstance) => Client | Promise<Client>

/** One request to send. */
export interface RequestPlan {
  readonly url: string
  /** Sends wrong credentials to the login instead of asking for data. */
  readonly isLogin?: boolean
  /** `abort()` of the page reaches it. */
  readonly isAbortable?: boolean
  /** Wants a file, as a blob: anything else is a failure. */
  readonly isDownload?: boolean
  /** Asks for the very address, which others may have asked for before. */
  readonly isSameAddress?: boolean
}

/** What a file holds. */
export const fileText = 'a,b\n1,2\n'

/** What became of a request. `hung`: it had not settled when the time was over. */
export interface Answer {
  readonly kind: 'ok' | 'failed' | 'aborted' | 'hung'
  /** `null` without an answer of the server. */
  readonly status: number | null
  /** Whose data it brought; `null` for nobody's. */
  readonly owner: string | null
}
