import type { Audience } from './audience'
import { SessionEndedError, UnexpectedAnswerError } from './errors'
import type { FailedCall } from './failed-call'
import { openRecord } from './grants'
import type { AuthPorts, Credentials, TokenChallenge } from './ports'
import type { SessionRecord } from './record'
import { Renewal } from './renewal'
import type { RenewalSettings } from './renewal'
import { SessionState } from './session-state'
import type { AuthSnapshot, OpenSession } from './session-state'
import { TabSync } from './tab-sync'
import type { AccessToken } from './tokens'

/** What a client is built for. */
export interface AuthClientOptions extends RenewalSettings {
  readonly audience: Audience
  /** The header that carries the token, as `Authorization: Bearer <token>`. The prefix may be empty. */
  readonly header: { readonly name: string; readonly prefix: string }
}

/** How to log in. */
export interface LoginOptions {
  /** "Keep me signed in": the session is shared by all tabs and survives the browser. */
  readonly keepSignedIn?: boolean
}

/** Leave to send one request: in which session, with which token, in which header. */
export interface Authorization {
  readonly sid: string
  readonly accessToken: AccessToken
  readonly header: { readonly name: string; readonly value: string }
}

/**
 * Owns the session of one API: logs in and out, keeps the token fresh, and says which requests may
 * carry it. Knows no framework, no HTTP library and no storage: those are its ports.
 */
export class AuthClient {
  readonly #ports: AuthPorts
  readonly #options: AuthClientOptions
  readonly #state: SessionState
  readonly #renewal: Renewal
  readonly #tabs: TabSync
  readonly #restored: Promise<void>
  readonly #unwatchPage: () => void
  /** Counted up by every login and logout: the last one asked for wins. */
  #attempt = 0

  constructor(ports: AuthPorts, options: AuthClientOptions) {
    this.#ports = ports
    this.#options = options
    this.#state = new SessionState(ports.sharedCarrier)
    this.#renewal = new Renewal(ports, options, this.#state)
    this.#tabs = new TabSync(ports, this.#state)
    this.#unwatchPage = ports.page.onChange(() => void this.#catchUp())
    this.#restored = this.#tabs.restore()
  }

  /** The session, and whether the API can be reached, now. */
  get snapshot(): AuthSnapshot {
    return this.#state.snapshot
  }

  /** Calls `listener` after every change. @returns a function that unsubscribes */
  subscribe(listener: (snapshot: AuthSnapshot) => void): () => void {
    return this.#state.subscribe(listener)
  }

  /** Resolves when the stored record has been read. Never waits for the network, never rejects. */
  ready(): Promise<void> {
    return this.#restored
  }

  /**
   * Begins a session, in place of one that may be there. On an error the former session is as it was.
   *
   * @throws LoginRefusedError, ThrottledError, AuthUnavailableError, UnexpectedAnswerError
   * @throws SessionEndedError if a logout, or another login, was asked for meanwhile
   */
  async login(
    credentials: Credentials,
    { keepSignedIn = false }: LoginOptions = {},
  ): Promise<void> {
    this.#attempt += 1
    const attempt = this.#attempt
    await this.#restored
    const record = await this.#obtain(credentials)
    this.#assertLatest(attempt)

    const session = await this.#tabs.store(record, keepSignedIn)
    if (attempt !== this.#attempt) await this.#tabs.discard(session)
    this.#assertLatest(attempt)
    this.#state.open(session.record, session.carrier)
    this.#tabs.announce(session.record)
  }

  /** Ends the session here and in every tab, then tells the server where it can be told. Never rejects. */
  async logout(): Promise<void> {
    this.#attempt += 1
    await this.#restored
    const session = this.#state.current
    if (!session) return
    await this.#tabs.end(session, 'logged-out')
    await this.#ports.api.revoke(session.record)
  }

  /**
   * Gets a new token now, even if the last try has failed a moment ago.
   *
   * @throws AuthUnavailableError - the session is kept
   * @throws SessionEndedError - there is none, or it has ended just now
   */
  async refresh(): Promise<void> {
    const session = this.#state.current
    if (!session) throw new SessionEndedError(this.#state.endReason)
    await this.#renewal.refresh(session, { force: true })
  }

  /**
   * Leave to send a request to `url`, with a token that is good by all that is known.
   *
   * @returns `null` when the request shall go without a token: nobody is signed in, or `url` is not one
   *   that may get it
   * @throws AuthUnavailableError - the token has run out and no new one can be had; the session is kept
   * @throws SessionEndedError - the session ended while waiting; the request must not be sent
   */
  async authorize(url: string): Promise<Authorization | null> {
    if (!this.#options.audience(url)) return null
    await this.#restored
    const session = this.#state.current
    return session && this.#authorizationOf(await this.#renewal.freshRecord(session))
  }

  /**
   * Leave to send a request once more, after the API has refused the token it was `sent` with. A newer
   * token is used as it is; only the newest one is renewed.
   *
   * @throws AuthUnavailableError - the session is kept
   * @throws SessionEndedError - the session that the request belongs to is over
   */
  async reauthorize(sent: Authorization): Promise<Authorization> {
    const session = this.#sessionOf(sent)
    if (!session) throw new SessionEndedError(this.#state.endReason)
    const isReplaced = session.record.accessToken !== sent.accessToken
    const record = isReplaced
      ? session.record
      : await this.#renewal.refresh(session, { force: false })
    return this.#authorizationOf(record)
  }

  /** What a failed answer of the API says about the token it was sent with. */
  challengeOf(status: number, body: unknown): TokenChallenge {
    return this.#ports.api.challengeOf(status, body)
  }

  /** Ends the session a request was `sent` in, after an answer that no new token can cure. */
  async endByServer(sent: Authorization): Promise<void> {
    const session = this.#sessionOf(sent)
    if (session) await this.#tabs.end(session, 'ended-by-server')
  }

  /** Stops every timer and listener. What is stored stays as it is. */
  dispose(): void {
    this.#renewal.stop()
    this.#tabs.stop()
    this.#unwatchPage()
  }

  #sessionOf({ sid }: Authorization): OpenSession | null {
    const session = this.#state.current
    return session?.record.sid === sid ? session : null
  }

  #authorizationOf({ sid, accessToken }: SessionRecord): Authorization {
    const { name, prefix } = this.#options.header
    return { sid, accessToken, header: { name, value: `${prefix} ${accessToken}`.trimStart() } }
  }

  /** Tokens, and the user they belong to, as a record that is not stored yet. */
  async #obtain(credentials: Credentials): Promise<SessionRecord> {
    const { api, clock, randomness } = this.#ports
    const sentAtMs = clock.now()
    const grant = await api.obtain(credentials)
    const receivedAtMs = clock.now()
    const answer = await api.fetchUser(grant.accessToken)
    if (answer.kind === 'token-refused') throw refusedAtOnce(answer.call)
    const user =
      answer.kind === 'user' ? answer.user : api.userOf(grant.accessToken, credentials.username)
    return openRecord({ grant, sentAtMs, receivedAtMs }, user, randomness.id)
  }

  #assertLatest(attempt: number): void {
    if (attempt !== this.#attempt) throw new SessionEndedError('logged-out')
  }

  async #catchUp(): Promise<void> {
    await this.#restored
    await this.#tabs.catchUp()
    this.#renewal.catchUp()
  }
}

const refusedAtOnce = (call: FailedCall) =>
  new UnexpectedAnswerError(
    'The API refused the token it has just granted',
    'auth.transport.prefix is what stands before the token; "JWT", "Token" and "Bearer" are usual.',
    { call },
  )
