import { isAuthError } from '@/auth/core/errors'
import type { Ledger } from '@/auth/core/ledger'
import { SimBrowser } from './browser'
import type { Coverage } from './coverage'
import { Referee } from './invariants/referee'
import { IdleRules } from './invariants/idle-rules'
import { JarRules } from './invariants/jar-rules'
import { RefreshRules } from './invariants/refresh-rules'
import type { PersonRequest } from './invariants/request-rules'
import { describeError, RequestRules } from './invariants/request-rules'
import { SessionRules } from './invariants/session-rules'
import { SimSessionStorage } from './ports/sim-session-storage'
import { Logins } from './logins'
import type { Schedule } from './schedule'
import type { SimTab, TabWatch } from './sim-tab'
import { SimTab as Tab } from './sim-tab'
import type { Answer } from './servers/http-door'

/** A browser with its tabs, and the rules that watch them. */
export class World {
  readonly browser: SimBrowser
  readonly referee: Referee
  readonly requests: RequestRules
  readonly logins: Logins
  readonly idle: IdleRules
  readonly jar: JarRules
  readonly #refreshes: RefreshRules
  readonly #sessions: SessionRules
  readonly #slots: (SimTab | null)[] = []
  /** The session storage that each slot's last tab left, for when the browser restores it. */
  readonly #left: SimSessionStorage[] = []
  #lives = 0

  constructor(schedule: Schedule, coverage: Coverage, keepsLog: boolean) {
    this.browser = new SimBrowser(schedule, coverage, keepsLog)
    this.referee = new Referee(this.browser, () =>
      this.tabs.filter(({ isDisposed }) => !isDisposed),
    )
    this.requests = new RequestRules(this.referee)
    this.logins = new Logins(this.referee)
    this.#refreshes = new RefreshRules(this.referee)
    this.idle = new IdleRules(this.referee)
    this.jar = new JarRules(this.referee)
    this.#sessions = new SessionRules(this.referee, this.idle)
  }

  get tabs(): readonly SimTab[] {
    return this.#slots.filter((tab) => tab !== null)
  }

  tabAt(slot: number): SimTab | null {
    return this.#slots[slot] ?? null
  }

  open(slot: number, storage: SimSessionStorage): void {
    this.browser.machine.markUnsettled()
    const life = (this.#lives += 1)
    this.#slots[slot] = new Tab(this.browser, { slot, life }, storage, (tab) => this.#watch(tab))
  }

  newStorage(from?: SimSessionStorage): SimSessionStorage {
    const isForbidden = this.browser.schedule.environment.tabStore === 'forbidden'
    const { truth } = this.referee
    const onWrite = ({ record, tombstones }: Ledger) => {
      if (record) truth.noteSid(record.sid, record.accessToken)
      truth.noteTombstones(tombstones)
    }
    return new SimSessionStorage(isForbidden, onWrite, from?.ledger)
  }

  /** What a browser that restores its tabs gives to this one: as it was when it went. */
  leftIn(slot: number): SimSessionStorage {
    return this.newStorage(this.#left[slot])
  }

  close(tab: SimTab): void {
    this.#left[tab.slot] = this.newStorage(tab.sessionStorage)
    this.#slots[tab.slot] = null
    tab.kill()
  }

  /** A person asks the API something. */
  request(tab: SimTab, isForeign: boolean, abortAfterMs: number | null): PersonRequest {
    const request = this.requests.begin(tab, isForeign)
    const controller = new AbortController()
    if (abortAfterMs !== null) this.#abortLater(request, controller, abortAfterMs)
    tab.http.get(this.requests.urlOf(request), { signal: controller.signal }).then(
      ({ status }) => {
        this.requests.settle(request, status, null)
      },
      (error: unknown) => {
        this.requests.settle(request, statusOf(error), error)
      },
    )
    return request
  }

  /** Something a person asks of the client itself: it may reject, but only in a typed way. */
  ask(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (!isAuthError(error)) this.referee.fail('typed', describeError(error))
    })
  }

  /** A person does something, and the app tells its client so. */
  act(tab: SimTab): void {
    this.idle.noteAct(tab)
    tab.client.noteActivity()
  }

  refresh(tab: SimTab): void {
    this.#refreshes.noteForced(tab)
    this.ask(tab.client.refresh())
  }

  #abortLater(request: PersonRequest, controller: AbortController, delayMs: number): void {
    const { gate } = request.tab
    gate.enter('timer', delayMs, () => {
      if (request.outcome) return
      this.browser.coverage.count('aborts')
      request.isAborted = true
      controller.abort()
      // The next thing that happens finds it settled.
      gate.enter('timer', 0, () => {
        this.requests.checkAborted(request)
      })
    })
  }

  #watch(tab: SimTab): TabWatch {
    const { truth } = this.referee
    return {
      refreshSent: (token) => {
        this.#refreshes.sent(tab, token)
      },
      refreshHeard: (token, answer) => {
        truth.holdings.noteReturning(tab, null)
        this.#refreshes.heard(tab, token, answer)
        this.jar.refreshHeard(tab, token, answer)
      },
      revokeSent: (token) => {
        truth.givenBack.add(token)
        this.#sessions.checkRevoked(tab, token)
      },
      grantReturning: (answer) => {
        const { access, refresh, token } = readTokens(answer)
        truth.holdings.noteReturning(tab, refresh ?? token ?? access ?? null)
      },
      grantHeard: (answer) => {
        const { access, refresh, token } = readTokens(answer)
        const bearer = access ?? token
        if (bearer !== undefined) truth.holdings.noteGrant(tab, bearer, refresh ?? null)
      },
      apiSent: (url, token) => {
        this.requests.sent(tab, url, token)
        const request = this.requests.requestOf(url)
        if (request) this.jar.sent(request)
        this.idle.checkSent(tab, token)
      },
      apiHeard: (url, token, status) => {
        if (status !== 401 || token === null) return
        this.browser.coverage.count('401 answers')
        if (this.requests.isReplay(url)) this.#refreshes.noteReplayRefused(tab, token)
      },
      snapshotChanged: (before, after) => {
        this.#sessions.changed(tab, before.session, after.session)
        this.jar.changed(tab, before.session, after.session)
      },
      messageHeard: (message) => {
        if (message.type === 'have') truth.holdings.noteHeard(tab, message.ledger)
      },
      eventHeard: (event) => {
        this.jar.eventHeard(tab, event)
      },
      pageTold: () => {
        this.#refreshes.noteForced(tab)
      },
      timerOverflowed: (delayMs) => {
        this.referee.fail('timers', `${tab.name}: ${delayMs} ms`)
      },
    }
  }
}

const readTokens = ({ body }: Answer): Readonly<Partial<Record<string, string>>> => JSON.parse(body)

function statusOf(error: unknown): number | null {
  const { response } = error as { readonly response?: { readonly status?: number } }
  return response?.status ?? null
}
