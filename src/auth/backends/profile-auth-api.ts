import { readClaims } from '../core/claims'
import {
  AuthUnavailableError,
  ConfigurationError,
  isAuthError,
  UnexpectedAnswerError,
} from '../core/errors'
import type { ChallengeAnswer, LoginOutcome } from '../core/login'
import { noAnswer } from '../core/outage'
import type { Outage, Unavailable } from '../core/outage'
import type {
  AuthApi,
  Credentials,
  Evidence,
  ReadHeader,
  RefreshOutcome,
  RevokeOutcome,
  Subject,
  TokenChallenge,
  UserAnswer,
} from '../core/ports'
import type { SessionRecord } from '../core/record'
import type { ApiRequest } from '../core/request-gate'
import type { User } from '../core/session'
import type { AccessToken, TokenGrant } from '../core/tokens'
import type { Transport, TransportResponse } from '../core/transport'
import { ApiCaller } from './api-caller'
import { loginCall, logoutCalls, refreshCall, userCall } from './auth-calls'
import type { CsrfProof } from './csrf-proof'
import { parseJsonObject, valueAt } from './json-body'
import { answerCall, readChallenge } from './one-time-code'
import { outageOf } from './outage-of'
import type { Profile, UserPaths } from './profile'
import {
  challengeByData,
  challengeIn,
  evidenceOf,
  grantIn,
  isRefusal,
  isSuccess,
} from './read-answers'
import { throttling } from './read-errors'
import { grantOf } from './read-grant'
import { readSubject, readUser, userPathsOf } from './read-user'
import { refusalOf } from './refusal-of'
import { retryAfterMs } from './retry-after'
import { withoutTokens } from './words-in'

/** Statuses of an endpoint that tells nobody who is signed in, now or later. */
const neverTells: ReadonlySet<number> = new Set([403, 404, 405, 410])

/** Whether the same call may fare better another time. */
const isTrouble = (status: number) => status >= 500 || [408, 425, 429].includes(status)

/** What a {@link ProfileAuthApi} is given besides its profile. */
export interface ProfileAuthApiOptions {
  readonly csrf?: CsrfProof | null
  /** The time by this machine's clock, in ms since the epoch. */
  readonly now?: () => number
  /** Told of a hook that failed where nobody waits for an error. */
  readonly report?: (error: unknown) => void
}

/** Speaks to any obtain/refresh API the way its profile says. Knows no backend by name. */
export class ProfileAuthApi implements AuthApi {
  readonly grantIn?: (header: ReadHeader) => TokenGrant | null
  readonly jarMark?: () => string | undefined
  readonly #profile: Profile
  readonly #userPaths: UserPaths
  readonly #caller: ApiCaller
  readonly #now: () => number
  readonly #report: (error: unknown) => void

  constructor(
    profile: Profile,
    apiBaseUrl: string,
    transport: Transport,
    { csrf = null, now = () => Date.now(), report = () => undefined }: ProfileAuthApiOptions = {},
  ) {
    this.#profile = profile
    this.#userPaths = userPathsOf(profile.read)
    this.#caller = new ApiCaller(profile, apiBaseUrl, transport, csrf)
    this.#now = now
    this.#report = report
    if (csrf) this.jarMark = () => csrf.mark()
    const name = profile.read.header
    if (name !== null) this.grantIn = (header) => this.#grantInHeader(header(name))
  }

