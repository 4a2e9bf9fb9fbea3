import { adoptGrant } from './adopt-grant'
import { AnsweredVersions } from './answered-versions'
import type { Audience } from './audience'
import { SessionEndedError } from './errors'
import { EventHub } from './events'
import type { TimedAuthEvent } from './events'
import { FutileRefreshes } from './futile-refreshes'
import { lockWaitMs } from './limits'
import type { LoginOptions, LoginResult } from './login'
import { LoginAttempts } from './login-attempts'
import type { AuthPorts, Credentials, ReadHeader, TokenChallenge } from './ports'
import { tokenIdOf } from './record'
import type { SessionRecord } from './record'
import { Refresher } from './refresher'
import { Renewal } from './renewal'
import type { LogoutReason } from './session'
import { SessionState } from './session-state'
import type { AuthSnapshot, OpenSession } from './session-state'
import { TabSync } from './tab-sync'
import { TokenTimes } from './token-times'
import type { RenewalSettings } from './token-times'
import type { AccessToken } from './tokens'

/** What a client is built for. */
export interface AuthClientOptions extends RenewalSettings {
  readonly audience: Audience
  /** The header that carries the token, as `Authorization: Bearer <token>`. The prefix may be empty. */
  readonly header: { readonly name: string; readonly prefix: string }
  /** Whether requests to the API need the browser's cookies. @default false */
  readonly withCredentials?: boolean
  /** Further headers of a request to the API: constant ones, a CSRF token, a signature. */
  readonly requestHeaders?: (request: ApiRequest) => Headers | Promise<Headers>
}

/** A request of the app to the API. */
export interface ApiRequest {
  /** In capitals. */
  readonly method: string
  /** As it was asked for; may be relative to the page. */
  readonly url: string
}

/** Headers by name. */
type Headers = Readonly<Record<string, string>>

/** Leave to send one request: in which session, with which token. */
export interface Authorization {
  readonly sid: string
  readonly userId: string
  /** `null`: it is in a cookie, and goes by itself where `withCredentials` is heeded. */
  readonly accessToken: AccessToken | null
  /** Tells the token from the others of the session. */
  readonly tokenId: string
  /** What the request has to carry: the token, where there is one to be seen, and what else the API wants. */
  readonly headers: Headers
  readonly withCredentials: boolean
  readonly request: ApiRequest
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
  readonly #ports: AuthPorts
  readonly #options: AuthClientOptions
  readonly #events: EventHub
  readonly #times: TokenTimes
  readonly #state: SessionState
  readonly #refresher: Refresher
  readonly #renewal: Renewal
  readonly #tabs: TabSync
  readonly #logins: LoginAttempts
  readonly #futile: FutileRefreshes
  readonly #unwatchPage: () => void
  #isDisposed = false

