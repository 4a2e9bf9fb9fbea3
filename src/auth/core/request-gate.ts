import { adoptGrant } from './adopt-grant'
import { SessionEndedError } from './errors'
import type { EventHub } from './events'
import type { FutileRefreshes } from './futile-refreshes'
import { JarWatch } from './jar-watch'
import type { AuthPorts, ReadHeader } from './ports'
import { tokenIdOf } from './record'
import type { SessionRecord } from './record'
import type { Refresher } from './refresher'
import type { Renewal } from './renewal'
import type { ScopeOf } from './request-scope'
import { isInterruption } from './session'
import type { EndReason } from './session'
import type { OpenSession, SessionState } from './session-state'
import type { TabSync } from './tab-sync'
import type { TokenTimes } from './token-times'

/** A request of the app. */
export interface ApiRequest {
  /** In capitals. */
  readonly method: string
  /** Absolute, as it is really sent. */
  readonly url: string
}

/** Headers by name. */
type Headers = Readonly<Record<string, string>>

/** How the requests of an API travel. */
export interface RequestSettings {
  readonly scopeOf: ScopeOf
  /** The header that carries the token, as `Authorization: Bearer <token>`. The prefix may be empty. */
  readonly header: { readonly name: string; readonly prefix: string }
  /** Whether requests to the API need the browser's cookies. @default false */
  readonly withCredentials?: boolean
  /** Further headers of a request to the API: constant ones, a CSRF token, a signature. */
  readonly requestHeaders?: (request: ApiRequest) => Headers | Promise<Headers>
  /** How far the HTTP cache, which knows no users, is used for requests with a token. @default 'no-store' */
  readonly cache?: CacheUse
  /** `manual` where a redirect could take along what only the API may have. @default 'follow' */
  readonly redirect?: RedirectUse
}

/** A subset of fetch's cache modes (Fetch, section 2.2.5). */
export type CacheUse = 'no-store' | 'no-cache' | 'default'

/** A subset of fetch's redirect modes (Fetch, section 2.2.5). */
export type RedirectUse = 'follow' | 'manual'

/** What a request may carry, and how it is to travel. */
export interface Authorization {
  readonly request: ApiRequest
  /** The token, where there is one to be seen, and what else the API wants. */
  readonly headers: Headers
  readonly withCredentials: boolean
  readonly cache: CacheUse
  readonly redirect: RedirectUse
  /** The session that it goes with; `null` for a request of nobody. */
  readonly session: AuthorizedSession | null
  /** Whether it is the second attempt. There is no third. */
  readonly isReplay: boolean
}

/** In which session a request was sent, and with which of its tokens. */
export interface AuthorizedSession {
  readonly sid: string
  readonly userId: string
  readonly tokenId: string
}

/** How a request wants to be treated. */
export interface RequestTerms {
  /** Send it without the token. What the API wants of everybody goes along. @default false */
  readonly skipAuth?: boolean
  /**
   * The id of the person who made the request: it is never sent as anybody else. Left out or `null`: whoever is
   * signed in when it is sent.
   */
  readonly ownerId?: string | null
}

/** How the answer to a request wants to be treated. */
export interface AnswerTerms {
  /** Hand its answer on as it is: a refusal is the caller's business. @default false */
  readonly skipAuthRefresh?: boolean
}

/** What came back. */
export interface ApiAnswer {
  readonly status: number
  readonly header: ReadHeader
  /** The JSON of a small body, its text where it is none, `null` where it is large. Asked for only where it matters. */
  readBody(): unknown
  /** Whether the same request can be sent again: a stream has been read by the first attempt. */
  readonly canRepeat: boolean
}

/** What to do about an answer: hand it on, hand it to nobody, send the request again with this, or give up. */
export type Verdict =
  | { readonly kind: 'pass' }
  /** The person that it is for has gone. */
  | { readonly kind: 'withhold'; readonly reason: EndReason }
  | { readonly kind: 'repeat'; readonly authorization: Authorization }
  | { readonly kind: 'ended'; readonly reason: EndReason }

const pass: Verdict = { kind: 'pass' }

/** Most requests need no wait, and a promise costs more than everything else that is done for them. */
export type MaybePromise<Value> = Value | Promise<Value>

/** What the requests of one record carry. */
interface Credential {
  readonly record: SessionRecord
  readonly session: AuthorizedSession
  /** Of the header; `null` when the token is in a cookie. */
  readonly value: string | null
}

