import {
  AuthUnavailableError,
  ConfigurationError,
  SessionEndedError,
  UnexpectedAnswerError,
} from './errors'
import type { FutileRefreshes } from './futile-refreshes'
import { backstopMs } from './limits'
import { noAnswer, outageError } from './outage'
import type { AuthPorts, UserAnswer } from './ports'
import { tokenIdOf } from './record'
import type { RecordVersion, SessionRecord } from './record'
import type { Refresher } from './refresher'
import type { Renewal } from './renewal'
import { isOtherPerson } from './same-person'
import type { User } from './session'
import type { OpenSession, SessionState } from './session-state'
import type { TabSync } from './tab-sync'
import { withDeadline } from './with-deadline'

/** What a {@link UserReloader} works with. */
export interface UserReloaderDeps {
  readonly ports: AuthPorts
  readonly state: SessionState
  readonly tabs: TabSync
  readonly renewal: Renewal
  readonly refresher: Refresher
  readonly futile: FutileRefreshes
}

/** Asks the API again who is signed in, and tells every tab what has changed. */
export class UserReloader {
  readonly #deps: UserReloaderDeps

  constructor(deps: UserReloaderDeps) {
    this.#deps = deps
  }

  /** See {@link AuthClient.reloadUser}. */
  async reload(session: OpenSession): Promise<void> {
    const answer = await this.#reload(session)
    switch (answer.kind) {
      case 'user':
        return
      case 'no-endpoint':
        throw noEndpoint()
      case 'unavailable':
        throw outageError(answer)
      case 'untold':
        throw new UnexpectedAnswerError('The user endpoint does not name the user', hint)
      case 'token-refused':
        throw new UnexpectedAnswerError('The user endpoint refuses the token', hint, answer)
    }
  }

  /**
   * Asks whose the cookies are, and ends the session when they are somebody else's. Resolves as well where the API has no
   * way to tell.
   *
   * @throws AuthUnavailableError - it has one, and does not tell now
   * @throws SessionEndedError
   */
  async identify(session: OpenSession): Promise<void> {
    const answer = await this.#reload(session)
    if (answer.kind === 'unavailable') throw outageError(answer)
    if (answer.kind === 'token-refused') throw new AuthUnavailableError(answer.call.status)
  }

  async #reload(session: OpenSession): Promise<UserAnswer> {
    const version = this.#nextVersion(session.record)
    const record = await this.#deps.renewal.freshRecord(session)
    const answer = await this.#ask(record)
    if (answer.kind !== 'token-refused' || this.#deps.futile.isFutile(tokenIdOf(record))) {
      return await this.#take(this.#current(session), answer, version)
    }
    const renewed = await this.#renew(this.#current(session), record)
    const second = await this.#ask(renewed)
    if (second.kind === 'token-refused') this.#deps.futile.note(tokenIdOf(renewed))
    return await this.#take(this.#current(session), second, version)
  }

  async #ask({ accessToken }: SessionRecord): Promise<UserAnswer> {
    const { api, clock } = this.#deps.ports
    const answer = await withDeadline(clock, backstopMs, () => api.fetchUser(accessToken))
    return answer ?? noAnswer
  }

  /** The API has refused the token of `asked`; there may be a newer one by now. */
  async #renew(session: OpenSession, asked: SessionRecord): Promise<SessionRecord> {
    const { refresher, renewal } = this.#deps
    return tokenIdOf(session.record) === tokenIdOf(asked)
      ? await refresher.refresh(session, { force: false, isRefused: true })
      : await renewal.freshRecord(session)
  }

  async #take(
    session: OpenSession,
    answer: UserAnswer,
    version: RecordVersion,
  ): Promise<UserAnswer> {
    if (answer.kind === 'user') await this.#takeUser(session, answer.user, version)
    return answer
  }

  async #takeUser(session: OpenSession, user: User, version: RecordVersion): Promise<void> {
    const { tabs } = this.#deps
    if (isOtherPerson(session.record, { user })) await tabs.end(session, 'other-user')
    else await tabs.updateUser(session, user, version)
    this.#current(session)
  }

  /** Of two answers the one that was asked for later counts, whichever comes first. */
  #nextVersion({ userVersion }: SessionRecord): RecordVersion {
    const { clock, randomness } = this.#deps.ports
    const generation = Math.max(Math.trunc(clock.now()), (userVersion?.generation ?? 0) + 1)
    return { generation, id: randomness.id() }
  }

  /** What the session has now. */
  #current({ record }: OpenSession): OpenSession {
    const { state } = this.#deps
    const { current } = state
    if (current?.record.sid === record.sid) return current
    throw new SessionEndedError(state.endReasonFor(record.user.id))
  }
}

const hint =
  'auth.endpoints.user is where the API says who is signed in; auth.read.userBody is where in its answer.'

const noEndpoint = () =>
  new ConfigurationError([
    {
      key: 'auth.endpoints.user',
      found: 'nothing',
      allowed: 'the path where the API says who is signed in, as "/user/"',
    },
  ])