  constructor(ports: AuthPorts, options: AuthClientOptions) {
    const { clock, page } = ports
    const tab = ports.randomness.id()
    this.#ports = ports
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
      },
      this.#state,
    )
    this.#renewal = new Renewal(clock, this.#times, this.#events, this.#state, this.#refresher)
    this.#futile = new FutileRefreshes(clock)
    this.#tabs = new TabSync(ports, this.#state, tab)
    this.#logins = new LoginAttempts({
      ports,
      state: this.#state,
      tabs: this.#tabs,
      isCookie: options.model.isCookie,
      revoke: (record) => this.#revoke(record),
    })
    this.#unwatchPage = page.onChange(() => void this.#catchUp())
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
   * @throws LoginStepExpiredError, LoginRefusedError - the login begins anew
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
   * Ends the session here and in every tab, then tells the server where it can be told. Never rejects.
   *
   * @param reason - what the other tabs, and the login page, are told
   */
  async logout(reason: LogoutReason = 'logged-out'): Promise<void> {
    this.#logins.cancel()
    await this.#tabs.restored
    const session = this.#state.current
    if (!session) return
    for (const record of await this.#tabs.logout(session, reason)) await this.#revoke(record)
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
   * Leave to send a request to `url`, with a token that is good by all that is known.
   *
   * @param method - in capitals; some APIs want a proof with requests that change something
   * @returns `null` when the request shall go without a token: nobody is signed in, or `url` is not one
   *   that may get it
   * @throws AuthUnavailableError - the token has run out and no new one can be had; the session is kept
   * @throws SessionEndedError - the session ended while waiting; the request must not be sent
   */
  async authorize(url: string, method = 'GET'): Promise<Authorization | null> {
    if (!this.#options.audience(url)) return null
    await this.#tabs.restored
    const session = this.#state.current
    if (!session) return null
    const { record } = session
    const isDue = this.#times.isDue(record)
    const latest = isDue ? await this.#renewal.renewedRecord(session) : record
    return this.#authorizationOf(latest, { method, url })
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

  /**
   * Leave to send a request once more, after the API has refused the token it was `sent` with. A newer
   * token is used as it is; only the newest one is renewed.
   *
   * @returns `null` when a new token would be refused as well: the API refused even one it had just granted
   * @throws AuthUnavailableError - the session is kept
   * @throws SessionEndedError - the session that the request belongs to is over
   */
  async reauthorize(sent: Authorization): Promise<Authorization | null> {
    const session = this.#sessionOf(sent)
    if (!session) throw new SessionEndedError(this.#state.endReasonFor(sent.userId))
    const isReplaced = tokenIdOf(session.record) !== sent.tokenId
    if (!isReplaced && this.#futile.isFutile(sent.tokenId)) return null
    const record = isReplaced
      ? await this.#renewal.freshRecord(session)
      : await this.#refreshRefused(session)
    this.#events.emit({ type: 'request-replayed', generation: record.version.generation })
    return this.#authorizationOf(record, sent.request)
  }

  /** The API has refused a request that was sent once more, with the token of `sent`. */
  noteReplayRefused(sent: Authorization): void {
    const session = this.#sessionOf(sent)
    // One that another tab got a while ago may have been revoked since: then a new one helps.
    if (session && this.#times.wasJustGranted(session.record)) this.#futile.note(sent.tokenId)
    this.#events.emit({ type: 'replay-refused' })
  }

  /** What a failed answer of the API says about the token it was sent with. */
  challengeOf(status: number, body: unknown): TokenChallenge {
    return this.#ports.api.challengeOf(status, body)
  }

  /** Whether answers of the API may bring new tokens, so that they are to be noted. */
  get areAnswersNoted(): boolean {
    return this.#ports.api.grantIn !== undefined
  }

  /** Takes over the new token that an answer may bring in a header. Waits for storage alone, never rejects. */
  async noteAnswer(sent: Authorization, header: ReadHeader): Promise<void> {
    const grant = this.#ports.api.grantIn?.(header)
    const session = this.#sessionOf(sent)
    if (!grant || !session || tokenIdOf(session.record) !== sent.tokenId) return
    const record = await adoptGrant(this.#ports, session, grant)
    if (record && this.#sessionOf(sent)) this.#state.open(record, session.carrier, 'refresh')
  }

  /** Ends the session a request was `sent` in, after an answer that no new token can cure. */
  async endByServer(sent: Authorization): Promise<void> {
    const session = this.#sessionOf(sent)
    if (session) await this.#tabs.end(session, 'ended-by-server')
  }

  /** Stops every timer and listener. What is stored stays as it is. */
  dispose(): void {
    this.#isDisposed = true
    this.#state.close()
    this.#events.close()
    this.#renewal.stop()
    this.#tabs.stop()
    this.#unwatchPage()
  }

  /** The API has refused its token, whatever the clocks say. */
  async #refreshRefused(session: OpenSession): Promise<SessionRecord> {
    const record = await this.#refresher.refresh(session, { force: false, isRefused: true })
    return await this.#renewal.unlessSlept(record)
  }

  #sessionOf({ sid }: Authorization): OpenSession | null {
    const session = this.#state.current
    return session?.record.sid === sid ? session : null
  }

  #authorizationOf(
    record: SessionRecord,
    request: ApiRequest,
  ): Authorization | Promise<Authorization> {
    const { requestHeaders } = this.#options
    const more = requestHeaders?.(request)
    return more instanceof Promise
      ? more.then((headers) => this.#authorizationWith(record, request, headers))
      : this.#authorizationWith(record, request, more)
  }

  #authorizationWith(record: SessionRecord, request: ApiRequest, more?: Headers): Authorization {
    const { sid, user, accessToken } = record
    const { header, withCredentials = false } = this.#options
    const token =
      accessToken === null ? null : { [header.name]: `${header.prefix} ${accessToken}`.trimStart() }
    return {
      sid,
      userId: user.id,
      accessToken,
      tokenId: tokenIdOf(record),
      headers: { ...more, ...token },
      withCredentials,
      request,
    }
  }

  /** With cookies, under the lock: a refresh on its way would set new ones behind the logout. */
  async #revoke(record: SessionRecord): Promise<void> {
    const { api, runExclusive } = this.#ports
    if (!this.#options.model.isCookie) await api.revoke(record)
    else await runExclusive(() => api.revoke(record), lockWaitMs)
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
  }
}