/** What a {@link RequestGate} works with. */
export interface RequestGateDeps {
  readonly ports: AuthPorts
  readonly settings: RequestSettings
  readonly state: SessionState
  readonly tabs: TabSync
  readonly times: TokenTimes
  readonly renewal: Renewal
  readonly refresher: Refresher
  readonly events: EventHub
  readonly futile: FutileRefreshes
  /** Asks the API whose the cookies are; see {@link JarWatch}. */
  readonly identify: (session: OpenSession) => Promise<void>
}

/**
 * The one way out for requests of the app: whether a request may go, and with what; and what its answer says of the
 * session. Knows no HTTP library.
 */
export class RequestGate {
  readonly #deps: RequestGateDeps
  readonly #jar: JarWatch
  #isRestored = false
  #credential: Credential | null = null

  constructor(deps: RequestGateDeps) {
    this.#deps = deps
    this.#jar = new JarWatch({ api: deps.ports.api, identify: deps.identify })
    void deps.tabs.restored.then(() => (this.#isRestored = true))
  }

  /** See {@link AuthClient.authorize}. */
  authorize(request: ApiRequest, terms: RequestTerms = {}): MaybePromise<Authorization | null> {
    const scope = this.#deps.settings.scopeOf(request.url)
    if (scope === 'foreign') return null
    if (scope === 'anonymous' || terms.skipAuth) return this.#withoutToken(request)
    return this.#isRestored
      ? this.#authorize(request, terms)
      : this.#deps.tabs.restored.then(() => this.#authorize(request, terms))
  }

  /** See {@link AuthClient.judge}. */
  judge(
    sent: Authorization,
    answer: ApiAnswer,
    { skipAuthRefresh = false }: AnswerTerms = {},
  ): MaybePromise<Verdict> {
    const { session } = sent
    const { api } = this.#deps.ports
    if (!session) return pass
    const isPlain = api.grantIn === undefined && api.evidenceOf(answer.status) === 'none'
    if (skipAuthRefresh || isPlain) return this.#passTo(session)
    return this.#judge(sent, session, answer)
  }

  #authorize(request: ApiRequest, { ownerId }: RequestTerms): MaybePromise<Authorization | null> {
    const { state, times, renewal } = this.#deps
    const session = state.current
    const isOthers = typeof ownerId === 'string' && session?.record.user.id !== ownerId
    if (isOthers) throw new SessionEndedError(state.endReasonFor(ownerId))
    if (!session) return this.#withoutToken(request)
    const { record } = session
    if (this.#jar.isSuspicious(record)) {
      return this.#jar
        .identify(session)
        .then(() => this.#authorize(request, { ownerId: record.user.id }))
    }
    return times.isDue(record)
      ? renewal
          .renewedRecord(session)
          .then((renewed) => this.#unlessOthers(renewed))
          .then((renewed) => this.#withToken(renewed, request, false))
      : this.#withToken(record, request, false)
  }

  async #judge(
    sent: Authorization,
    session: AuthorizedSession,
    answer: ApiAnswer,
  ): Promise<Verdict> {
    const { api } = this.#deps.ports
    await this.#noteGrant(session, answer.header)
    const evidence = api.evidenceOf(answer.status)
    if (evidence === 'none') return this.#passTo(session)
    const body = evidence === 'body' ? await answer.readBody() : null
    switch (api.challengeOf(answer.status, body, sent.request)) {
      case 'none':
        return this.#passTo(session)
      case 'final':
        return await this.#end(session)
      case 'renewable':
        return answer.canRepeat ? await this.#repeat(sent, session) : this.#passTo(session)
    }
  }

  /** A newer token is used as it is; only the newest one is renewed. */
  async #repeat(sent: Authorization, former: AuthorizedSession): Promise<Verdict> {
    const { userId, tokenId } = former
    if (sent.isReplay) {
      this.#noteReplayRefused(former)
      return this.#passTo(former)
    }
    const { state, renewal, events } = this.#deps
    const session = state.current
    if (session?.record.user.id !== userId) {
      return { kind: 'ended', reason: state.endReasonFor(userId) }
    }
    const isReplaced = tokenIdOf(session.record) !== tokenId
    if (!isReplaced && this.#deps.futile.isFutile(tokenId)) return pass
    const record = isReplaced
      ? await renewal.freshRecord(session)
      : await this.#refreshRefused(session)
    events.emit({ type: 'request-replayed', generation: record.version.generation })
    const authorization = await this.#withToken(
      await this.#unlessOthers(record),
      sent.request,
      true,
    )
    return { kind: 'repeat', authorization }
  }

  /** Nobody but its person sees an answer: the page is somebody else's by now, or shows the login. */
  #passTo({ sid, userId }: AuthorizedSession): Verdict {
    const { state } = this.#deps
    const record = state.current?.record
    if (record?.sid === sid || record?.user.id === userId) return pass
    const reason = state.endReasonFor(userId)
    return record || !isInterruption(reason) ? { kind: 'withhold', reason } : pass
  }

  /** The cookies may have changed hands while new ones were waited for, and again while somebody asked whose they are. */
  async #unlessOthers(record: SessionRecord): Promise<SessionRecord> {
    const { state } = this.#deps
    const { id } = record.user
    while (this.#jar.isSuspicious(record)) {
      const session = state.current
      if (session?.record.user.id !== id) throw new SessionEndedError(state.endReasonFor(id))
      await this.#jar.identify(session)
    }
    return record
  }

