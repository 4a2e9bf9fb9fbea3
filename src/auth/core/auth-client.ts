import { AnsweredVersions } from './answered-versions'
import { SessionEndedError } from './errors'
import { EventHub } from './events'
import { FutileRefreshes } from './futile-refreshes'
import type { TimedAuthEvent } from './events'
import type { LoginOptions, LoginResult } from './login'
import { LoginAttempts } from './login-attempts'
import type { AuthPorts, Credentials } from './ports'
import { Refresher } from './refresher'
import { Renewal } from './renewal'
import { Revoker } from './revoker'
import { RequestGate } from './request-gate'
import type {
  AnswerTerms,
  ApiAnswer,
  ApiRequest,
  Authorization,
  MaybePromise,
  RequestSettings,
  RequestTerms,
  Verdict,
} from './request-gate'
import type { LogoutReason } from './session'
import { SessionState } from './session-state'
import type { AuthSnapshot } from './session-state'
import { TabSync } from './tab-sync'
import { TokenTimes } from './token-times'
import type { RenewalSettings } from './token-times'
import type { AccessToken } from './tokens'
import { UserReloader } from './user-reloader'

/** What a client is built for. */
export interface AuthClientOptions extends RenewalSettings, RequestSettings {
  /**
   * After how long without activity a stored session is not taken up any more, in seconds; it is revoked instead. Needs
   * somebody who calls {@link AuthClient.noteActivity}. @default never
   */
  readonly idleTimeoutSeconds?: number
}

/** Which token {@link AuthClient.getAccessToken} is to give. */
export interface AccessTokenOptions {
  /** How long the token shall still be good, in seconds. Capped at half its lifetime. @default 0 */
  readonly minValiditySeconds?: number
}

/**
 * Owns the session of one API: logs in and out, keeps the token fresh, and says which requests may
 * carry it. Knows no framework, no HTTP library and no storage: those are its ports.
 */
export class AuthClient {
  readonly #options: AuthClientOptions
  readonly #events: EventHub
  readonly #times: TokenTimes
  readonly #state: SessionState
  readonly #refresher: Refresher
  readonly #renewal: Renewal
  readonly #tabs: TabSync
  readonly #revoker: Revoker
  readonly #logins: LoginAttempts
  readonly #users: UserReloader
  readonly #gate: RequestGate
  readonly #unwatchPage: () => void
  #isDisposed = false

