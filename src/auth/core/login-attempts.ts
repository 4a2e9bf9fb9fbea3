import { isAuthError, keepsChallenge, SessionEndedError, UnexpectedAnswerError } from './errors'
import type { FailedCall } from './failed-call'
import { openRecord, timedGrant } from './grants'
import type { TimedGrant } from './grants'
import { firstSecondMs } from './limits'
import type { ChallengeAnswer, LoginOptions, LoginResult } from './login'
import { OpenStep } from './open-step'
import type { AskedLogin } from './open-step'
import type { AuthPorts, Credentials, UserAnswer } from './ports'
import type { SessionRecord } from './record'
import type { Revoker } from './revoker'
import type { SessionState } from './session-state'
import type { TabSync } from './tab-sync'
import type { AccessToken } from './tokens'

/** What {@link LoginAttempts} work with. */
export interface LoginSurroundings {
  readonly ports: AuthPorts
  readonly state: SessionState
  readonly tabs: TabSync
  /** Whether the tokens are in the browser's one jar. */
  readonly isCookie: boolean
  readonly revoker: Revoker
}

/** Logs in, in one step or in two. The last attempt wins, and a logout makes every attempt void. */
export class LoginAttempts {
  readonly #around: LoginSurroundings
  /** Every step of a login and every logout is one: the last one asked for wins. */
  #latest: { readonly isLogin: boolean } | null = null
  readonly #step: OpenStep
  #endPause: (() => void) | null = null

  constructor(around: LoginSurroundings) {
    this.#around = around
    this.#step = new OpenStep(around.ports.clock)
  }

  /** See {@link AuthClient.login}. */
  async login(credentials: Credentials, options: LoginOptions): Promise<LoginResult> {
    const attempt = (this.#latest = { isLogin: true })
    this.#step.close()
    await this.#around.tabs.restored
    return this.#attempt(attempt, { credentials, options }, null)
  }

  /** See {@link AuthClient.answerChallenge}. */
  async answer(code: string): Promise<LoginResult> {
    const { login, state } = this.#step.take()
    const attempt = (this.#latest = { isLogin: true })
    try {
      return await this.#attempt(attempt, login, { code, state })
    } catch (error) {
      if (attempt === this.#latest) this.#noteFailure(error)
      throw error
    }
  }

  /** Makes every attempt void, and forgets the one that waits for its code. */
  cancel(): void {
    this.#latest = { isLogin: false }
    this.#step.close()
  }

  /** Forgets the login that waits for its code, and waits for nothing. One that is on its way goes on. */
  stop(): void {
    this.#step.close()
    this.#endPause?.()
  }

  #noteFailure(error: unknown): void {
    if (!isAuthError(error) || !keepsChallenge(error)) this.#step.close()
    else if (error.code === 'code-refused') this.#step.countWrongCode()
  }

  async #attempt(
    attempt: object,
    login: AskedLogin,
    answer: ChallengeAnswer | null,
  ): Promise<LoginResult> {
    const { api, clock } = this.#around.ports
    await this.#around.revoker.giveWay()
    const startedAtMs = clock.monotonic()
    const outcome = await api.obtain(login.credentials, answer)
    if (outcome.kind === 'challenge') {
      if (attempt !== this.#latest) throw new SessionEndedError('logged-out')
      this.#step.open(login, outcome.state)
      return { kind: 'challenge', challenge: outcome.challenge }
    }
    const timed = timedGrant(clock, startedAtMs, outcome.grant)
    await this.#open(attempt, await this.#recordOf(timed, login.credentials), login.options)
    return { kind: 'signed-in' }
  }

  /** A record that is not stored yet. */
  async #recordOf(timed: TimedGrant, { username }: Credentials): Promise<SessionRecord> {
    const { api, randomness } = this.#around.ports
    const { accessToken } = timed.grant
    // Before anybody is asked: another login meanwhile is noticed at the next request.
    const jarMark = api.jarMark?.()
    const answer = await this.#askUser(accessToken)
    const told = answer.kind === 'user' ? answer.user : null
    const user = told ?? timed.grant.user ?? api.userOf(accessToken, username)
    // Without a token to read, the user endpoint is what a refresh can be compared with.
    const claimed = api.subjectOf(accessToken)
    const subject = claimed?.id ?? (accessToken === null ? (told?.id ?? null) : null)
    const whose = { user, subject, subjectClaim: claimed?.claim, loginName: username, jarMark }
    const record = openRecord(timed, whose, randomness.id)
    if (answer.kind !== 'token-refused') return record
    await this.#around.revoker.revoke([record])
    throw refusedAtOnce(answer.call)
  }

  /**
   * Who that is. A token may be refused in its first second as one that is not valid yet, where one machine grants it
   * and another one takes it: then once more after that.
   */
  async #askUser(token: AccessToken | null): Promise<UserAnswer> {
    const { api } = this.#around.ports
    const answer = await api.fetchUser(token)
    if (answer.kind !== 'token-refused') return answer
    await this.#pause(firstSecondMs)
    return api.fetchUser(token)
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#around.ports.clock.after(ms, resolve)
      this.#endPause = () => {
        cancel()
        resolve()
      }
    })
  }

  async #open(
    attempt: object,
    record: SessionRecord,
    { keepSignedIn = false }: LoginOptions,
  ): Promise<void> {
    const { tabs, state } = this.#around
    if (attempt !== this.#latest) throw await this.#overtaken(record)

    const session = await tabs.store(record, keepSignedIn)
    if (attempt !== this.#latest) {
      await tabs.bury(record)
      throw await this.#overtaken(record)
    }
    this.#step.close()
    state.open(session.record, session.carrier, 'login')
  }

  /** Gives back the tokens of a login that came too late, unless the cookies are another login's by now. */
  async #overtaken(record: SessionRecord): Promise<SessionEndedError> {
    const { isCookie, revoker } = this.#around
    const isOtherLogin = this.#latest?.isLogin === true
    if (!(isCookie && isOtherLogin)) await revoker.revoke([record])
    return new SessionEndedError('logged-out')
  }
}

const refusedAtOnce = (call: FailedCall) =>
  new UnexpectedAnswerError(
    'The API refused the token it has just granted',
    'auth.transport.prefix is what stands before the token; "JWT", "Token" and "Bearer" are usual.',
    { call },
  )