  readonly obtain = async (
    credentials: Credentials,
    answer: ChallengeAnswer | null = null,
  ): Promise<LoginOutcome> => {
    const { hooks, oneTimeCode } = this.#profile
    const usual = loginCall(this.#profile, credentials)
    const login = hooks?.loginCall?.(usual, credentials) ?? usual
    const step = answer && oneTimeCode
    const call = step ? answerCall(step, answer, login) : login
    const response = await this.#caller.send(call)
    const described = this.#caller.describe(call, response)
    const { status } = response
    const body = parseJsonObject(response.body)
    if (status === 429) throw throttling(response, body, this.#now())
    if (status >= 500 || status === 408) throw new AuthUnavailableError(status, { call: described })
    const challenge = body && readChallenge(status, body, this.#profile)
    if (challenge && !step) return challenge
    const grant = challenge ? null : grantIn(response, this.#profile, 'obtain')
    if (grant) return { kind: 'granted', grant }
    throw refusalOf(withoutState(response, answer), this.#profile, described, step)
  }

  readonly refresh = async (record: SessionRecord): Promise<RefreshOutcome> => {
    const call = refreshCall(this.#profile, record)
    if (!call) return noRefreshToken
    try {
      const response = await this.#caller.send(call)
      const grant = grantIn(response, this.#profile, 'refresh')
      if (grant) return await this.#identified(grant, record)
      return isRefusal(response, this.#profile, this.#caller.requestOf(call))
        ? { kind: 'refused' }
        : { ...outageOf(response, this.#profile), ...this.#waitAskedBy(response) }
    } catch (error) {
      this.#note(error)
      return outageBy(error)
    }
  }

  readonly fetchUser = async (token: AccessToken | null): Promise<UserAnswer> => {
    const call = userCall(this.#profile, token)
    if (!call) return { kind: 'no-endpoint' }
    try {
      const response = await this.#caller.send(call)
      const body = parseJsonObject(response.body)
      const challenge = this.challengeOf(response.status, body, this.#caller.requestOf(call))
      if (!isSuccess(response) && challenge !== 'none') {
        return { kind: 'token-refused', call: this.#caller.describe(call, response) }
      }
      const { status } = response
      if (!isSuccess(response) && !neverTells.has(status)) {
        return { kind: 'unavailable', status, ...this.#waitAskedBy(response) }
      }
      const isTold = isSuccess(response) && body !== null
      const user = isTold
        ? readUser(valueAt(body, this.#profile.read.userBody), null, this.#userPaths)
        : null
      return user ? { kind: 'user', user } : { kind: 'untold' }
    } catch (error) {
      this.#note(error)
      return error instanceof AuthUnavailableError ? noAnswer : { kind: 'untold' }
    }
  }

  readonly revoke = async (record: SessionRecord): Promise<RevokeOutcome> => {
    try {
      const calls = this.#profile.hooks?.logoutCalls?.(record) ?? logoutCalls(this.#profile, record)
      for (const call of calls) {
        const response = await this.#caller.send(call)
        const { status } = response
        if (isTrouble(status)) {
          return { kind: 'unavailable', status, ...this.#waitAskedBy(response) }
        }
      }
      return { kind: 'told' }
    } catch (error) {
      this.#note(error)
      const isUnanswered = error instanceof AuthUnavailableError
      return isUnanswered ? noAnswer : { kind: 'told' }
    }
  }

  readonly userOf = (token: AccessToken | null, username: string): User =>
    readUser(token && readClaims(token), username, this.#userPaths) ?? { id: username, username }

  readonly subjectOf = (token: AccessToken | null, claim?: string): Subject | null =>
    readSubject(token && readClaims(token), claim === undefined ? this.#userPaths.id : [claim])

  readonly evidenceOf = (status: number): Evidence => evidenceOf(status, this.#profile)

  readonly challengeOf = (status: number, body: unknown, request: ApiRequest): TokenChallenge => {
    try {
      return challengeIn(status, body, this.#profile, request)
    } catch (error) {
      this.#note(error)
      return challengeByData(status, body, this.#profile)
    }
  }

  /**
   * A cookie that was refreshed may be somebody else's by now. Where no token can be read, or it lacks the claim of the
   * login, or tells of somebody else, the user endpoint has the last word; tokens without a name that it refuses, or of
   * which it no longer says whose they are, are not taken.
   */
  async #identified(grant: TokenGrant, record: SessionRecord): Promise<RefreshOutcome> {
    const { accessToken } = grant
    const granted = { kind: 'granted', grant } as const
    if (this.#isFamiliar(accessToken, record) || !this.#profile.endpoints.user) {
      return granted
    }
    const answer = await this.fetchUser(accessToken)
    switch (answer.kind) {
      case 'user':
        return { kind: 'granted', grant: { ...grant, user: answer.user } }
      case 'no-endpoint':
      case 'untold':
        return accessToken === null && record.subject !== null ? namesNobody : granted
      case 'unavailable':
        return answer
      case 'token-refused':
        return this.subjectOf(accessToken, record.subjectClaim) === null ? namesNobody : granted
    }
  }

  /** Whether a new token needs no question whose it is. */
  #isFamiliar(token: AccessToken | null, record: SessionRecord): boolean {
    const { subject, subjectClaim, accessToken } = record
    if (token === null) return false
    if (subject === null) return true
    const isCookie = this.#profile.refresh.placement === 'cookie'
    if (!isCookie) return true
    const told = this.subjectOf(token, subjectClaim)
    return told === null ? this.#isAlike(token, accessToken) : told.id === subject
  }

  /** Whether two tokens agree in the first claim that names a person in both. */
  #isAlike(token: AccessToken, before: AccessToken | null): boolean {
    const ids = this.#userPaths.id.map((claim) =>
      [token, before].map((one) => this.subjectOf(one, claim)?.id ?? null),
    )
    const [id, idBefore] = ids.find((both) => !both.includes(null)) ?? []
    return id !== undefined && id === idBefore
  }

  #waitAskedBy(response: TransportResponse): Pick<Unavailable, 'retryAfterMs'> {
    const waitMs = retryAfterMs(response, this.#now())
    return waitMs === null ? {} : { retryAfterMs: waitMs }
  }

  #grantInHeader(value: string | null): TokenGrant | null {
    const access = value?.replace(/^bearer +/i, '').trim() ?? ''
    if (access === '') return null
    const found = { access, refresh: null }
    return grantOf(found, { body: {}, profile: this.#profile, isLogin: false })
  }

  /** No answer is no news here; a hook that failed is news for its author. */
  #note(error: unknown): void {
    if (!isAuthError(error)) throw error
    if (!(error instanceof AuthUnavailableError)) this.#report(error)
  }
}

const noRefreshToken: Outage = {
  kind: 'unrecognised',
  status: null,
  hint: 'There is no refresh token. auth.read.refresh names where it is in the answer to the login.',
}

const namesNobody: Outage = {
  kind: 'unrecognised',
  status: null,
  hint: 'After the refresh the user endpoint does not say who that is. auth.endpoints.user must be the URL that does.',
}

/** A refresh that could not be built, or whose answer no hook could read. */
function outageBy(error: unknown): Outage {
  if (error instanceof ConfigurationError) {
    return { kind: 'unrecognised', status: null, hint: `${error.message}.` }
  }
  if (error instanceof UnexpectedAnswerError) {
    return { kind: 'unrecognised', status: null, hint: `${error.message}. ${error.hint}` }
  }
  return noAnswer
}

/** A server that repeats the token of the login's first step does not get it shown. */
function withoutState(
  response: TransportResponse,
  answer: ChallengeAnswer | null,
): TransportResponse {
  const held = answer?.state ?? null
  return held === null ? response : { ...response, body: withoutTokens(response.body, [held]) }
}
