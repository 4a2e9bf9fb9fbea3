/** Which rules the simulated server goes by; each has its own file in `servers/`. */
export type ServerKind =
  | 'no-rotation'
  | 'blacklist'
  | 'racy-blacklist'
  | 'family'
  | 'last-writer'
  | 'sliding'
  | 'legacy'
  | 'none'
  | 'cookie'
  | 'cookies-alone'

/** Whether the browser's one jar holds what buys the next token. */
export const hasJar = (server: ServerKind) => ['cookie', 'cookies-alone'].includes(server)

/** Everything that stays as it is for the length of one schedule. */
export interface Environment {
  readonly server: ServerKind
  readonly accessSeconds: number
  readonly refreshSeconds: number
  /** How far the server's clock is ahead of true time. */
  readonly serverAheadMs: number
  /** SimpleJWT before 5.5: a refreshed token carries the `iat` of its refresh token. */
  readonly hasLyingIat: boolean
  /** Whether the server can be told of a logout. */
  readonly hasLogout: boolean
  /** `stuck`: somebody holds it for ever. */
  readonly lock: 'present' | 'absent' | 'stuck'
  /** `lagging`: like local storage, it shows other tabs' writes late, and has no transactions. */
  readonly store: 'ok' | 'slow' | 'flaky' | 'forbidden' | 'lagging'
  readonly tabStore: 'ok' | 'forbidden'
  readonly channel: 'fast' | 'slow' | 'lossy' | 'absent'
  /** The longest way to the server or back. */
  readonly latencyMs: number
  /** Of the requests and answers, how many are lost. */
  readonly lossRate: number
  readonly monotonicSleeps: boolean
  /** Whether the page is told that it is back before its timers run. */
  readonly tellsPageFirst: boolean
  /** After how long without anybody a session is not taken up any more; `null` for never. */
  readonly idleSeconds: number | null
  /**
   * What the server's tokens tell of their person: a number; one that its user endpoint has as text; one with digits
   * that no JavaScript number holds; a name alone, which may change; or more at the login than at a refresh.
   */
  readonly ids: 'number' | 'text' | 'long' | 'name' | 'drifting'
  /** Whether scripts see a cookie that changes at each login, and at no other time. */
  readonly hasJarMark: boolean
}

export type Person = 'ann' | 'bob'
export type NetworkMode = 'ok' | 'down' | 'hang' | 'error' | 'html' | 'conflict' | 'strange'
export type ServerTrouble =
  'end-sessions' | 'deactivate-users' | 'void-access' | 'refuse-all' | 'heal' | 'rename'

/** What happens to one request, the next that leaves any tab for the refresh endpoint. */
export type Mishap = 'lose-request' | 'lose-answer' | 'hold-answer' | 'error' | 'html' | 'hang'

/** What people, browsers, machines, networks and servers do. */
export type Deed =
  | { readonly type: 'login'; readonly tab: number; readonly as: Person; readonly keep: boolean }
  | { readonly type: 'logout'; readonly tab: number }
  /** Somebody logs in at the same server in another tab, in which the app does not run. */
  | { readonly type: 'login-elsewhere'; readonly as: Person }
  | {
      readonly type: 'request'
      readonly tab: number
      readonly count: number
      /** `null`: never. */
      readonly abortAfterMs: number | null
      readonly isForeign: boolean
    }
  | { readonly type: 'ask-token'; readonly tab: number }
  /** Somebody does something in a tab, as the app tells its client. */
  | { readonly type: 'act'; readonly tab: number }
  | { readonly type: 'refresh'; readonly tab: number }
  | { readonly type: 'reload-user'; readonly tab: number }
  | { readonly type: TabDeed; readonly tab: number }
  | { readonly type: 'duplicate'; readonly tab: number; readonly into: number }
  | {
      readonly type: 'close-browser'
      /** How long it stays closed. */
      readonly forMs: number
      /** Whether it comes back with the tabs it had; else with one, and an empty session storage. */
      readonly isRestored: boolean
    }
  | { readonly type: 'sleep'; readonly forMs: number; readonly isNoticed: boolean }
  | { readonly type: 'set-clock'; readonly byMs: number }
  | { readonly type: 'network'; readonly mode: NetworkMode }
  | { readonly type: 'mishap'; readonly mishap: Mishap }
  | { readonly type: 'server'; readonly trouble: ServerTrouble }
  | { readonly type: 'store'; readonly mode: 'ok' | 'hang' | 'fail' }

/** What a browser does to one tab. `restore` opens it with the session storage it once had. */
export type TabDeed =
  | 'hide'
  | 'throttle'
  | 'show'
  | 'freeze'
  | 'cache'
  | 'thaw'
  | 'crash'
  | 'close'
  | 'open'
  | 'reload'
  | 'restore'
  | 'dispose'

export type Action = Deed & { readonly atMs: number }

/** One run, as data: the same schedule gives the same run. */
export interface Schedule {
  readonly seed: number
  readonly tabs: number
  readonly environment: Environment
  readonly actions: readonly Action[]
}
