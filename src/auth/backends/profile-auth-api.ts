import { readClaims } from '../core/claims'
import { AuthUnavailableError, isAuthError, UnexpectedAnswerError } from '../core/errors'
import type { ChallengeAnswer, LoginOutcome } from '../core/login'
import type {
  AuthApi,
  Credentials,
  Evidence,
  ReadHeader,
  RefreshOutcome,
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
import type { Profile } from './profile'
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
import { readUser, readUserId } from './read-user'
import { refusalOf } from './refusal-of'
import { withoutTokens } from './words-in'

/** Statuses of an endpoint that tells nobody who is signed in, now or later. */
const neverTells: ReadonlySet<number> = new Set([403, 404, 405, 410])

/** What a {@link ProfileAuthApi} is given besides its profile. */
export interface ProfileAuthApiOptions {
  readonly csrf?: CsrfProof | null
  /** Told of a hook that failed where nobody waits for an error. */
  readonly report?: (error: unknown) => void
}

/** Speaks to any obtain/refresh API the way its profile says. Knows no backend by name. */
export class ProfileAuthApi implements AuthApi {
  readonly grantIn?: (header: ReadHeader) => TokenGrant | null
  readonly #profile: Profile
  readonly #caller: ApiCaller
  readonly #report: (error: unknown) => void

  constructor(
    profile: Profile,
    apiBaseUrl: string,
    transport: Transport,
    { csrf = null, report = () => undefined }: ProfileAuthApiOptions = {},
  ) {
    this.#profile = profile
    this.#caller = new ApiCaller(profile, apiBaseUrl, transport, csrf)
    this.#report = report
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
    if (status === 429) throw throttling(response, body)
    if (status >= 500 || status === 408) throw new AuthUnavailableError(status, { call: described })
    const challenge = body && readChallenge(status, body, this.#profile)
    if (challenge && !step) return challenge
    const grant = challenge ? null : grantIn(response, this.#profile, 'obtain')
    if (grant) return { kind: 'granted', grant }
    throw refusalOf(withoutState(response, answer), this.#profile, described, step)
  }

  readonly refresh = async (record: SessionRecord): Promise<RefreshOutcome> => {
    const call = refreshCall(this.#profile, record)
    if (!call) return { kind: 'unavailable', status: null }
    try {
      const response = await this.#caller.send(call)
      const { status } = response
      const grant = grantIn(response, this.#profile, 'refresh')
      if (grant) return await this.#identified(grant, record)
      return isRefusal(response, this.#profile, this.#caller.requestOf(call))
        ? { kind: 'refused' }
        : { kind: 'unavailable', status }
    } catch (error) {
      this.#note(error)
      return { kind: 'unavailable', status: null }
    }
  }

  readonly fetchUser = async (token: AccessToken | null): Promise<UserAnswer> => {
    const call = userCall(this.#profile, token)
    if (!call) return { kind: 'untold' }
    try {
      const response = await this.#caller.send(call)
      const body = parseJsonObject(response.body)
      const challenge = this.challengeOf(response.status, body, this.#caller.requestOf(call))
      if (!isSuccess(response) && challenge !== 'none') {
        return { kind: 'token-refused', call: this.#caller.describe(call, response) }
      }
      if (!isSuccess(response) && !neverTells.has(response.status)) return { kind: 'unavailable' }
      const isTold = isSuccess(response) && body !== null
      const user = isTold ? readUser(valueAt(body, this.#profile.read.userBody), null) : null
      return user ? { kind: 'user', user } : { kind: 'untold' }
    } catch (error) {
      this.#note(error)
      return { kind: error instanceof AuthUnavailableError ? 'unavailable' : 'untold' }
    }
  }

  readonly revoke = async (record: SessionRecord): Promise<void> => {
    try {
      const calls = this.#profile.hooks?.logoutCalls?.(record) ?? logoutCalls(this.#profile, record)
      for (const call of calls) await this.#caller.send(call)
    } catch (error) {
      this.#note(error)
    }
  }

  readonly userOf = (token: AccessToken | null, username: string): User =>
    readUser(token && readClaims(token), username) ?? { id: username, username }

  readonly subjectOf = (token: AccessToken | null): string | null =>
    readUserId(token && readClaims(token))

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
   * A cookie that was refreshed may be somebody else's by now. Where no token can be read, the user endpoint tells;
   * tokens that it says nothing of are not taken.
   */
  async #identified(grant: TokenGrant, { subject }: SessionRecord): Promise<RefreshOutcome> {
    const isKnown = grant.accessToken !== null || subject === null
    if (isKnown || !this.#profile.endpoints.user) return { kind: 'granted', grant }
    const answer = await this.fetchUser(null)
    switch (answer.kind) {
      case 'user':
        return { kind: 'granted', grant: { ...grant, user: answer.user } }
      case 'untold':
      case 'unavailable':
        return { kind: 'unavailable', status: null }
      case 'token-refused':
        return { kind: 'granted', grant }
    }
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
    if (error instanceof UnexpectedAnswerError) this.#report(error)
  }
}

/** A server that repeats the token of the login's first step does not get it shown. */
function withoutState(
  response: TransportResponse,
  answer: ChallengeAnswer | null,
): TransportResponse {
  const held = answer?.state ?? null
  return held === null ? response : { ...response, body: withoutTokens(response.body, [held]) }
}