  constructor(ports: AuthPorts, options: AuthClientOptions) {
    const { clock, page } = ports
    const tab = ports.randomness.id()
    const { idleTimeoutSeconds } = options
    this.#options = options
    this.#events = new EventHub(clock)
    this.#times = new TokenTimes(clock, page, options)
    this.#state = new SessionState(this.#events, page.openedAtMs)
    this.#refresher = new Refresher(
      {
        ports,
        tab,
        answered: new AnsweredVersions(),
        model: options.model,
        times: this.#times,
        events: this.#events,
        isStopped: () => this.#isDisposed,
        findTombstone: (session) => this.#tabs.findTombstone(session),
        follow: (carrier) => this.#tabs.follow(carrier),
      },
      this.#state,
    )
    this.#renewal = new Renewal(clock, this.#times, this.#events, this.#state, this.#refresher)
    this.#tabs = new TabSync(ports, this.#state, {
      tab,
      idleTimeoutMs: idleTimeoutSeconds === undefined ? null : idleTimeoutSeconds * 1000,
      isCookie: options.model.isCookie,
      onAbandoned: (records) => void this.#revoker.revoke(records),
      onDoubt: (session) =>
        void this.#refresher.refresh(session, { force: false }).catch(() => undefined),
    })
    this.#revoker = new Revoker({
      ports,
      state: this.#state,
      carriers: this.#tabs.carriers,
      isCookie: options.model.isCookie,
    })
    const futile = new FutileRefreshes(clock)
    this.#gate = new RequestGate({
      ports,
      settings: options,
      state: this.#state,
      tabs: this.#tabs,
      times: this.#times,
      renewal: this.#renewal,
      refresher: this.#refresher,
      events: this.#events,
      futile,
      identify: (session) => this.#users.identify(session),
    })
    this.#users = new UserReloader({
      ports,
      state: this.#state,
      tabs: this.#tabs,
      renewal: this.#renewal,
      refresher: this.#refresher,
      futile,
    })
    this.#logins = new LoginAttempts({
      ports,
      state: this.#state,
      tabs: this.#tabs,
      isCookie: options.model.isCookie,
      revoker: this.#revoker,
    })
    this.#unwatchPage = page.onChange(() => void this.#catchUp())
    void this.#tabs.restored.then(() => this.#revoker.retry())
  }

  /** The session, and whether the API can be reached, now. */
  get snapshot(): AuthSnapshot {
    return this.#state.snapshot
  }

  /** Calls `listener` after every change. @returns a function that unsubscribes */
  subscribe(listener: (snapshot: AuthSnapshot) => void): () => void {
    return this.#state.subscribe(listener)
  }

  /**
   * Tells `listener` what happens to the session, redacted: for a log, a timeline, a metric. Never called while a
   * lock is held.
   *
   * @returns a function that unsubscribes
   */
  onEvent(listener: (event: TimedAuthEvent) => void): () => void {
    return this.#events.subscribe(listener)
  }

  /** Resolves when the stored record has been read. Never waits for the network, never rejects. */
  ready(): Promise<void> {
    return this.#tabs.restored
  }

  /**
   * Looks at the session as a page that is opened does, for one that comes back out of the browser's cache: another tab
   * may have ended or replaced it, and nobody may have been there for too long. Never waits for the network, never
   * rejects.
   */
  async recheck(): Promise<void> {
    await this.#tabs.restored
    await this.#tabs.reopen()
  }

  /**
   * Begins a session, in place of one that may be there. On an error, and while the server wants one more step, the
   * former session is as it was.
   *
   * @returns `challenge` when the credentials are right and {@link answerChallenge} is to follow
   * @throws LoginRefusedError, ThrottledError, AuthUnavailableError, UnexpectedAnswerError
   * @throws SessionEndedError if a logout, or another login, was asked for meanwhile
   */
  async login(credentials: Credentials, options: LoginOptions = {}): Promise<LoginResult> {
    return this.#logins.login(credentials, options)
  }

  /**
   * Goes on with the login that wants one more step.
   *
   * @throws CodeRefusedError, ThrottledError, AuthUnavailableError, UnexpectedAnswerError - another code can be sent
   * @throws LoginStepExpiredError, LoginRefusedError - the login begins anew. It waits for five minutes at most, and
   *   for five wrong codes
   * @throws SessionEndedError if there is no such login, or it was made void meanwhile
   */
  async answerChallenge(code: string): Promise<LoginResult> {
    return this.#logins.answer(code)
  }

  /** Gives up the login that is going on, if there is one, and forgets its password. The session stays. */
  cancelLogin(): void {
    this.#logins.cancel()
  }

  /**
   * Ends the session here and in every tab, then tells the server where it can be told. Where it does not answer, it is
   * told again later. Never rejects.
   *
   * @param reason - what the other tabs, and the login page, are told
   */
  async logout(reason: LogoutReason = 'logged-out'): Promise<void> {
    this.#logins.cancel()
    await this.#tabs.restored
    const session = this.#state.current
    if (!session) return
    await this.#revoker.revoke(await this.#tabs.logout(session, reason))
  }

  /**
   * When the person was last there, in ms since the epoch by this machine's clock, as {@link noteActivity} and the login
   * have noted it, in this tab or in one before it. `null` where nobody counts.
   */
  get lastActiveAtMs(): number | null {
    return this.#state.current?.carrier.known.activeAtMs ?? null
  }

  /** Notes that the person is there. It is stored: not to be called for each move of the mouse. */
  noteActivity(): void {
    void this.#tabs.noteActivity()
  }

  /**
   * Gets a new token now, even if the last try has failed a moment ago.
   *
   * @throws AuthUnavailableError - the session is kept
   * @throws SessionEndedError - there is none, or it has ended just now
   */
  async refresh(): Promise<void> {
    const session = this.#state.current
    if (!session) throw this.#noSession()
    await this.#refresher.refresh(session, { force: true })
  }

  /**
   * Asks the API again who is signed in, and brings what has changed, a name or an e-mail address, to every tab. No
   * refresh undoes it. The id stays.
   *
   * @throws ConfigurationError - the profile names no user endpoint
   * @throws AuthUnavailableError, UnexpectedAnswerError - the session and its user are kept
   * @throws SessionEndedError - there is none, it has ended just now, or the API named somebody else (`other-user`)
   */
  async reloadUser(): Promise<void> {
    await this.#tabs.restored
    const session = this.#state.current
    if (!session) throw this.#noSession()
    await this.#users.reload(session)
  }

  /**
   * Whether a request may go, and with what: a token that is good by all that is known, for the API and for nobody
   * else. For adapters of HTTP libraries, through {@link carryOut}.
   *
   * @returns `null`: it goes as it is. Nobody is signed in, or it is not for the API
   * @throws AuthUnavailableError - the token has run out and no new one can be had; the session is kept
   * @throws SessionEndedError - the session ended while waiting, or the request belongs to somebody who is not signed
   *   in any more; it must not be sent
   */
  authorize(request: ApiRequest, terms?: RequestTerms): MaybePromise<Authorization | null> {
    return this.#gate.authorize(request, terms)
  }

  /**
   * What is to be done about the answer to a request that was `sent`. A refused token is renewed first, unless there
   * is a newer one already; an answer that no new token can cure ends the session; one whose person has logged out or
   * made room for somebody else is for nobody.
   *
   * @throws AuthUnavailableError - no new token can be had; the session is kept
   * @throws SessionEndedError - the session that the request belongs to is over
   */
  judge(sent: Authorization, answer: ApiAnswer, terms?: AnswerTerms): MaybePromise<Verdict> {
    return this.#gate.judge(sent, answer, terms)
  }

  /** The name of the header that carries the token. */
  get tokenHeader(): string {
    return this.#options.header.name
  }

  /**
   * The access token, for what does not go through an interceptor: a WebSocket, a download, a generated client.
   * Send it to the API and to nobody else.
   *
   * @returns `null` while nobody is signed in, and where the token is in a cookie
   * @throws AuthUnavailableError - the token has run out and no new one can be had; the session is kept
   * @throws SessionEndedError - the session ended while waiting
   */
  async getAccessToken({
    minValiditySeconds = 0,
  }: AccessTokenOptions = {}): Promise<AccessToken | null> {
    await this.#tabs.restored
    const session = this.#state.current
    if (!session) return null
    if (!this.#times.isValidFor(session.record, minValiditySeconds * 1000)) {
      return (await this.#renewal.renewedRecord(session)).accessToken
    }
    return (await this.#renewal.freshRecord(session)).accessToken
  }

  /** Stops every timer and listener. What is stored stays as it is. */
  dispose(): void {
    this.#isDisposed = true
    this.#state.close()
    this.#events.close()
    this.#renewal.stop()
    this.#logins.stop()
    this.#tabs.stop()
    this.#revoker.stop()
    this.#unwatchPage()
  }

  #noSession(): SessionEndedError {
    const { session } = this.snapshot
    return new SessionEndedError(
      session.status === 'anonymous' ? session.reason : 'never-logged-in',
    )
  }

  async #catchUp(): Promise<void> {
    await this.#tabs.restored
    await this.#tabs.catchUp()
    this.#renewal.catchUp()
    await this.#revoker.retry()
  }
}