  /** The API has refused its token, whatever the clocks say. */
  async #refreshRefused(session: OpenSession): Promise<SessionRecord> {
    const { refresher, renewal } = this.#deps
    const record = await refresher.refresh(session, { force: false, isRefused: true })
    return await renewal.unlessSlept(record)
  }

  /** The API refused the newer token as well. One that another tab got a while ago may have been revoked since. */
  #noteReplayRefused(sent: AuthorizedSession): void {
    const { times, events } = this.#deps
    const session = this.#sessionOf(sent)
    if (session && times.wasJustGranted(session.record)) this.#deps.futile.note(sent.tokenId)
    events.emit({ type: 'replay-refused' })
  }

  /** No new token of the session can cure it. */
  async #end(sent: AuthorizedSession): Promise<Verdict> {
    const { tabs, state } = this.#deps
    const session = this.#sessionOf(sent)
    if (session) await tabs.end(session, 'ended-by-server')
    return { kind: 'ended', reason: state.endReasonFor(sent.userId) }
  }

  /** Takes over the new token that an answer may bring in a header. Waits for storage alone, never rejects. */
  async #noteGrant(sent: AuthorizedSession, header: ReadHeader): Promise<void> {
    const { ports, state } = this.#deps
    const grant = ports.api.grantIn?.(header)
    const session = this.#sessionOf(sent)
    if (!grant || !session || tokenIdOf(session.record) !== sent.tokenId) return
    const record = await adoptGrant(ports, session, grant)
    if (record && this.#sessionOf(sent)) state.open(record, session.carrier, 'refresh')
  }

  #sessionOf({ sid }: AuthorizedSession): OpenSession | null {
    const session = this.#deps.state.current
    return session?.record.sid === sid ? session : null
  }

  #withoutToken(request: ApiRequest): MaybePromise<Authorization | null> {
    const { requestHeaders, withCredentials = false, redirect = 'follow' } = this.#deps.settings
    const more = requestHeaders?.(request)
    if (more === undefined && !withCredentials) return null
    const authorizationWith = (headers: Headers = {}): Authorization => ({
      request,
      headers,
      withCredentials,
      cache: 'default',
      redirect,
      session: null,
      isReplay: false,
    })
    return more instanceof Promise ? more.then(authorizationWith) : authorizationWith(more)
  }

  #withToken(
    record: SessionRecord,
    request: ApiRequest,
    isReplay: boolean,
  ): MaybePromise<Authorization> {
    const more = this.#deps.settings.requestHeaders?.(request)
    return more instanceof Promise
      ? more.then((headers) => this.#authorizationOf(record, request, isReplay, headers))
      : this.#authorizationOf(record, request, isReplay, more)
  }

  #authorizationOf(
    record: SessionRecord,
    request: ApiRequest,
    isReplay: boolean,
    more?: Headers,
  ): Authorization {
    const { header, withCredentials, cache, redirect } = this.#deps.settings
    const { session, value } = this.#credentialOf(record)
    const headers: Record<string, string> = { ...more }
    if (value !== null) headers[header.name] = value
    return {
      request,
      headers,
      withCredentials: withCredentials ?? false,
      cache: cache ?? 'no-store',
      redirect: redirect ?? 'follow',
      session,
      isReplay,
    }
  }

  /** Made once for each token: most requests carry the same. */
  #credentialOf(record: SessionRecord): Credential {
    if (this.#credential?.record === record) return this.#credential
    const { sid, user, accessToken } = record
    const { prefix } = this.#deps.settings.header
    this.#credential = {
      record,
      session: { sid, userId: user.id, tokenId: tokenIdOf(record) },
      value: accessToken === null ? null : `${prefix} ${accessToken}`.trimStart(),
    }
    return this.#credential
  }
}
